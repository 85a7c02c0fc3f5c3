import { and, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { signingKeys } from './schema/departments.ts';
import { ledgerEntries, ledgerHeads, ledgerLeaves, ledgerNodes } from './schema/ledger.ts';
import type { Tx } from './with-tx.ts';

export type HeadRow = typeof ledgerHeads.$inferSelect;
export type NodeRow = typeof ledgerNodes.$inferSelect;

/** Adds leaves in the writing transaction, without positions: the sealer gives those to committed leaves. */
export async function insertLeaves(
  tx: Tx,
  rows: readonly { id: string; at: Date; kind: string; leaf: string; hash: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = (pick: (row: (typeof rows)[number]) => string) => sql.param(rows.map(pick));
  await tx.execute(sql`
    insert into ledger_leaves (id, at, kind, leaf, hash)
    select * from unnest(${column(({ id }) => id)}::text[], ${column(({ at }) => at.toISOString())}::timestamptz[],
      ${column(({ kind }) => kind)}::text[], ${column(({ leaf }) => leaf)}::text[], ${column(({ hash }) => hash)}::text[])`);
}

/** Makes this transaction the one sealer until it ends. Returns false while another is at it. */
export async function lockSealer(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('ledger sealer', 0)) as locked`,
  );
  return rows[0]?.locked === true;
}

/** The newest head. */
export async function findHead(tx: Tx): Promise<HeadRow | undefined> {
  const [row] = await tx.select().from(ledgerHeads).orderBy(desc(ledgerHeads.size)).limit(1);
  return row;
}

/** The smallest head that holds this many leaves or more. */
export async function findHeadFor(tx: Tx, size: number): Promise<HeadRow | undefined> {
  const [row] = await tx
    .select()
    .from(ledgerHeads)
    .where(gte(ledgerHeads.size, size))
    .orderBy(ledgerHeads.size)
    .limit(1);
  return row;
}

/** A leaf that waits for its position. */
export interface UnsealedLeaf extends Record<string, unknown> {
  id: string;
  hash: string;
  xid: string;
}

/**
 * Committed leaves of transactions from `from` on and below the oldest one that still runs, in the order of their
 * transactions; whole transactions only. None of an earlier transaction can appear later: the horizon is taken first.
 * @param limit of leaves, passed only by a transaction that has more than so many itself
 */
export async function listUnsealed(
  tx: Tx,
  from: string,
  limit: number,
): Promise<{ leaves: UnsealedLeaf[]; sealedBelow: string }> {
  const { rows: horizons } = await tx.execute<{ horizon: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`,
  );
  const horizon = horizons[0]?.horizon ?? '0';
  // Restored into another server, the database begins with lower transaction ids than it has sealed: then each leaf is looked up.
  const isRestored = BigInt(horizon) < BigInt(from);
  const { rows } = await tx.execute<UnsealedLeaf>(sql`
    select id, hash, xid::text as xid from ledger_leaves
    where xid >= ${isRestored ? '0' : from}::xid8 and xid < ${horizon}::xid8
      and (not ${isRestored}::boolean or not exists (select from ledger_entries e where e.leaf = ledger_leaves.id))
    order by xid, id limit ${limit + 1}`);
  if (rows.length <= limit) return { leaves: rows, sealedBelow: horizon };
  const last = rows.at(-1)?.xid ?? horizon;
  const whole = rows.filter(({ xid }) => xid !== last);
  if (whole.length > 0) return { leaves: whole, sealedBelow: last };
  const { rows: ofLast } = await tx.execute<UnsealedLeaf>(sql`
    select id, hash, xid::text as xid from ledger_leaves where xid = ${last}::xid8 order by id`);
  return { leaves: ofLast, sealedBelow: String(BigInt(last) + 1n) };
}

/** Writes positions, subtrees and the head of a sealed batch. */
export async function insertSealed(
  tx: Tx,
  first: number,
  leaves: readonly { id: string; hash: string }[],
  nodes: readonly NodeRow[],
  head: typeof ledgerHeads.$inferInsert,
): Promise<void> {
  await tx.execute(sql`
    insert into ledger_entries (position, leaf, hash)
    select ${first}::bigint + ordinality - 1, leaf, hash
    from unnest(${sql.param(leaves.map(({ id }) => id))}::text[], ${sql.param(leaves.map(({ hash }) => hash))}::text[])
      with ordinality as l (leaf, hash, ordinality)`);
  if (nodes.length > 0)
    await tx.execute(sql`
      insert into ledger_nodes (level, index, hash) select * from unnest(
        ${sql.param(nodes.map(({ level }) => level))}::smallint[],
        ${sql.param(nodes.map(({ index }) => index))}::bigint[],
        ${sql.param(nodes.map(({ hash }) => hash))}::text[])`);
  await tx.insert(ledgerHeads).values(head);
}

/** The hash of one complete subtree, or of a leaf where the level is 0. */
export async function findNode(tx: Tx, level: number, index: number): Promise<string | undefined> {
  if (level === 0) {
    const where = eq(ledgerEntries.position, index);
    const [row] = await tx.select({ hash: ledgerEntries.hash }).from(ledgerEntries).where(where);
    return row?.hash;
  }
  const where = and(eq(ledgerNodes.level, level), eq(ledgerNodes.index, index));
  const [row] = await tx.select({ hash: ledgerNodes.hash }).from(ledgerNodes).where(where);
  return row?.hash;
}

/** Sealed leaves by id, with their texts and positions. */
export async function listSealedLeaves(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; leaf: string; position: number }[]> {
  return tx
    .select({ id: ledgerLeaves.id, leaf: ledgerLeaves.leaf, position: ledgerEntries.position })
    .from(ledgerLeaves)
    .innerJoin(ledgerEntries, eq(ledgerEntries.leaf, ledgerLeaves.id))
    .where(inArray(ledgerLeaves.id, [...ids]))
    .orderBy(ledgerEntries.position);
}

/** A page of the sealed ledger by position. */
export async function listEntries(
  tx: Tx,
  from: number,
  limit: number,
): Promise<{ position: number; leaf: string }[]> {
  return tx
    .select({ position: ledgerEntries.position, leaf: ledgerLeaves.leaf })
    .from(ledgerEntries)
    .innerJoin(ledgerLeaves, eq(ledgerLeaves.id, ledgerEntries.leaf))
    .where(gte(ledgerEntries.position, from))
    .orderBy(ledgerEntries.position)
    .limit(limit);
}

/** Heads by size, for an export up to a size. */
export async function listHeads(tx: Tx, after: number, upTo: number, limit: number): Promise<HeadRow[]> {
  return tx
    .select()
    .from(ledgerHeads)
    .where(and(gte(ledgerHeads.size, after), lte(ledgerHeads.size, upTo)))
    .orderBy(ledgerHeads.size)
    .limit(limit);
}

/** The public keys of a use, old ones included. */
export async function listPublicKeys(
  tx: Tx,
  use: 'calls' | 'heads',
): Promise<(typeof signingKeys.$inferSelect)[]> {
  return tx.select().from(signingKeys).where(eq(signingKeys.use, use)).orderBy(signingKeys.since);
}
