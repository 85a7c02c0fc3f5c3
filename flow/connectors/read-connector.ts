import { listTails } from '#db/accounts.ts';
import { listTasks, type TaskRow } from '#db/connector-tasks.ts';
import {
  type CredentialMark,
  type DraftRow,
  findConnectorOf,
  findDraft,
  listCredentialMarks,
  listVersions,
  readUse,
} from '#db/connector-versions.ts';
import { type ConnectorVersionRow, listSwitches } from '#db/connectors.ts';
import { listGrantsOf } from '#db/grants.ts';
import type { ConnectorRow, GrantRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { Texts } from '#domain/evidence.ts';
import { type ConnectorId, StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { VerbError } from '../problems.ts';
import { fileSourcesOf } from './file-sources.ts';
import { type Answering, answeringOf, scopeOf, titleOf } from './list-connectors.ts';
import { requireOfficer } from './officer.ts';

/** Everything that the console shows of one connector. */
export interface ConnectorView {
  officer: StaffId;
  row: ConnectorRow;
  title: Texts | null;
  /** Whether it has nightly files. */
  hasFiles: boolean;
  answering: Answering;
  usedToday: number;
  versions: readonly ConnectorVersionRow[];
  tasks: readonly TaskRow[];
  credentials: readonly CredentialMark[];
  grants: readonly GrantRow[];
  draft: DraftRow | undefined;
  /** Tails of the staff numbers of whoever is named here. */
  tails: ReadonlyMap<string, string>;
}

/** One of the department's connectors. @throws VerbError not_found for any other, not_permitted for another role */
export async function readConnector(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: ConnectorId,
): Promise<ConnectorView> {
  const officer = requireOfficer(actor, 'read:connector:department');
  const row = await findConnectorOf(tx, officer.department, id);
  if (row === undefined) throw new VerbError('not_found');
  const versions = await listVersions(tx, [id]);
  const tasks = await listTasks(tx, id);
  const credentials = await listCredentialMarks(tx, [id]);
  const used = await readUse(tx, [scopeOf(id)], civilDateAt(now));
  const grants = (await listGrantsOf(tx, officer.department)).filter(({ connector }) => connector === id);
  const named = [
    ...versions.flatMap(({ createdBy, signedBy }) => [createdBy, signedBy]),
    ...tasks.map(({ requestedBy }) => requestedBy),
    ...credentials.map(({ setBy }) => setBy),
  ];
  return {
    officer: officer.id,
    row,
    title: titleOf(row, versions),
    hasFiles: fileSourcesOf(row, versions).length > 0,
    versions,
    tasks,
    credentials,
    grants,
    answering: answeringOf(row, await listSwitches(tx, [id])),
    usedToday: used.get(scopeOf(id)) ?? 0,
    draft: await findDraft(tx, id),
    tails: await tailsOf(tx, named),
  };
}

/** Tails of those of these ids that are members of staff. */
export async function tailsOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const staff = ids.flatMap((id) => StaffId.safeParse(id).data ?? []);
  return listTails(tx, [...new Set(staff)]);
}
