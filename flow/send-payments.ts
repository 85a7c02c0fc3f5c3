import {
  type BatchRow,
  type LineRow,
  listLinesOf,
  settleOrder,
  takeDueBatch,
  unbatchOrders,
  updateBatch,
} from '#db/payments.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { BatchId, CaseId } from '#domain/ids.ts';
import { appendInHand, inHand } from './hand.ts';
import { record } from './ledger.ts';
import { open, toOpen } from './open.ts';
import { PaymentOrder } from './payment-order.ts';
import { SYSTEM } from './system.ts';

/** A batch in the broker's hands is nobody else's for so long. */
const HELD_MS = 60_000;
const LOOK_AGAIN_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/** One payment as the bank is told of it; `order` is the bank's idempotency key. */
export interface OrderedPayment {
  caseId: CaseId;
  order: string;
  account: string;
  name: string;
  amountFen: number;
  memo: string;
}

/** A released batch that has to go to the bank, or whose settlement has to be asked for. */
export interface DueBatch {
  id: BatchId;
  status: 'released' | 'sent';
  attempts: number;
  payments: readonly OrderedPayment[];
}

/** What the bank says of one payment. */
export interface Settlement {
  order: string;
  result: 'paid' | 'bounced';
  reason: string | null;
}

/** Takes a batch that is due, with its payments in the clear; for a minute it is nobody else's. */
export async function takeBatch(pool: Pool, now: Date): Promise<DueBatch | undefined> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const batch = await takeDueBatch(tx, now);
    if (batch === undefined || (batch.status !== 'released' && batch.status !== 'sent')) return undefined;
    const attempts = batch.attempts + 1;
    await updateBatch(tx, batch.id, { dueAt: new Date(now.getTime() + HELD_MS), attempts });
    return { id: batch.id, status: batch.status, attempts, payments: await paymentsOf(tx, now, batch) };
  });
}

async function paymentsOf(tx: Tx, now: Date, batch: BatchRow): Promise<OrderedPayment[]> {
  const rows = await listLinesOf(tx, batch.id);
  const { orders } = await open(tx, SYSTEM.broker, 'pay', now, {
    orders: rows.map(({ order }) => toOpen(order, PaymentOrder)),
  });
  return rows.map((row, index) => {
    const { account, holder, totalFen } = PaymentOrder.parse(orders[index]);
    const { caseId } = row;
    return {
      caseId,
      order: orderKey(row),
      account,
      name: holder,
      amountFen: totalFen,
      memo: row.case.number,
    };
  });
}

/** The bank's key of an order: the case, and how often the account has been corrected. */
function orderKey({ caseId, line }: LineRow): string {
  return `${caseId}-${line.round}`;
}

/** The bank has taken a batch: its settlement is asked for from now on. */
export async function batchWasSent(pool: Pool, now: Date, id: BatchId): Promise<void> {
  await withTx(pool, SYSTEM.broker, async (tx) => {
    const dueAt = new Date(now.getTime() + LOOK_AGAIN_MS);
    await updateBatch(tx, id, { status: 'sent', sentAt: now, dueAt, attempts: 0 });
    await record(tx, now, [{ kind: 'payment.sent', actor: SYSTEM.broker.id, refs: { batch: id } }]);
  });
}

/** The bank takes nothing of a batch and never will: its orders wait for another. */
export async function batchWasRefused(pool: Pool, now: Date, id: BatchId): Promise<void> {
  await withTx(pool, SYSTEM.broker, async (tx) => {
    await unbatchOrders(tx, id);
    await updateBatch(tx, id, { status: 'refused', settledAt: now, dueAt: null });
  });
}

/** The bank could not be reached, or has not settled yet: later, and ever more patiently. */
export async function batchHasToWait(pool: Pool, now: Date, { id, attempts }: DueBatch): Promise<void> {
  const wait = Math.min(LOOK_AGAIN_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_WAIT_MS);
  await withTx(pool, SYSTEM.broker, (tx) => updateBatch(tx, id, { dueAt: new Date(now.getTime() + wait) }));
}

/** Writes what the bank says: for each order once, as an event of its case; the batch ends with its last order. */
export async function settleBatch(
  pool: Pool,
  now: Date,
  batch: DueBatch,
  settlements: readonly Settlement[],
): Promise<void> {
  for (const { order, result, reason } of settlements) {
    const payment = batch.payments.find((each) => each.order === order);
    if (payment !== undefined) await settleOne(pool, now, batch.id, payment.caseId, result, reason);
  }
  await withTx(pool, SYSTEM.broker, async (tx) => {
    const rows = await listLinesOf(tx, batch.id);
    const isOpen = rows.some(({ line }) => line.status === 'batched');
    if (!isOpen) await updateBatch(tx, batch.id, { status: 'settled', settledAt: now, dueAt: null });
    else await updateBatch(tx, batch.id, { dueAt: new Date(now.getTime() + LOOK_AGAIN_MS) });
  });
}

async function settleOne(
  pool: Pool,
  now: Date,
  batch: BatchId,
  caseId: CaseId,
  result: Settlement['result'],
  reason: string | null,
): Promise<void> {
  await inHand(pool, now, caseId, async (hand) => {
    const { state } = hand.loaded;
    if (!(await settleOrder(hand.tx, batch, caseId, result, reason, now))) return state;
    hand.leaves.push({
      kind: 'payment.reported',
      actor: hand.actor.id,
      refs: { case: caseId, batch, result, ...(reason !== null && { reason }) },
    });
    return appendInHand(hand, state, [
      { event: { type: 'payment.reported', version: 1, data: { result, reason } } },
    ]);
  });
}
