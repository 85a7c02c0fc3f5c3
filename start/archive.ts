import pg from 'pg';
import { failure } from './failure.ts';
import { withRole } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** The make-believe city's department whose register is a database of its own, which the portal reads through a view. */
export const ARCHIVE_DEPARTMENT = 'social-security-1992';
/** That database, and the role that owns it. */
const ARCHIVE = 'sandbox_archive';
/** The role as which the portal's broker reads the view; `sandbox/plugs` names it as well. */
const READER = 'sandbox_archive_reader';

/** Address of the archive as its owner: the sandbox's alone. */
export function archiveUrl(serverUrl: string, secrets: Secrets): string {
  const address = new URL(withRole(serverUrl, ARCHIVE, secrets.archivePassword));
  address.pathname = `/${ARCHIVE}`;
  return address.href;
}

/** Host, port and TLS of the server on which the archive lies, as a department would tell them. */
export function describeArchive(serverUrl: string): { host: string; port: number; tls: boolean } {
  const { hostname, port, searchParams } = new URL(serverUrl);
  const tls = /^(require|verify-ca|verify-full)$/.test(searchParams.get('sslmode') ?? '');
  return { host: hostname || '127.0.0.1', port: Number(port || 5432), tls };
}

/**
 * Makes the archive's database and its two roles on the server of the product's own database; may be repeated. They share
 * nothing: neither role may connect to the product's database, and no role of the product to this one.
 * @throws StartFailure where `url`'s user may not make databases
 */
export async function prepareArchive(url: string, secrets: Secrets): Promise<void> {
  const reader = secrets.connectors[ARCHIVE_DEPARTMENT];
  if (reader === undefined) return;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await ensureRole(client, ARCHIVE, secrets.archivePassword);
    await ensureRole(client, READER, reader);
    const found = await client.query('select from pg_database where datname = $1', [ARCHIVE]);
    if (found.rowCount === 0) {
      await client.query(`grant ${ARCHIVE} to current_user`);
      await client.query(`create database ${ARCHIVE} owner ${ARCHIVE}`);
    }
    await client.query(`revoke all on database ${ARCHIVE} from public`);
    await client.query(`grant connect on database ${ARCHIVE} to ${READER}`);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501')
      throw failure.rolesNotPermitted(new URL(url).host);
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The password is set at every start: the secrets file is what counts. */
async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const found = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role} login password ${client.escapeLiteral(password)}`);
}
