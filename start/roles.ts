import pg from 'pg';
import { failure } from './failure.ts';
import type { Secrets } from './secrets.ts';

/** The product's database on the embedded server. */
export const DATABASE = 'mianzheng';

type RoleName = Exclude<keyof Secrets['databasePasswords'], 'postgres'>;
const SERVICE_ROLES = ['mz_portal', 'mz_broker', 'mz_listener'] as const satisfies readonly RoleName[];

/** PostgreSQL 15 is 150000 in `server_version_num`. */
const OLDEST_VERSION = 150_000;

/** Throws StartFailure for a server older than PostgreSQL 15; `versionNumber` as in `server_version_num`. */
export function requireSupportedVersion(versionNumber: number, version: string, server: string): void {
  if (!(versionNumber >= OLDEST_VERSION)) throw failure.serverTooOld(server, version);
}

/** Host and port of a database address, fit to be shown: no user, no password. */
export function describeServer(url: string): string {
  try {
    const { hostname, port } = new URL(url);
    return `${decodeURIComponent(hostname) || 'localhost'}:${port || '5432'}`;
  } catch {
    throw failure.settingInvalid(
      'DATABASE_URL',
      'an address like postgres://user:password@host:5432/database',
    );
  }
}

/** The same database as another role. */
export function withRole(url: string, role: string, password: string): string {
  const address = new URL(url);
  address.username = role;
  address.password = encodeURIComponent(password);
  return address.href;
}

/** Makes the product's database and every role on the embedded server, whose superuser `url` names; may be repeated. */
export async function prepareEmbedded(url: string, passwords: Secrets['databasePasswords']): Promise<void> {
  await withClient(url, async (client) => {
    for (const role of ['mz_migrator', ...SERVICE_ROLES] as const)
      await ensureRole(client, role, passwords[role]);
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE} owner mz_migrator`);
    await client.query(`revoke all on database ${DATABASE} from public`);
    await client.query(`grant connect on database ${DATABASE} to ${SERVICE_ROLES.join(', ')}`);
  });
}

/**
 * Checks a server that somebody else runs and makes the service roles in it; `url`'s own user is the migrator there.
 * Throws StartFailure where it is too old, cannot be reached, or does not let this user make roles.
 */
export async function prepareGiven(url: string, passwords: Secrets['databasePasswords']): Promise<void> {
  const server = describeServer(url);
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query<{ number: number; version: string }>(
        "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
      );
      requireSupportedVersion(rows[0]?.number ?? 0, rows[0]?.version ?? 'of an unknown version', server);
      for (const role of SERVICE_ROLES) await ensureRole(client, role, passwords[role]);
    });
  } catch (error) {
    throw explainServerError(error, server);
  }
}

/** PostgreSQL's error classes (appendix A of its manual) and Node's network codes, as sentences. */
function explainServerError(error: unknown, server: string): unknown {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error;
  if (error.code === '42501') return failure.rolesNotPermitted(server);
  if (error.code.startsWith('28') || error.code === '3D000')
    return failure.serverRefused(server, error.message);
  if (error.code.startsWith('E') || error.code.startsWith('57P'))
    return failure.serverUnreachable(server, error.code);
  return error;
}

/** The password is set at every start: the secrets file is what counts. */
async function ensureRole(client: pg.Client, role: RoleName, password: string): Promise<void> {
  const found = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role} login password ${client.escapeLiteral(password)}`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
