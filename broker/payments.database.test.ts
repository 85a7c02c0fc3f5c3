import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import type { BatchId, CaseId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { correctAccount } from '#flow/correct-account.ts';
import {
  dissolveBatch,
  prepareBatch,
  readBatch,
  readPaymentDesk,
  releaseBatch,
} from '#flow/payment-batches.ts';
import {
  addAnyResident,
  addStaff,
  fileCase,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from '#flow/testing/city.ts';
import { stateOf } from '#flow/testing/desk.ts';
import { answerCase } from '#flow/testing/drive.ts';
import { asPortal, problemOf } from '#flow/testing/outcome.ts';
import { listLeaves } from '#flow/testing/tables.ts';
import { openBankClient } from './bank-client.ts';
import { deliverBatch } from './deliver.ts';
import { openBank, type ScriptedBank } from './testing/bank.ts';

const OTHER_CARD = '9999990000000022';

let city: TestCity;
let bank: ScriptedBank;
let daughter: Resident;
let clerk: Staff;
let senior: Staff;
let id: CaseId;
let now: Date;

beforeAll(async () => {
  city = await openTestCity();
  clerk = await addStaff(city, '99010211', ['clerk']);
  senior = await addStaff(city, '99010231', ['senior_clerk']);
});
afterAll(() => city.close());
beforeEach(async () => {
  now = NOW;
  bank = await openBank();
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query("update payment_orders set status = 'paid' where status = 'ready'");
  await city.superuser.query('update payment_batches set due_at = null');
  ({ id, actor: daughter } = await granted());
});
afterEach(() => bank.close());

/** A resident's case that has been granted: its order waits for a batch. */
async function granted(): Promise<{ id: CaseId; actor: Resident }> {
  const actor = await addAnyResident(city);
  const caseId = await fileCase(city, actor);
  await answerCase(city, NOW, caseId);
  return { id: caseId, actor };
}
const prepare = (actor: Actor = clerk, orders = [id]) =>
  asPortal(city, actor, (tx) => prepareBatch(tx, actor, now, orders));
const release = (batch: BatchId, actor: Actor = senior) =>
  asPortal(city, actor, (tx) => releaseBatch(tx, actor, now, batch));
const correct = (account: string, actor: Actor = daughter) =>
  asPortal(city, actor, (tx) => correctAccount(tx, actor, now, id, account));
/** The broker's outbox, some time later. */
async function deliver(seconds = 0): Promise<boolean> {
  now = new Date(now.getTime() + seconds * 1000);
  return deliverBatch({
    pool: city.broker,
    clock: () => now,
    mail: { send: async () => 'sent', close: () => undefined },
    bank: openBankClient({ url: bank.url, secret: 'a-secret-of-a-throw-away-bank', timeoutMs: 2_000 }),
    portalUrl: 'https://portal.example',
  });
}
/** Until there is nothing to send or ask any more. */
async function deliverAll(): Promise<void> {
  for (let round = 0; round < 30; round += 1) await deliver(120);
}
async function orderOf(caseId = id): Promise<{ status: string; batch_id: string | null; round: number }> {
  const { rows } = await city.superuser.query(
    'select status, batch_id, round from payment_orders where case_id = $1',
    [caseId],
  );
  return rows[0];
}
async function batchStatus(batch: BatchId): Promise<string> {
  const { rows } = await city.superuser.query('select status from payment_batches where id = $1', [batch]);
  return rows[0].status;
}

describe('a batch', () => {
  test('is prepared by one and released by another, and nothing goes to the bank before', async () => {
    const batch = await prepare(senior);
    await deliverAll();
    expect([bank.submissions, (await orderOf()).status]).toEqual([[], 'batched']);
    expect(await problemOf(release(batch, senior))).toBe('not_permitted');
    expect(await problemOf(release(batch, clerk))).toBe('not_permitted');
    const other = await addStaff(city, '99010232', ['senior_clerk']);
    expect(await problemOf(release(batch, other))).toBe('none');
    expect(await problemOf(release(batch, other))).toBe('stale');
    await deliverAll();
    expect(bank.submissions).toEqual([batch]);
    expect([await batchStatus(batch), (await orderOf()).status]).toEqual(['settled', 'paid']);
  });

  test('holds an order alone: of ten that are prepared at once with the same order one comes to be', async () => {
    const second = await granted();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        problemOf(prepare(clerk, index % 2 === 0 ? [id, second.id] : [second.id, id])),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['none', 'stale']));
    expect((await orderOf()).batch_id).toBe((await orderOf(second.id)).batch_id);
  });

  test('of nothing, of an order twice or of one that there is not is no batch', async () => {
    expect(await problemOf(prepare(clerk, []))).toBe('not_allowed');
    expect(await problemOf(prepare(clerk, [id, id]))).toBe('stale');
    expect((await orderOf()).status).toBe('ready');
  });

  test('that is taken apart leaves its orders to another one, and is never released', async () => {
    const batch = await prepare();
    await asPortal(city, clerk, (tx) => dissolveBatch(tx, clerk, now, batch));
    expect(await orderOf()).toMatchObject({ status: 'ready', batch_id: null });
    expect(await problemOf(release(batch))).toBe('stale');
    const again = await prepare();
    await release(again);
    const apart = asPortal(city, clerk, (tx) => dissolveBatch(tx, clerk, now, again));
    expect(await problemOf(apart)).toBe('stale');
  });

  test('is shown with its lines and its total, and offered for release to the right person only', async () => {
    const batch = await prepare();
    const read = (actor: Staff) => asPortal(city, actor, (tx) => readBatch(tx, actor, now, batch));
    expect(await read(senior)).toMatchObject({
      totalFen: 6_096_292,
      mayRelease: true,
      lines: [{ caseId: id, accountTail: expect.stringMatching(/0014$/) }],
    });
    expect((await read(clerk)).mayRelease).toBe(false);
    const ready = await asPortal(city, clerk, (tx) => readPaymentDesk(tx, clerk, now));
    expect(ready.ready.map(({ caseId }) => caseId)).not.toContain(id);
  });
});

describe('a released batch', () => {
  test('is paid once though the bank’s answer is lost and the batch is sent again', async () => {
    const batch = await prepare();
    await release(batch);
    bank.script.losesAnswers = 2;
    await deliverAll();
    expect(bank.submissions).toEqual([batch, batch, batch]);
    expect([...bank.book.keys()]).toEqual([`${id}-1`]);
    expect(bank.book.get(`${id}-1`)).toMatchObject({ amountFen: 6_096_292, account: '9999990000000014' });
    expect([await batchStatus(batch), (await orderOf()).status]).toEqual(['settled', 'paid']);
    expect(
      (await listLeaves(city, 'payment.sent')).filter((leaf) => JSON.stringify(leaf).includes(batch)),
    ).toHaveLength(1);
  });

  test('is in one broker’s hands at a time, and comes back to another after a minute', async () => {
    const batch = await prepare();
    await release(batch);
    const sent = await Promise.all([deliver(), deliver(), deliver()]);
    expect(sent.filter(Boolean)).toHaveLength(1);
    expect(bank.submissions).toEqual([batch]);
  });

  test('is asked after until it has settled, and its statement may repeat: each payment is one event', async () => {
    const batch = await prepare();
    await release(batch);
    bank.script.isPending = true;
    await deliver();
    for (let asked = 0; asked < 3; asked += 1) await deliver(600);
    expect([await batchStatus(batch), (await stateOf(city, id)).payment]).toEqual(['sent', 'ordered']);
    bank.script.isPending = false;
    await deliver(600);
    await city.superuser.query("update payment_batches set status = 'sent', due_at = $2 where id = $1", [
      batch,
      now,
    ]);
    await deliver(600);
    const { rows } = await city.superuser.query(
      "select data from case_events where case_id = $1 and type = 'payment.reported'",
      [id],
    );
    expect(rows).toEqual([{ data: { result: 'paid', reason: null } }]);
    expect((await stateOf(city, id)).payment).toBe('paid');
  });

  test('moves the day of the decision by nothing that the bank says later', async () => {
    const decidedAt = async () =>
      (await city.superuser.query('select decided_at from cases where id = $1', [id])).rows[0].decided_at;
    const before = await decidedAt();
    await release(await prepare());
    await deliverAll();
    expect((await stateOf(city, id)).payment).toBe('paid');
    expect(await decidedAt()).toEqual(before);
  });

  test('that the bank refuses gives its orders back for another batch', async () => {
    const batch = await prepare();
    await release(batch);
    bank.script.refuses = 'too_many_lines';
    await deliverAll();
    expect([await batchStatus(batch), bank.submissions]).toEqual(['refused', [batch]]);
    expect(await orderOf()).toMatchObject({ status: 'ready', batch_id: null });
    bank.script.refuses = null;
    await release(await prepare());
    await deliverAll();
    expect((await orderOf()).status).toBe('paid');
  });
});

describe('money that came back', () => {
  let returned: BatchId;
  beforeEach(async () => {
    bank.script.closedAccounts.add('9999990000000014');
    returned = await prepare();
    await release(returned);
    await deliverAll();
  });

  test('stays in the batch in which it went out, with the bank’s reason, whatever becomes of the order', async () => {
    const first = () => asPortal(city, clerk, (tx) => readBatch(tx, clerk, now, returned));
    const line = { status: 'bounced', reason: 'account_closed', totalFen: 6_096_292 };
    expect((await first()).lines).toMatchObject([{ ...line, accountTail: '0014' }]);
    await correct(OTHER_CARD);
    const second = await prepare();
    await release(second);
    await deliverAll();
    expect((await first()).lines).toMatchObject([{ ...line, accountTail: null }]);
    const later = await asPortal(city, clerk, (tx) => readBatch(tx, clerk, now, second));
    expect(later.lines).toMatchObject([{ status: 'paid', reason: null, accountTail: '0022' }]);
  });

  test('goes out under a new order once the payee has named another account, and only then', async () => {
    expect([(await orderOf()).status, (await stateOf(city, id)).payment]).toEqual(['bounced', 'bounced']);
    expect(await problemOf(prepare())).toBe('stale');
    expect(await correct('9999990000000013')).toBe(false);
    expect(await correct(OTHER_CARD)).toBe(true);
    expect(await problemOf(correct(OTHER_CARD))).toBe('not_allowed');
    await release(await prepare());
    await deliverAll();
    expect([...bank.book]).toMatchObject([
      [`${id}-1`, { account: '9999990000000014', amountFen: 6_096_292 }],
      [`${id}-2`, { account: OTHER_CARD, amountFen: 6_096_292 }],
    ]);
    expect([await orderOf(), (await stateOf(city, id)).payment]).toMatchObject([
      { status: 'paid', round: 2 },
      'paid',
    ]);
  });

  test('is the payee’s to send elsewhere: not a stranger’s, not the staff’s', async () => {
    const stranger = await addAnyResident(city);
    expect(await problemOf(correct(OTHER_CARD, stranger))).toBe('not_found');
    expect(await problemOf(correct(OTHER_CARD, senior))).toBe('not_permitted');
    expect((await orderOf()).status).toBe('bounced');
  });

  test('is not sent twice by two tabs that correct the account at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => problemOf(correct(OTHER_CARD))));
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1);
    expect((await orderOf()).round).toBe(2);
  });
});

describe('who may see and touch payments', () => {
  const ROLES = ['clerk', 'senior_clerk', 'department_officer', 'city_administrator'] as const;
  const AREAS = ['990102', '990103', '990100'] as const;

  test('follows role and area, for every role in every area', async () => {
    const batch = await prepare();
    const wrong: unknown[] = [];
    for (const [index, role] of ROLES.entries()) {
      for (const area of AREAS) {
        const actor = await addStaff(city, `${area}5${index}`, [role], area);
        const isClerk = role === 'clerk' || role === 'senior_clerk';
        // A batch belongs to the area of who prepared it; one level above sees it, a neighbour does not.
        const sees = area !== '990103';
        const reading = await problemOf(asPortal(city, actor, (tx) => readBatch(tx, actor, now, batch)));
        const wantedReading = !isClerk ? 'not_permitted' : sees ? 'none' : 'not_found';
        if (reading !== wantedReading) wrong.push([role, area, 'read', reading, wantedReading]);
        const undone = async () =>
          asPortal(city, actor, async (tx) => {
            await releaseBatch(tx, actor, now, batch);
            await tx.$client.query('select 1/0');
          }).catch((error: Error) => {
            if (!error.message.includes('zero')) throw error;
          });
        const releasing = await problemOf(undone());
        const wantedReleasing = role !== 'senior_clerk' ? 'not_permitted' : sees ? 'none' : 'not_found';
        if (releasing !== wantedReleasing) wrong.push([role, area, 'release', releasing, wantedReleasing]);
      }
    }
    expect(wrong).toEqual([]);
    for (const actor of [daughter, await addAnyResident(city)]) {
      expect(await problemOf(prepare(actor))).toBe('not_found');
      expect(await problemOf(release(batch, actor))).toBe('not_found');
    }
  });

  test('stands in the rows themselves: orders by party and area, batches by area, notices by party and area', async () => {
    await prepare();
    const stranger = await addAnyResident(city);
    const far = await addStaff(city, '99010361', ['senior_clerk'], '990103');
    const above = await addStaff(city, '99010062', ['clerk'], '990100');
    const countAs = (actor: Actor, table: string) =>
      withTx(city.portal, actor, async (tx) => {
        const { rows } = await tx.$client.query<{ count: number }>(`select count(*)::int from ${table}`);
        return rows[0]?.count ?? -1;
      });
    const all = async (table: string) =>
      (await city.superuser.query(`select count(*)::int from ${table}`)).rows[0].count;
    expect([await countAs(daughter, 'payment_orders'), await countAs(stranger, 'payment_orders')]).toEqual([
      1, 0,
    ]);
    expect([await countAs(daughter, 'payment_batches'), await countAs(stranger, 'payment_batches')]).toEqual([
      0, 0,
    ]);
    expect([await countAs(daughter, 'notices'), await countAs(stranger, 'notices')]).toEqual([1, 0]);
    for (const table of ['payment_orders', 'payment_batches', 'notices']) {
      expect([table, await countAs(clerk, table)]).toEqual([table, await all(table)]);
      expect([table, await countAs(above, table)]).toEqual([table, await all(table)]);
      expect([table, await countAs(far, table)]).toEqual([table, 0]);
    }
    const changed = await withTx(city.portal, stranger, async (tx) => {
      const { rowCount } = await tx.$client.query(
        "update payment_orders set status = 'ready' where case_id = $1",
        [id],
      );
      return rowCount;
    });
    expect(changed).toBe(0);
  });

  test('an order of another area cannot be put into a batch', async () => {
    const far = await addStaff(city, '99010363', ['clerk'], '990103');
    expect(await problemOf(prepare(far))).toBe('stale');
    expect((await orderOf()).status).toBe('ready');
  });
});
