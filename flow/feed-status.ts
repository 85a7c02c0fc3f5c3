import { findConnectorOf, listVersions } from '#db/connector-versions.ts';
import { type FeedFaultRow, type FeedSnapshotRow, listFaults, listStanding } from '#db/feeds.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { type FileSource, fileSourcesOf } from './connectors/file-sources.ts';
import { requireOfficer } from './connectors/officer.ts';
import { VerbError } from './problems.ts';

/** So many remarks on one file are shown. */
const REMARKS_SHOWN = 50;
const HOUR_MS = 3_600_000;

/** What was said of one place of a file: `*` is the whole row. Never the value. */
export interface FeedRemark extends Pick<FeedFaultRow, 'row' | 'column' | 'problem'> {
  /** The row that it stands in already, of a row that stood before. */
  first: number | null;
}

/** A file as the console shows it. */
export interface FeedFile
  extends Pick<
    FeedSnapshotRow,
    'fileName' | 'readAt' | 'receivedAt' | 'rows' | 'badRows' | 'leftOut' | 'duplicates'
  > {
  /** The first remarks by row; `remarkCount` are all that there were. */
  remarks: readonly FeedRemark[];
  remarkCount: number;
}

/** A file that was not taken. */
export interface RefusedFile extends FeedFile {
  /** Machine word. */
  problem: string;
  /** The document's columns that are missing or stand there more than once. */
  columns: readonly string[];
  /** Whether a newer file has been taken since. */
  isOvertaken: boolean;
}

/** One nightly file of a connector: what is awaited, what serves, and what was refused last. */
export interface FeedStatus {
  source: FileSource;
  serving: (FeedFile & { isStale: boolean }) | undefined;
  refused: RefusedFile | undefined;
}

/**
 * How the nightly files of a connector stand, in the order of its document.
 * @throws VerbError not_found for a connector of another department and for one without files, not_permitted for another role
 */
export async function readFeedStatus(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
): Promise<FeedStatus[]> {
  const officer = requireOfficer(actor, 'read:connector:department');
  const row = await findConnectorOf(tx, officer.department, connector);
  const sources = row === undefined ? [] : fileSourcesOf(row, await listVersions(tx, [connector]));
  if (sources.length === 0) throw new VerbError('not_found');
  const standing = await listStanding(tx, connector);
  const stands: FeedStatus[] = [];
  for (const source of sources) {
    const own = standing.filter((snapshot) => snapshot.source === source.id);
    const serving = own.find(({ state }) => state === 'serving');
    const refused = own.find(({ state }) => state === 'rejected');
    stands.push({
      source,
      serving: serving && { ...(await fileOf(tx, serving)), isStale: isStale(source, serving, now) },
      refused: refused && (await refusedOf(tx, refused, serving)),
    });
  }
  return stands;
}

/** By the same measure as its answers. */
function isStale({ reach }: FileSource, { receivedAt }: FeedSnapshotRow, now: Date): boolean {
  return receivedAt.getTime() < now.getTime() - reach.staleAfterHours * HOUR_MS;
}

async function refusedOf(
  tx: Tx,
  refused: FeedSnapshotRow,
  serving: FeedSnapshotRow | undefined,
): Promise<RefusedFile> {
  const file = await fileOf(tx, refused);
  return {
    ...file,
    problem: refused.problem ?? '',
    // What the whole file was refused for stands at row 0.
    columns: file.remarks.filter(({ row }) => row === 0).map(({ column }) => column),
    remarks: file.remarks.filter(({ row }) => row > 0),
    isOvertaken: serving !== undefined && serving.id > refused.id,
  };
}

async function fileOf(tx: Tx, snapshot: FeedSnapshotRow): Promise<FeedFile> {
  const { fileName, readAt, receivedAt, rows, badRows, leftOut, duplicates, remarks } = snapshot;
  const faults = await listFaults(tx, snapshot.id, REMARKS_SHOWN);
  return {
    fileName,
    readAt,
    receivedAt,
    rows,
    badRows,
    leftOut,
    duplicates,
    remarks: faults.map(({ row, column, problem, detail: { first } }) => ({
      row,
      column,
      problem,
      first: typeof first === 'number' ? first : null,
    })),
    remarkCount: remarks,
  };
}
