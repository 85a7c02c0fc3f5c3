import type { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { Behaviour } from '../departments/behaviour.ts';
import type { Register } from '../departments/department.ts';
import { ledgerOf } from '../departments/ledger.ts';
import type { RunningDepartment } from '../departments/server.ts';
import { fillArchive, VIEW_STATES } from './archive-tables.ts';

/** A department that has no service: the portal reads a view in its database. */
export type ArchiveDepartment = Register & {
  /** The view's qualified name. */
  view: string;
};

/** The role as which the portal reads. */
export const ARCHIVE_READER = 'sandbox_archive_reader';
/** The archive's database. */
export const ARCHIVE_DATABASE = 'sandbox_archive';

export type ArchiveOptions = {
  department: ArchiveDepartment;
  /** The register out of which the archive was carried over. */
  database: DatabaseSync;
  /** The fingerprint of the city that the register holds. */
  city: string;
  /** Address of the archive as its owner; without one the department is out of reach. */
  url: string | undefined;
  reader?: string;
};

const STATES: Readonly<Partial<Record<Behaviour['mode'], keyof typeof VIEW_STATES>>> = {
  normal: 'open',
  slow: 'locked',
  wrong: 'broken',
};

/**
 * Opens the archive to the portal. How it behaves shows in the database itself: `slow` is a lock that is held on the table, `wrong`
 * a view that fails, and every other trouble a right that was taken away.
 */
export async function startArchive(options: ArchiveOptions): Promise<RunningDepartment> {
  const { department, database, url, reader = ARCHIVE_READER } = options;
  let behaviour = Behaviour.parse({ mode: url === undefined ? 'refused' : 'normal' });
  let holder: Client | undefined;
  const behave = async (next: Behaviour) => {
    await holder?.end();
    holder = undefined;
    behaviour = next;
    if (url === undefined) return;
    const state = STATES[next.mode] ?? 'closed';
    const client = await connect(url);
    await client.query(VIEW_STATES[state](client.escapeIdentifier(reader)));
    if (state === 'locked') holder = client;
    else await client.end();
  };
  if (url !== undefined) {
    const client = await connect(url);
    await fillArchive(client, database, options.city);
    await client.end();
    await behave(behaviour);
  }
  return {
    department,
    database,
    ledger: ledgerOf(database),
    url: url === undefined ? 'postgres:' : withoutPassword(url),
    behaviour: () => behaviour,
    behave,
    async close() {
      await holder?.end();
      database.close();
    },
  };
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function withoutPassword(url: string): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  return address.href;
}
