import {
  type BatchRow,
  batchOrders,
  findBatch,
  insertBatch,
  type LineRow,
  listBatches,
  listLinesOf,
  listReadyOrders,
  lockBatch,
  type OrderRow,
  unbatchOrders,
  updateBatch,
} from '#db/payments.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Due } from '#domain/case-event.ts';
import type { Texts } from '#domain/evidence.ts';
import { BatchId, type CaseId } from '#domain/ids.ts';
import { accountTail } from '#domain/masking.ts';
import { fen, sumFen } from '#domain/money.ts';
import { type Actor, holds, type Permission } from '#domain/permission.ts';
import type { Staff } from './desk-work.ts';
import { record } from './ledger.ts';
import { newId } from './new-id.ts';
import { open, toOpen } from './open.ts';
import { PaymentOrder } from './payment-order.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

const READY_SHOWN = 200;
const BATCHES_SHOWN = 30;

/** One line of a batch, or an order that waits for one. */
export interface PaymentLineView {
  caseId: CaseId;
  number: string;
  service: Texts;
  holder: string;
  /** Null where the account has been corrected since. */
  accountTail: string | null;
  totalFen: number;
  payBy: Due;
  status: OrderRow['status'];
  /** The bank's word for why the money came back. */
  reason: string | null;
}

export interface PaymentDesk {
  ready: readonly PaymentLineView[];
  batches: readonly BatchRow[];
}

export interface BatchView {
  batch: BatchRow;
  lines: readonly PaymentLineView[];
  totalFen: number;
  /** Whether this member of staff may release it: prepared, by somebody else, and the role carries it. */
  mayRelease: boolean;
}

function requireStaff(actor: Actor, permission: Permission): Staff {
  if (actor.kind !== 'staff') throw new VerbError('not_found');
  if (!holds(actor, permission)) throw new VerbError('not_permitted');
  return actor;
}

/** Orders of the actor's area that no batch has, and the newest batches. @throws VerbError */
export async function readPaymentDesk(tx: Tx, actor: Actor, now: Date): Promise<PaymentDesk> {
  const staff = requireStaff(actor, 'prepare:payment:area');
  const ready = await linesOf(tx, staff, now, await listReadyOrders(tx, READY_SHOWN));
  return { ready, batches: await listBatches(tx, BATCHES_SHOWN) };
}

/** One batch with its lines. @throws VerbError not_found for a batch of another area */
export async function readBatch(tx: Tx, actor: Actor, now: Date, id: BatchId): Promise<BatchView> {
  const staff = requireStaff(actor, 'prepare:payment:area');
  const batch = await findBatch(tx, id);
  if (batch === undefined) throw new VerbError('not_found');
  const lines = await linesOf(tx, staff, now, await listLinesOf(tx, id));
  const totalFen = sumFen(lines.map((line) => fen(line.totalFen)));
  const isOthers = batch.preparedBy !== staff.id && holds(staff, 'release:payment:area');
  return { batch, lines, totalFen, mayRelease: batch.status === 'prepared' && isOthers };
}

async function linesOf(
  tx: Tx,
  staff: Staff,
  now: Date,
  rows: readonly (OrderRow & Partial<Pick<LineRow, 'line'>>)[],
): Promise<PaymentLineView[]> {
  const { orders } = await open(tx, staff, 'pay', now, {
    orders: rows.map(({ order }) => toOpen(order, PaymentOrder)),
  });
  const lines: PaymentLineView[] = [];
  for (const [index, row] of rows.entries()) {
    const order = PaymentOrder.parse(orders[index]);
    const { definition } = await getService(tx, row.case.service, row.case.serviceVersion);
    const { holder, totalFen } = order;
    const { caseId, payBy, line = { status: row.status, round: row.round, reason: null } } = row;
    const named = { caseId, number: row.case.number, service: definition.shortTitle };
    const tail = line.round === row.round ? accountTail(order.account) : null;
    const { status, reason } = line;
    lines.push({ ...named, holder, accountTail: tail, totalFen, payBy, status, reason });
  }
  return lines;
}

/**
 * 编制拨付批次: puts orders into a batch, which somebody else has to release.
 * @throws VerbError not_permitted, not_allowed for none or more than the page shows, or stale if one of the orders is in
 * a batch already
 */
export async function prepareBatch(
  tx: Tx,
  actor: Actor,
  now: Date,
  orders: readonly CaseId[],
): Promise<BatchId> {
  const staff = requireStaff(actor, 'prepare:payment:area');
  if (orders.length === 0 || orders.length > READY_SHOWN) throw new VerbError('not_allowed');
  const id = newId(BatchId, 'btch', now);
  const prepared = { preparedBy: staff.id, preparedTail: staff.tail, preparedAt: now };
  await insertBatch(tx, { id, area: staff.area, status: 'prepared', ...prepared, attempts: 0 });
  if ((await batchOrders(tx, id, orders)) !== orders.length) throw new VerbError('stale');
  await record(tx, now, [
    { kind: 'batch.prepared', actor: staff.id, refs: { batch: id, cases: [...orders] } },
  ]);
  return id;
}

/**
 * 释放批次: a second person lets the batch go to the bank. Releasing always needs two.
 * @throws VerbError not_found, not_permitted for who prepared it, or stale if it has been released
 */
export async function releaseBatch(tx: Tx, actor: Actor, now: Date, id: BatchId): Promise<void> {
  const staff = requireStaff(actor, 'release:payment:area');
  const batch = await lockBatch(tx, id);
  if (batch === undefined) throw new VerbError('not_found');
  if (batch.status !== 'prepared') throw new VerbError('stale');
  if (batch.preparedBy === staff.id) throw new VerbError('not_permitted');
  const released = { releasedBy: staff.id, releasedTail: staff.tail, releasedAt: now };
  await updateBatch(tx, id, { status: 'released', ...released, dueAt: now });
  await record(tx, now, [{ kind: 'batch.released', actor: staff.id, refs: { batch: id } }]);
}

/**
 * Takes a batch apart that nobody has released; its orders wait again.
 * @throws VerbError not_found, not_permitted, or stale if it has been released
 */
export async function dissolveBatch(tx: Tx, actor: Actor, now: Date, id: BatchId): Promise<void> {
  const staff = requireStaff(actor, 'prepare:payment:area');
  const batch = await lockBatch(tx, id);
  if (batch === undefined) throw new VerbError('not_found');
  if (batch.status !== 'prepared') throw new VerbError('stale');
  await unbatchOrders(tx, id);
  await updateBatch(tx, id, { status: 'dissolved' });
  await record(tx, now, [{ kind: 'batch.dissolved', actor: staff.id, refs: { batch: id } }]);
}
