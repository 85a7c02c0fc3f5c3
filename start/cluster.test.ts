import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClusterOptions, chooseClusterUser, startCluster } from './cluster.ts';
import { stopOrphanedCluster } from './cluster-orphans.ts';
import { findRunnableBinaries } from './database.ts';
import { findFreePort } from './ports.ts';
import { findStartTime, signal } from './process-table.ts';
import { DATABASE, prepareEmbedded } from './roles.ts';
import { drawSecrets } from './secrets.ts';
import { waitUntil } from './waiting.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const passwords = drawSecrets().databasePasswords;
let folder = '';
let options: ClusterOptions;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  chmodSync(folder, 0o711);
  const dataFolder = join(folder, 'database');
  const binaries = findRunnableBinaries(projectFolder, folder, chooseClusterUser(dataFolder));
  options = { dataFolder, port: await findFreePort(), password: passwords.postgres, binaries, fast: true };
});
afterAll(async () => {
  await stopOrphanedCluster(options.dataFolder);
  rmSync(folder, { recursive: true });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterId = () =>
  Number.parseInt(readFileSync(join(options.dataFolder, 'postmaster.pid'), 'utf8'), 10);

/** Starts the cluster in a process of its own, so that the test can kill the owner and leave the database behind. */
async function startOwner(): Promise<ChildProcess> {
  const code = `
    import { startCluster } from ${JSON.stringify(new URL('./cluster.ts', import.meta.url).href)};
    await startCluster(${JSON.stringify(options)}, () => {});
    process.send('ready');`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise((resolve) => owner.once('message', resolve));
  return owner;
}

async function kill(owner: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => owner.once('exit', resolve));
  owner.kill('SIGKILL');
  await gone;
}

describe('the embedded database', () => {
  it('is made, started, stopped and started again with its data', async () => {
    const first = await startCluster(options, () => {});
    await query(first.url('postgres'), "create table kept as select '安澜市' as city");
    await first.stop();
    expect(existsSync(join(options.dataFolder, 'postmaster.pid'))).toBe(false);
    const second = await startCluster(options, () => {});
    expect(await query(second.url('postgres'), 'select city from kept')).toEqual([{ city: '安澜市' }]);
    await second.stop();
  });

  it('gives every process a role of its own, and the listener no right to any table', async () => {
    const cluster = await startCluster(options, () => {});
    await prepareEmbedded(cluster.url('postgres'), passwords);
    await prepareEmbedded(cluster.url('postgres'), passwords);
    const as = (role: Exclude<keyof typeof passwords, 'postgres'>) =>
      cluster.url(DATABASE, role, passwords[role]);
    await query(as('mz_migrator'), 'create table person (name text)');
    await query(as('mz_listener'), 'listen news');
    await expect(query(as('mz_listener'), 'select * from person')).rejects.toThrow('permission denied');
    await expect(query(as('mz_portal'), 'create table mine ()')).rejects.toThrow('permission denied');
    await expect(query(cluster.url(DATABASE, 'mz_portal', 'wrong'), 'select 1')).rejects.toThrow('password');
    await cluster.stop();
  });

  it('is started again by its owner when the postmaster is killed', async () => {
    const cluster = await startCluster(options, () => {});
    const first = postmasterId();
    signal(first, 'SIGKILL');
    const answers = () =>
      query(cluster.url('postgres'), 'select 1').then(
        () => postmasterId() !== first,
        () => false,
      );
    expect(await waitUntil(answers, 30)).toBe(true);
    await cluster.stop();
  });

  it('that a killed owner left running is stopped by the next start', async () => {
    await kill(await startOwner());
    const orphan = postmasterId();
    expect(findStartTime(orphan)).toBeDefined();
    const cluster = await startCluster(options, () => {});
    expect(findStartTime(orphan)).toBeUndefined();
    expect(await query(cluster.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await cluster.stop();
  });

  it('starts after the owner and the postmaster were both killed', async () => {
    const owner = await startOwner();
    signal(postmasterId(), 'SIGKILL');
    await kill(owner);
    const cluster = await startCluster(options, () => {});
    expect(await query(cluster.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await cluster.stop();
  });

  it('starts although the number of its dead postmaster now belongs to another program', async () => {
    const file = join(options.dataFolder, 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${options.dataFolder}\n1\n${options.port}\n\n127.0.0.1\n\nready\n`);
    const cluster = await startCluster(options, () => {});
    expect(postmasterId()).not.toBe(process.pid);
    await cluster.stop();
  });

  it('is not touched when another version of PostgreSQL wrote it', async () => {
    const file = join(options.dataFolder, 'PG_VERSION');
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, '17\n');
    await expect(startCluster(options, () => {})).rejects.toThrow('was written by PostgreSQL 17');
    writeFileSync(file, written);
  });
});
