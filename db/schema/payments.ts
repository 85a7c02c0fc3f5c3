import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Due } from '#domain/case-event.ts';
import type { ApplicationId, BatchId, CaseId, NoticeId, StaffId } from '#domain/ids.ts';
import { applications } from './applications.ts';
import { cases } from './cases.ts';
import { instant, pathColumn, sealedColumn } from './columns.ts';

export type OrderStatus = 'ready' | 'batched' | 'paid' | 'bounced';
export type LineStatus = Exclude<OrderStatus, 'ready'>;
export type BatchStatus = 'prepared' | 'dissolved' | 'released' | 'sent' | 'settled' | 'refused';

/** Payment order (拨付单): one per decision, whatever crashes. The bank hears of it only when its batch is released. */
export const paymentOrders = pgTable(
  'payment_orders',
  {
    caseId: text('case_id')
      .$type<CaseId>()
      .primaryKey()
      .references(() => cases.id),
    /** Amount, account and holder, sealed under the application's key. */
    order: sealedColumn('order').notNull(),
    payBy: jsonb('pay_by').$type<Due>().notNull(),
    status: text('status').$type<OrderStatus>().notNull(),
    batchId: text('batch_id')
      .$type<BatchId>()
      .references(() => paymentBatches.id),
    /** Raised when the account is corrected after a return: with the case it is the bank's idempotency key. */
    round: integer('round').notNull(),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('payment_orders_status').on(table.status, table.createdAt),
    index('payment_orders_batch').on(table.batchId),
  ],
);

/** 拨付批次: prepared by one member of staff, released by another, sent by the broker. */
export const paymentBatches = pgTable(
  'payment_batches',
  {
    id: text('id').$type<BatchId>().primaryKey(),
    area: pathColumn('area').notNull(),
    status: text('status').$type<BatchStatus>().notNull(),
    preparedBy: text('prepared_by').$type<StaffId>().notNull(),
    preparedTail: text('prepared_tail').notNull(),
    preparedAt: instant('prepared_at').notNull(),
    releasedBy: text('released_by').$type<StaffId>(),
    releasedTail: text('released_tail'),
    releasedAt: instant('released_at'),
    sentAt: instant('sent_at'),
    settledAt: instant('settled_at'),
    /** When the broker sends it, or looks for its settlement; null while nobody has released it, or when it is over. */
    dueAt: instant('due_at'),
    attempts: integer('attempts').notNull(),
  },
  (table) => [
    index('payment_batches_area').on(table.area, table.preparedAt),
    index('payment_batches_due').on(table.dueAt).where(sql`due_at is not null`),
  ],
);

/** What a batch held and what became of it: it stays as it was when an order goes into a later batch. */
export const paymentLines = pgTable(
  'payment_lines',
  {
    batchId: text('batch_id')
      .$type<BatchId>()
      .notNull()
      .references(() => paymentBatches.id),
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => paymentOrders.caseId),
    round: integer('round').notNull(),
    status: text('status').$type<LineStatus>().notNull(),
    /** The bank's word for why the money came back. */
    reason: text('reason'),
    settledAt: instant('settled_at'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.caseId] })],
);

/** News for the parties of an application: one mail for all that happens within a few seconds. */
export const notices = pgTable(
  'notices',
  {
    id: text('id').$type<NoticeId>().primaryKey(),
    applicationId: text('application_id')
      .$type<ApplicationId>()
      .notNull()
      .references(() => applications.id),
    status: text('status').$type<'open' | 'sent' | 'failed'>().notNull(),
    dueAt: instant('due_at').notNull(),
    /** Leases run on the database's clock, not on the one that the sandbox moves. */
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull(),
    attempts: integer('attempts').notNull(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    // What happens while a mail waits goes into that mail; `attempts = 0` keeps news out of one that may be on its way.
    uniqueIndex('notices_open').on(table.applicationId).where(sql`status = 'open' and attempts = 0`),
    index('notices_due').on(table.dueAt).where(sql`status = 'open'`),
  ],
);
