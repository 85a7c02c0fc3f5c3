import {
  deleteFaults,
  deleteFeedRows,
  deleteSnapshotKey,
  type FeedSnapshotRow,
  insertFaults,
  insertFeedRows,
  insertSnapshot,
  listDiscarded,
  listSnapshots,
  moveSnapshot,
  retireServing,
  tryLockFeed,
} from '#db/feeds.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { Source } from '#domain/connector.ts';
import { type ConnectorId, type DepartmentId, SnapshotId } from '#domain/ids.ts';
import { createDataKey, getKey } from './data-key.ts';
import { feedRowKeys } from './feed-keys.ts';
import type { FeedRow } from './feeds.ts';
import { record } from './ledger.ts';
import { newId } from './new-id.ts';
import { seal } from './seal.ts';
import { SYSTEM } from './system.ts';

/** Whose file it is. */
export interface FeedOf {
  connector: ConnectorId;
  department: DepartmentId;
  source: Source;
}

/** A file that is being taken. */
export type Loading = Pick<FeedSnapshotRow, 'id' | 'keyId'> & FeedOf;

/** What a file came to: rows that serve, bad ones by its document's measure, and what the console tells beside them. */
export type FeedCounts = Pick<FeedSnapshotRow, 'rows' | 'badRows' | 'leftOut' | 'duplicates' | 'remarks'>;

/** What was wrong at one place of a file: `*` is the whole row, row 0 the whole file. Never a value. */
export interface FeedFault {
  row: number;
  column: string;
  problem: string;
  detail: Record<string, string | number>;
}

/** A process was killed in the middle, or the file went on growing: the same bytes are tried again. */
const TRIED_AGAIN = ['interrupted', 'changed_while_read'];
const REMEMBERED = 20;
const FAULTS_KEPT_FOR = 5;
const ROWS_DELETED_TOGETHER = 20_000;

/**
 * Runs `work` while no other process loads this source; not at all where one does. First marks what a killed process has left
 * behind as interrupted: whoever held the lock is gone.
 */
export async function holdFeed(
  pool: Pool,
  { connector, source }: FeedOf,
  work: () => Promise<void>,
): Promise<void> {
  await withTx(pool, SYSTEM.broker, async (lock) => {
    if (!(await tryLockFeed(lock, connector, source.id))) return;
    await withTx(pool, SYSTEM.broker, async (tx) => {
      for (const { id, state } of await listSnapshots(tx, connector, source.id, REMEMBERED)) {
        if (state === 'loading')
          await moveSnapshot(tx, id, 'loading', { state: 'rejected', problem: 'interrupted' });
      }
    });
    await work();
    await discard(pool, connector, source.id);
  });
}

/** Whether a file with this digest serves, or was rejected for what stands in it. */
export function isKnownFeed(pool: Pool, { connector, source }: FeedOf, digest: string): Promise<boolean> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const snapshots = await listSnapshots(tx, connector, source.id, REMEMBERED);
    return snapshots.some(
      ({ digest: known, state, problem }) =>
        known === digest &&
        (state === 'serving' || (state === 'rejected' && !TRIED_AGAIN.includes(problem ?? ''))),
    );
  });
}

/** Begins to take a file. @param receivedAt of which moment its content speaks */
export function beginFeed(
  pool: Pool,
  now: Date,
  of: FeedOf,
  file: { fileName: string; digest: string; receivedAt: Date },
): Promise<Loading> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const id = newId(SnapshotId, 'snap', now);
    const { id: keyId } = await createDataKey(tx, id, now);
    await insertSnapshot(tx, {
      id,
      keyId,
      connector: of.connector,
      department: of.department,
      source: of.source.id,
      ...file,
      state: 'loading',
      problem: null,
      rows: 0,
      badRows: 0,
      leftOut: 0,
      duplicates: 0,
      remarks: 0,
      readAt: now,
      servingFrom: null,
    });
    return { ...of, id, keyId };
  });
}

/** Adds rows, each sealed at its place, and what was wrong with others. */
export function addToFeed(
  pool: Pool,
  { id, keyId, source }: Loading,
  rows: readonly { row: number; values: FeedRow }[],
  faults: readonly FeedFault[],
): Promise<void> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const key = await getKey(tx, keyId);
    await insertFeedRows(
      tx,
      id,
      rows.map(({ row, values }) => ({
        row,
        ...feedRowKeys(source, values),
        sealed: seal(key, 'feed_rows', 'sealed', `${id}:${row}`, values),
      })),
    );
    await insertFaults(
      tx,
      faults.map((fault) => ({ snapshot: id, ...fault })),
    );
  });
}

/**
 * The whole file takes over from the one before, in one moment.
 * @param digest SHA-256 of the file's bytes
 * @throws FeedLostError if it was taken for abandoned meanwhile
 */
export function serveFeed(
  pool: Pool,
  now: Date,
  { id, connector, department, source }: Loading,
  digest: string,
  counts: FeedCounts,
): Promise<void> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const { rows, badRows } = counts;
    await retireServing(tx, connector, source.id);
    if (!(await moveSnapshot(tx, id, 'loading', { state: 'serving', servingFrom: now, ...counts })))
      throw new FeedLostError();
    const refs = { snapshot: id, connector, department, source: source.id, digest, rows, badRows };
    await record(tx, now, [{ kind: 'feed.served', actor: SYSTEM.broker.id, refs }]);
  });
}

/** The file is not taken; the one before goes on serving. */
export function rejectFeed(
  pool: Pool,
  { id }: Loading,
  problem: string,
  columns: readonly string[],
  counts: FeedCounts,
): Promise<void> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    await moveSnapshot(tx, id, 'loading', { state: 'rejected', problem, ...counts });
    await insertFaults(
      tx,
      columns.map((column) => ({ snapshot: id, row: 0, column, problem, detail: {} })),
    );
  });
}

/** Removes what serves no more, rows first: as long as its key is there, what a killed process left is found again. */
async function discard(pool: Pool, connector: ConnectorId, source: string): Promise<void> {
  const ids = await withTx(pool, SYSTEM.broker, (tx) => listDiscarded(tx, connector, source));
  for (const id of ids) {
    for (let left = ROWS_DELETED_TOGETHER; left === ROWS_DELETED_TOGETHER; )
      left = await withTx(pool, SYSTEM.broker, (tx) => deleteFeedRows(tx, id, ROWS_DELETED_TOGETHER));
    await withTx(pool, SYSTEM.broker, (tx) => deleteSnapshotKey(tx, id));
  }
  await withTx(pool, SYSTEM.broker, async (tx) => {
    const followed = (await listSnapshots(tx, connector, source, REMEMBERED)).slice(FAULTS_KEPT_FOR);
    const done = followed.filter(({ state }) => state === 'old' || state === 'rejected');
    await deleteFaults(
      tx,
      done.map(({ id }) => id),
    );
  });
}

/** Another process has taken this load for abandoned; what it had written does not count. */
export class FeedLostError extends Error {
  constructor() {
    super('the file was being loaded by a process that had lost its lock');
    this.name = 'FeedLostError';
  }
}
