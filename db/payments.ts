import { and, asc, desc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { BatchId, CaseId } from '#domain/ids.ts';
import { type CaseRow, caseColumns } from './cases.ts';
import { cases } from './schema/cases.ts';
import { paymentBatches, paymentLines, paymentOrders } from './schema/payments.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

export type BatchRow = typeof paymentBatches.$inferSelect;

/** A payment order with its case; amount and account are parsed by `flow/payment-order.ts`. */
export interface OrderRow extends Omit<typeof paymentOrders.$inferSelect, 'order'> {
  order: Sealed<unknown>;
  case: Pick<CaseRow, 'number' | 'service' | 'serviceVersion' | 'applicationId' | 'area'>;
}

/** Writes the one payment order of a decision. */
export async function insertPaymentOrder(tx: Tx, row: typeof paymentOrders.$inferInsert): Promise<void> {
  await tx.insert(paymentOrders).values(row);
}

function selectOrders(tx: Tx) {
  const { number, service, serviceVersion, applicationId, area } = caseColumns;
  return tx
    .select({ order: paymentOrders, case: { number, service, serviceVersion, applicationId, area } })
    .from(paymentOrders)
    .innerJoin(cases, eq(cases.id, paymentOrders.caseId));
}

function withSealedOrder(
  row: Pick<Awaited<ReturnType<typeof selectOrders>>[number], 'order' | 'case'>,
): OrderRow {
  const { order, ...rest } = row.order;
  return { ...rest, order: sealed('payment_orders', 'order', rest.caseId, order), case: row.case };
}

/** The order of a case that this transaction's actor may see. */
export async function findOrder(tx: Tx, caseId: CaseId): Promise<OrderRow | undefined> {
  const [row] = await selectOrders(tx).where(eq(paymentOrders.caseId, caseId));
  return row && withSealedOrder(row);
}

/** Orders that no batch has yet, the most urgent first; those of cases that the actor may see. */
export async function listReadyOrders(tx: Tx, limit: number): Promise<OrderRow[]> {
  const rows = await selectOrders(tx)
    .where(eq(paymentOrders.status, 'ready'))
    .orderBy(asc(paymentOrders.createdAt))
    .limit(limit);
  return rows.map(withSealedOrder);
}

/** An order as it stood in a batch; the order itself may have gone on since, with another account. */
export type LineRow = OrderRow & {
  line: Pick<typeof paymentLines.$inferSelect, 'round' | 'status' | 'reason'>;
};

/** The lines of a batch with their orders. */
export async function listLinesOf(tx: Tx, batch: BatchId): Promise<LineRow[]> {
  const { round, status, reason } = paymentLines;
  const { number, service, serviceVersion, applicationId, area } = caseColumns;
  const rows = await tx
    .select({
      order: paymentOrders,
      case: { number, service, serviceVersion, applicationId, area },
      line: { round, status, reason },
    })
    .from(paymentLines)
    .innerJoin(paymentOrders, eq(paymentOrders.caseId, paymentLines.caseId))
    .innerJoin(cases, eq(cases.id, paymentLines.caseId))
    .where(eq(paymentLines.batchId, batch))
    .orderBy(asc(paymentOrders.createdAt), asc(paymentOrders.caseId));
  return rows.map((row) => ({ ...withSealedOrder(row), line: row.line }));
}

/** Puts ready orders into a batch. Returns how many were still ready. */
export async function batchOrders(tx: Tx, batch: BatchId, ids: readonly CaseId[]): Promise<number> {
  const rows = await tx
    .update(paymentOrders)
    .set({ status: 'batched', batchId: batch })
    .where(and(inArray(paymentOrders.caseId, [...ids]), eq(paymentOrders.status, 'ready')))
    .returning({ caseId: paymentOrders.caseId, round: paymentOrders.round });
  const lines = rows.map((row) => ({ ...row, batchId: batch, status: 'batched' as const }));
  if (lines.length > 0) await tx.insert(paymentLines).values(lines);
  return rows.length;
}

/** The orders of a batch that is taken apart wait for another one. */
export async function unbatchOrders(tx: Tx, batch: BatchId): Promise<void> {
  await tx
    .update(paymentOrders)
    .set({ status: 'ready', batchId: null })
    .where(and(eq(paymentOrders.batchId, batch), eq(paymentOrders.status, 'batched')));
}

/** What the bank says of one order of a batch. Returns false if that is known already. */
export async function settleOrder(
  tx: Tx,
  batch: BatchId,
  caseId: CaseId,
  status: 'paid' | 'bounced',
  reason: string | null,
  settledAt: Date,
): Promise<boolean> {
  const rows = await tx
    .update(paymentOrders)
    .set({ status, settledAt })
    .where(
      and(
        eq(paymentOrders.caseId, caseId),
        eq(paymentOrders.batchId, batch),
        eq(paymentOrders.status, 'batched'),
      ),
    )
    .returning({ caseId: paymentOrders.caseId });
  if (rows.length === 0) return false;
  await tx
    .update(paymentLines)
    .set({ status, reason, settledAt })
    .where(and(eq(paymentLines.batchId, batch), eq(paymentLines.caseId, caseId)));
  return true;
}

/** An order that came back gets another account and waits for a batch again. Returns false if it had not come back. */
export async function reopenOrder(tx: Tx, caseId: CaseId, order: Buffer): Promise<boolean> {
  const rows = await tx
    .update(paymentOrders)
    .set({ order, status: 'ready', batchId: null, settledAt: null, round: sql`${paymentOrders.round} + 1` })
    .where(and(eq(paymentOrders.caseId, caseId), eq(paymentOrders.status, 'bounced')))
    .returning({ caseId: paymentOrders.caseId });
  return rows.length === 1;
}

/** Adds a batch. */
export async function insertBatch(tx: Tx, row: typeof paymentBatches.$inferInsert): Promise<void> {
  await tx.insert(paymentBatches).values(row);
}

/** A batch of the actor's area, locked until the transaction ends. */
export async function lockBatch(tx: Tx, id: BatchId): Promise<BatchRow | undefined> {
  const [row] = await tx.select().from(paymentBatches).where(eq(paymentBatches.id, id)).for('update');
  return row;
}

/** A batch of the actor's area. */
export async function findBatch(tx: Tx, id: BatchId): Promise<BatchRow | undefined> {
  const [row] = await tx.select().from(paymentBatches).where(eq(paymentBatches.id, id));
  return row;
}

/** The newest batches of the actor's area. */
export async function listBatches(tx: Tx, limit: number): Promise<BatchRow[]> {
  return tx.select().from(paymentBatches).orderBy(desc(paymentBatches.preparedAt)).limit(limit);
}

/** Changes a batch. */
export async function updateBatch(
  tx: Tx,
  id: BatchId,
  set: Partial<Omit<typeof paymentBatches.$inferInsert, 'id'>>,
): Promise<void> {
  await tx.update(paymentBatches).set(set).where(eq(paymentBatches.id, id));
}

/** A batch that the broker has to send, or to look at again, taken by nobody else meanwhile. */
export async function takeDueBatch(tx: Tx, now: Date): Promise<BatchRow | undefined> {
  const [row] = await tx
    .select()
    .from(paymentBatches)
    .where(and(isNotNull(paymentBatches.dueAt), lte(paymentBatches.dueAt, now)))
    .orderBy(paymentBatches.dueAt)
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
}
