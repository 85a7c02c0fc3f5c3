import { sql } from 'drizzle-orm';
import { bigint, customType, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** A full transaction id; it never wraps. */
const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/** 存证日志: leaves without a position; the sealer gives positions to committed ones. */
export const ledgerLeaves = pgTable(
  'ledger_leaves',
  {
    id: text('id').primaryKey(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    /** Canonical JSON (RFC 8785) of leaf format v1: ids, kinds, times and salted commitments. */
    leaf: text('leaf').notNull(),
    /** SHA-256 of 0x00 ‖ leaf (RFC 6962 §2.1), hexadecimal. */
    hash: text('hash').notNull(),
    /** The writing transaction: everything below the oldest running one is committed, so the sealer misses nothing. */
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [index('ledger_leaves_xid').on(table.xid, table.id)],
);

/** Positions of sealed leaves, without gaps from 0. */
export const ledgerEntries = pgTable('ledger_entries', {
  position: bigint('position', { mode: 'number' }).primaryKey(),
  leaf: text('leaf').notNull().unique(),
  /** The leaf's hash: level 0 of the Merkle tree (RFC 6962 §2.1). */
  hash: text('hash').notNull(),
});

/** Complete subtrees of the Merkle tree above its leaves, by level from 1. */
export const ledgerNodes = pgTable(
  'ledger_nodes',
  {
    level: smallint('level').notNull(),
    index: bigint('index', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
);

/** Signed tree heads (Ed25519). */
export const ledgerHeads = pgTable('ledger_heads', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  root: text('root').notNull(),
  at: instant('at').notNull(),
  keyId: text('key_id').notNull(),
  signature: text('signature').notNull(),
  /** Leaves of transactions below this one are in the tree. */
  sealedBelow: xid8('sealed_below').notNull(),
});
