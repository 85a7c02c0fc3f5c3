import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ConnectorId, DepartmentId, KeyId, SnapshotId } from '#domain/ids.ts';
import { instant, sealedColumn } from './columns.ts';

/** One nightly file of one source. The newest that is `serving` answers; a new one takes over only when it is whole. */
export const feedSnapshots = pgTable(
  'feed_snapshots',
  {
    id: text('id').$type<SnapshotId>().primaryKey(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    source: text('source').notNull(),
    fileName: text('file_name').notNull(),
    /** SHA-256 of the file's bytes and of how its source reads it: the same again is not loaded again. */
    digest: text('digest').notNull(),
    state: text('state').$type<'loading' | 'serving' | 'old' | 'rejected'>().notNull(),
    /** Machine word for why it was rejected. */
    problem: text('problem'),
    /** Rows that serve. */
    rows: integer('rows').notNull(),
    /** Rows that count towards the document's `maxBadShare`, whether they are taken or not. */
    badRows: integer('bad_rows').notNull(),
    /** Rows of which nothing is taken. */
    leftOut: integer('left_out').notNull(),
    /** Rows that stood before and are taken once. */
    duplicates: integer('duplicates').notNull(),
    /** Places with a fault; not all of them are kept one by one. */
    remarks: integer('remarks').notNull(),
    keyId: text('key_id').$type<KeyId>().notNull(),
    /** Of which moment its content speaks. */
    receivedAt: instant('received_at').notNull(),
    /** When it was looked into, whatever became of it. */
    readAt: instant('read_at').notNull(),
    servingFrom: instant('serving_from'),
  },
  (table) => [index('feed_snapshots_source').on(table.connector, table.source, table.state)],
);

/** A row of a file, sealed; found by blind indexes of its persons' keys. */
export const feedRows = pgTable(
  'feed_rows',
  {
    snapshot: text('snapshot').$type<SnapshotId>().notNull(),
    row: integer('row').notNull(),
    /** Blind index of the persons' 18-digit numbers (15-digit ones converted), in order; null where the row has none. */
    idKey: text('id_key'),
    /** Blind index of name and birth date. */
    nameKey: text('name_key'),
    sealed: sealedColumn('sealed').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.snapshot, table.row] }),
    index('feed_rows_id').on(table.snapshot, table.idKey),
    index('feed_rows_name').on(table.snapshot, table.nameKey),
  ],
);

/** What was wrong with single rows of a file: row, column and a machine word; never the value. */
export const feedFaults = pgTable(
  'feed_faults',
  {
    snapshot: text('snapshot').$type<SnapshotId>().notNull(),
    row: integer('row').notNull(),
    column: text('column').notNull(),
    problem: text('problem').notNull(),
    detail: jsonb('detail').$type<Record<string, string | number>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.snapshot, table.row, table.column] })],
);
