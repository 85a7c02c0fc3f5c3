import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { prepareBatch, releaseBatch } from '#flow/payment-batches.ts';
import {
  addResident,
  addStaff,
  fileCase,
  freshNumber,
  openTestCity,
  type TestCity,
} from '#flow/testing/city.ts';
import { answerCase, EVERYTHING } from '#flow/testing/drive.ts';
import { asPortal } from '#flow/testing/outcome.ts';
import { stillClock } from '#sandbox/departments/testing.ts';
import { type RunningMail, startMail } from '#sandbox/mail/server.ts';
import { openMailStore } from '#sandbox/mail/store.ts';
import { openBank, type ScriptedBank } from './testing/bank.ts';
import { forkBroker, killBroker, killRemaining, SECRET } from './testing/process.ts';

const CASES = 5;
const KILLS = 4;
const PATIENT = { timeout: 30_000, interval: 10 };

let city: TestCity;
let bank: ScriptedBank;
let relay: RunningMail;

beforeAll(async () => {
  city = await openTestCity();
  bank = await openBank();
  relay = await startMail({ store: openMailStore(null), port: 0, secret: SECRET, clock: stillClock() });
});
afterAll(async () => {
  killRemaining();
  await Promise.all([bank.close(), relay.close()]);
  await city.close();
});

/** What a killed broker had in its hands is free at once, as it is a minute later. */
async function letTimePass(): Promise<void> {
  await city.superuser.query(
    `update notices set due_at = now(), lease_until = null
     where id in (select id from notices where status = 'open' for update skip locked)`,
  );
  await city.superuser.query(
    `update payment_batches set due_at = now()
     where id in (select id from payment_batches where due_at is not null for update skip locked)`,
  );
}

/** Departments answer with what stands in their registers now: nobody is paid on data that have grown too old. */
const UP_TO_DATE = Object.fromEntries(
  Object.entries(EVERYTHING).map(([evidence, answer]) => [
    evidence,
    { ...answer, asOf: new Date().toISOString() },
  ]),
);

async function granted(): Promise<CaseId[]> {
  const ids: CaseId[] = [];
  for (let index = 0; index < CASES; index += 1) {
    const email = `resident-${index}@anlan.example`;
    const actor = await addResident(city, freshNumber('19850812'), '周静', email);
    const id = await fileCase(city, actor, new Date());
    await answerCase(city, new Date(), id, UP_TO_DATE);
    ids.push(id);
  }
  await city.superuser.query("update steps set status = 'cancelled' where status = 'open'");
  return ids;
}

test('kill -9 between sending and writing it down pays nobody twice and sends nobody a second mail', async () => {
  const ids = await granted();
  const clerk = await addStaff(city, '99010211', ['clerk']);
  const senior = await addStaff(city, '99010231', ['senior_clerk']);
  const batch = await asPortal(city, clerk, (tx) => prepareBatch(tx, clerk, new Date(), ids));
  await asPortal(city, senior, (tx) => releaseBatch(tx, senior, new Date(), batch));
  bank.script.isPending = true;
  bank.script.losesAnswers = KILLS;
  const outbox = {
    mailUrl: `smtp://mianzheng:${SECRET}@127.0.0.1:${relay.port}`,
    bankUrl: bank.url,
  };
  const heard = () =>
    bank.submissions.length +
    bank.statements.length +
    relay.store.list().reduce((sum, { times }) => sum + times, 0);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await letTimePass();
    const before = heard();
    const broker = await forkBroker(city, {}, outbox);
    await expect.poll(heard, PATIENT).toBeGreaterThan(before);
    await killBroker(broker);
  }
  bank.script.isPending = false;
  await letTimePass();
  const broker = await forkBroker(city, {}, outbox);
  const open = async () => {
    await letTimePass();
    const { rows } = await city.superuser.query(
      `select (select count(*)::int from notices where status = 'open') as mails,
         (select count(*)::int from payment_orders where status <> 'paid') as orders`,
    );
    return rows[0];
  };
  await expect.poll(open, { timeout: 30_000, interval: 1_000 }).toEqual({ mails: 0, orders: 0 });
  await killBroker(broker);

  expect([...bank.book.keys()].toSorted()).toEqual(ids.map((id) => `${id}-1`).toSorted());
  expect(new Set(bank.submissions)).toEqual(new Set([batch]));
  const { rows: reported } = await city.superuser.query(
    "select case_id, count(*)::int as times from case_events where type = 'payment.reported' group by 1",
  );
  expect(reported.map(({ times }) => times)).toEqual(Array(CASES).fill(1));
  const { rows: notices } = await city.superuser.query<{ id: string }>('select id from notices');
  const received = relay.store.list().map(({ messageId }) => messageId);
  expect(received.toSorted()).toEqual(notices.map(({ id }) => `<${id}.0@mianzheng>`).toSorted());
});
