import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { chooseClusterUser, startCluster } from '#start/cluster.ts';
import { findRunnableBinaries } from '#start/database.ts';
import { findFreePort } from '#start/ports.ts';

/** A PostgreSQL with durable commits that remembers when each transaction was committed. */
export async function startDurableServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'mianzheng-bench-'));
  chmodSync(folder, 0o711);
  const dataFolder = join(folder, 'database');
  const projectFolder = fileURLToPath(new URL('..', import.meta.url));
  const binaries = findRunnableBinaries(projectFolder, folder, chooseClusterUser(dataFolder));
  const options = { dataFolder, port: await findFreePort(), password: 'only-for-measuring', binaries };
  const first = await startCluster(options, console.error);
  const client = new pg.Client({ connectionString: first.url('postgres') });
  await client.connect();
  await client.query('alter system set track_commit_timestamp = on');
  await client.end();
  await first.stop();
  const cluster = await startCluster(options, console.error);
  return {
    url: cluster.url('postgres'),
    async stop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
