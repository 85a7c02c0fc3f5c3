import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { chooseClusterUser, startCluster } from './cluster.ts';
import { stopOrphanedCluster } from './cluster-orphans.ts';
import { findRunnableBinaries } from './database.ts';
import { migrateDatabase } from './hooks.ts';
import { isHeld, takeInstanceLock } from './instance-lock.ts';
import { findFreePort } from './ports.ts';
import { withRole } from './roles.ts';

/** Names the server of throw-away databases to tests: the superuser's address of its database `postgres`. */
export const TEST_VARIABLE = 'TEST_DATABASE_URL';

const TEMPLATE = 'mianzheng_template';
const FOLDER_PREFIX = 'mianzheng-test-';
const ROLES = ['mz_migrator', 'mz_portal', 'mz_broker', 'mz_listener'] as const;
export type TestRole = (typeof ROLES)[number];

/** Guards nothing: the server listens on this machine only and ends with the tests. */
const TEST_PASSWORD = 'only-for-throw-away-databases';

export type TestServer = { readonly url: string; readonly stop: () => Promise<void> };

/** Starts a throw-away PostgreSQL in the system's temporary folder, without fsync; `stop` removes it. */
export async function startTestServer(
  projectFolder = fileURLToPath(new URL('..', import.meta.url)),
): Promise<TestServer> {
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  // The database's user passes through to its own folder inside.
  chmodSync(folder, 0o711);
  takeInstanceLock(join(folder, 'lock'), folder);
  const dataFolder = join(folder, 'database');
  const binaries = findRunnableBinaries(projectFolder, folder, chooseClusterUser(dataFolder));
  const password = randomBytes(16).toString('hex');
  const port = await findFreePort();
  const cluster = await startCluster({ dataFolder, port, password, binaries, fast: true }, console.error);
  const stop = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: cluster.url('postgres'), stop };
}

/** Removes what test runs that were killed have left behind. */
async function removeAbandoned(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDER_PREFIX));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    if (isHeld(join(folder, 'lock')) || isYoung(folder)) continue;
    try {
      await stopOrphanedCluster(join(folder, 'database'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, who will remove it.
    }
  }
}

/** Whether a folder may be so new that its owner has not written its lock yet. */
function isYoung(folder: string): boolean {
  return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.birthtimeMs ?? 0) < 10_000;
}

/** Makes the roles and the template database with every migration applied, once for a server. */
export async function prepareTemplate(serverUrl: string): Promise<void> {
  await withServer(serverUrl, async (client) => {
    for (const role of ROLES) {
      const found = await client.query('select from pg_roles where rolname = $1', [role]);
      await client.query(
        `${found.rowCount === 0 ? 'create' : 'alter'} role ${role} login password '${TEST_PASSWORD}'`,
      );
    }
    await client.query(`drop database if exists ${TEMPLATE}`);
    await client.query(`create database ${TEMPLATE} owner mz_migrator`);
  });
  await migrateDatabase(databaseUrl(serverUrl, TEMPLATE, 'mz_migrator'));
}

export type TestDatabase = {
  readonly name: string;
  /** Its address as a role. */
  readonly url: (role: TestRole) => string;
  /** Its address as the superuser, for looking behind row security. */
  readonly superuserUrl: string;
  readonly drop: () => Promise<void>;
};

/** A fresh database with every migration applied, cloned from the template in milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env[TEST_VARIABLE];
  if (!serverUrl)
    throw new Error(`${TEST_VARIABLE} is not set: run this test in Vitest's project "database"`);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withServer(serverUrl, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return {
    name,
    url: (role) => databaseUrl(serverUrl, name, role),
    superuserUrl: atDatabase(serverUrl, name),
    drop: () => withServer(serverUrl, (client) => client.query(`drop database ${name} with (force)`)),
  };
}

function atDatabase(serverUrl: string, name: string): string {
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  return address.href;
}

const databaseUrl = (serverUrl: string, name: string, role: TestRole) =>
  withRole(atDatabase(serverUrl, name), role, TEST_PASSWORD);

async function withServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
