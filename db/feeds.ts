import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { ConnectorId, KeyId, SnapshotId } from '#domain/ids.ts';
import { feedFaults, feedSnapshots } from './schema/feeds.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

export type FeedSnapshotRow = typeof feedSnapshots.$inferSelect;
export type FeedFaultRow = typeof feedFaults.$inferSelect;

/** A row as it goes in; `row` counts as the file does. */
export interface NewFeedRow {
  row: number;
  idKey: string | null;
  nameKey: string | null;
  sealed: Buffer;
}

/** The serving file of a source with the rows that were looked for, and its key, all of one moment. */
export interface ServingRows {
  snapshot: SnapshotId;
  receivedAt: Date;
  key: { id: KeyId; wrapped: Buffer };
  rows: Sealed<Record<string, string | null>>[];
}

/**
 * Holds the loading of one source for the rest of the transaction. Takes no transaction id, so it holds nothing else back.
 * @returns false where another process loads it
 */
export async function tryLockFeed(tx: Tx, connector: ConnectorId, source: string): Promise<boolean> {
  const name = `feed:${connector}:${source}`;
  const { rows } = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as mine`,
  );
  return rows[0]?.mine ?? false;
}

export async function insertSnapshot(tx: Tx, row: FeedSnapshotRow): Promise<void> {
  await tx.insert(feedSnapshots).values(row);
}

/** Snapshots of a source, the newest first. */
export async function listSnapshots(
  tx: Tx,
  connector: ConnectorId,
  source: string,
  limit: number,
): Promise<FeedSnapshotRow[]> {
  return tx
    .select()
    .from(feedSnapshots)
    .where(and(eq(feedSnapshots.connector, connector), eq(feedSnapshots.source, source)))
    .orderBy(desc(feedSnapshots.id))
    .limit(limit);
}

/**
 * Of each source of a connector, if this transaction's actor may see it, the file that serves and the newest that was refused
 * for itself: where a process was killed in the middle, nothing is wrong with the file.
 */
export async function listStanding(tx: Tx, connector: ConnectorId): Promise<FeedSnapshotRow[]> {
  const isShown = or(
    eq(feedSnapshots.state, 'serving'),
    and(eq(feedSnapshots.state, 'rejected'), ne(feedSnapshots.problem, 'interrupted')),
  );
  return tx
    .selectDistinctOn([feedSnapshots.source, feedSnapshots.state])
    .from(feedSnapshots)
    .where(and(eq(feedSnapshots.connector, connector), isShown))
    .orderBy(asc(feedSnapshots.source), asc(feedSnapshots.state), desc(feedSnapshots.id));
}

/** Moves a snapshot on, provided that it is still in the state that it is left in. @returns whether it was */
export async function moveSnapshot(
  tx: Tx,
  id: SnapshotId,
  from: FeedSnapshotRow['state'],
  set: Partial<FeedSnapshotRow>,
): Promise<boolean> {
  const moved = await tx
    .update(feedSnapshots)
    .set(set)
    .where(and(eq(feedSnapshots.id, id), eq(feedSnapshots.state, from)))
    .returning({ id: feedSnapshots.id });
  return moved.length > 0;
}

/** Ends the service of a source's file; locked until the transaction ends, so that two never serve. */
export async function retireServing(tx: Tx, connector: ConnectorId, source: string): Promise<void> {
  await tx
    .update(feedSnapshots)
    .set({ state: 'old' })
    .where(
      and(
        eq(feedSnapshots.connector, connector),
        eq(feedSnapshots.source, source),
        eq(feedSnapshots.state, 'serving'),
      ),
    );
}

/** Adds rows of a snapshot in one statement. */
export async function insertFeedRows(
  tx: Tx,
  snapshot: SnapshotId,
  rows: readonly NewFeedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(pick: (row: NewFeedRow) => T) => sql.param(rows.map(pick));
  await tx.execute(sql`
    insert into feed_rows (snapshot, row, id_key, name_key, sealed)
    select ${snapshot}, r.* from unnest(
      ${column(({ row }) => row)}::int[], ${column(({ idKey }) => idKey)}::text[],
      ${column(({ nameKey }) => nameKey)}::text[], ${column((each) => each.sealed)}::bytea[]) as r`);
}

/** Adds what was wrong; a place is told once. */
export async function insertFaults(tx: Tx, faults: readonly FeedFaultRow[]): Promise<void> {
  if (faults.length === 0) return;
  await tx
    .insert(feedFaults)
    .values([...faults])
    .onConflictDoNothing();
}

/** What was wrong with a file, in its order; columns that nobody maps come last, for they keep no row out. */
export async function listFaults(tx: Tx, snapshot: SnapshotId, limit: number): Promise<FeedFaultRow[]> {
  return tx
    .select()
    .from(feedFaults)
    .where(eq(feedFaults.snapshot, snapshot))
    .orderBy(asc(eq(feedFaults.problem, 'unknown_column')), asc(feedFaults.row), asc(feedFaults.column))
    .limit(limit);
}

/** Rows of the serving file under any of the keys, in one statement: a file that takes over meanwhile changes nothing. */
export async function findServingRows(
  tx: Tx,
  connector: ConnectorId,
  source: string,
  keys: { ids: readonly string[]; names: readonly string[] },
  limit: number,
): Promise<ServingRows | undefined> {
  const { rows: found } = await tx.execute<{
    snapshot: SnapshotId;
    at: number;
    key_id: KeyId;
    wrapped: Buffer;
    row: number | null;
    sealed: Buffer | null;
  }>(sql`
    select s.id as snapshot, extract(epoch from s.received_at)::float8 as at, k.id as key_id, k.wrapped, r.row, r.sealed
    from feed_snapshots s
    join data_keys k on k.id = s.key_id
    left join lateral (
      select row, sealed from feed_rows where snapshot = s.id and id_key = any(${sql.param(keys.ids)}::text[])
      union
      select row, sealed from feed_rows where snapshot = s.id and name_key = any(${sql.param(keys.names)}::text[])
      limit ${limit}
    ) r on true
    where s.connector = ${connector} and s.source = ${source} and s.state = 'serving'
    order by r.row`);
  const [first] = found;
  if (first === undefined) return undefined;
  const { snapshot } = first;
  return {
    snapshot,
    receivedAt: new Date(first.at * 1_000),
    key: { id: first.key_id, wrapped: first.wrapped },
    rows: found.flatMap(({ row, sealed: bytes }) =>
      row === null || bytes === null ? [] : [sealed('feed_rows', 'sealed', `${snapshot}:${row}`, bytes)],
    ),
  };
}

/** Snapshots of a source that do not serve and whose key is still there. */
export async function listDiscarded(tx: Tx, connector: ConnectorId, source: string): Promise<SnapshotId[]> {
  const { rows } = await tx.execute<{ id: SnapshotId }>(sql`
    select s.id from feed_snapshots s join data_keys k on k.id = s.key_id
    where s.connector = ${connector} and s.source = ${source} and s.state in ('old', 'rejected')`);
  return rows.map(({ id }) => id);
}

/**
 * Removes some rows of a snapshot, the first ones: as a range. A list of them is joined row by row, in the square of their
 * number, while the table's statistics are from before the file.
 * @returns how many there were
 */
export async function deleteFeedRows(tx: Tx, snapshot: SnapshotId, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from feed_rows where snapshot = ${snapshot} and row <= (
      select max(row) from (
        select row from feed_rows where snapshot = ${snapshot} order by row limit ${limit}) batch)`);
  return rowCount ?? 0;
}

/** Destroys a snapshot's data key: whatever copies of its rows there are stay closed. */
export async function deleteSnapshotKey(tx: Tx, snapshot: SnapshotId): Promise<void> {
  await tx.execute(sql`
    delete from data_keys where id = (select key_id from feed_snapshots where id = ${snapshot})`);
}

/** Forgets what was wrong with files that have been followed by others. */
export async function deleteFaults(tx: Tx, snapshots: readonly SnapshotId[]): Promise<void> {
  if (snapshots.length > 0) await tx.delete(feedFaults).where(inArray(feedFaults.snapshot, [...snapshots]));
}
