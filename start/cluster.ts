import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type ChildSpec, startChild } from './child.ts';
import { stopOrphanedCluster } from './cluster-orphans.ts';
import { failure, recogniseFailure } from './failure.ts';
import { findDatabaseUser, isRoot, type OsUser } from './os-users.ts';
import type { Print } from './output.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { type Service, superviseService } from './supervisor.ts';

export type ClusterOptions = {
  readonly dataFolder: string;
  readonly port: number;
  /** Of the superuser `postgres`. */
  readonly password: string;
  readonly binaries: PostgresBinaries;
  /** No fsync: for data that may be lost, as in tests. */
  readonly fast?: boolean;
};

export type Cluster = Service & {
  readonly port: number;
  /** Address of a database on this cluster for a role, the superuser unless told otherwise. */
  readonly url: (database: string, role?: string, password?: string) => string;
};

/** Address of a database on this machine. */
export function localDatabaseUrl(port: number, database: string, role: string, password: string): string {
  return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Whom a cluster in this folder runs as: nobody else when this process is not root. Throws StartFailure. */
export function chooseClusterUser(dataFolder: string): OsUser | undefined {
  if (!isRoot()) return undefined;
  const owner = existsSync(dataFolder) ? statSync(dataFolder).uid : undefined;
  const user = findDatabaseUser(owner);
  if (!user) throw failure.unreachable(dataFolder);
  return user;
}

/**
 * Starts PostgreSQL on a folder, which it fills first if it is new, and starts it again when it falls. What an earlier
 * start left running there is stopped. Throws StartFailure.
 */
export async function startCluster(options: ClusterOptions, print: Print): Promise<Cluster> {
  const { dataFolder, port, password, binaries } = options;
  rejectOtherVersion(dataFolder, binaries.major);
  await stopOrphanedCluster(dataFolder);
  const user = chooseClusterUser(dataFolder);
  if (!existsSync(dataFolder)) await createCluster(options, user, print);
  const url = (database: string, role = 'postgres', secret = password) =>
    localDatabaseUrl(port, database, role, secret);
  const logFile = `${dataFolder}.log`;
  const logBegin = existsSync(logFile) ? statSync(logFile).size : 0;
  const spec = { ...describeServer(options, user), logFile, readyWithinSeconds: 120 };
  try {
    const service = await superviseService(
      { ...spec, isReady: () => acceptsConnections(url('postgres')) },
      print,
    );
    return { ...service, port, url };
  } catch (error) {
    throw explainLog(logFile, logBegin, dataFolder, error);
  }
}

function rejectOtherVersion(dataFolder: string, expected: string): void {
  const file = join(dataFolder, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = readFileSync(file, 'utf8').trim();
  if (found !== expected) throw failure.otherDataVersion(dataFolder, found, expected);
}

const postgresEnvironment = {
  NODE_ENV: 'production' as const,
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

function describeServer(options: ClusterOptions, user: OsUser | undefined): ChildSpec {
  const settings = [
    'listen_addresses=127.0.0.1',
    // No socket file: its folder may not exist, and every connection goes through a password.
    'unix_socket_directories=',
    `port=${options.port}`,
    'max_connections=100',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(options.fast ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  return {
    name: 'database',
    command: join(options.binaries.folder, 'bin/postgres'),
    args: ['-D', options.dataFolder, ...settings.flatMap((setting) => ['-c', setting])],
    folder: '/',
    env: postgresEnvironment,
    user,
    // Fast shutdown: sessions are ended, data is written.
    stopSignal: 'SIGINT',
    stopWithinSeconds: 60,
  };
}

/** Fills a new folder beside its place and then renames it, so that a kill half-way leaves nothing that looks done. */
async function createCluster(options: ClusterOptions, user: OsUser | undefined, print: Print): Promise<void> {
  const unfinished = `${options.dataFolder}.new`;
  const passwordFile = `${options.dataFolder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  const identity = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // The builtin provider sorts the same on every machine and needs no locale of the system.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const output: string[] = [];
  const collect: Print = (line) => output.push(line);
  const initdb = await startChild(
    {
      name: 'database',
      command: join(options.binaries.folder, 'bin/initdb'),
      args: ['-D', unfinished, ...identity, ...locale, ...(options.fast ? ['--no-sync'] : [])],
      folder: '/',
      env: postgresEnvironment,
      user,
    },
    collect,
  );
  const reason = await initdb.ended;
  rmSync(passwordFile, { force: true });
  if (reason === 'exit code 0') return renameSync(unfinished, options.dataFolder);
  rmSync(unfinished, { recursive: true, force: true });
  for (const line of output) print(line);
  throw recogniseFailure(output.join('\n'), options.dataFolder) ?? failure.childStopped('database', reason);
}

async function acceptsConnections(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function explainLog(logFile: string, begin: number, dataFolder: string, error: unknown): unknown {
  if (!existsSync(logFile)) return error;
  const text = readFileSync(logFile).subarray(begin).toString('utf8').trim();
  if (text === '') return error;
  return (
    recogniseFailure(text, dataFolder) ?? failure.databaseStopped(logFile, text.split('\n').at(-1) ?? '')
  );
}
