import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { ConnectorId } from '#domain/ids.ts';
import { countCall, listPaused, readBreakers, takeProbe } from '#flow/breaker.ts';
import { addAnyResident, fileCase, NOW, openTestCity, type TestCity } from '#flow/testing/city.ts';
import type { Broker } from './run.ts';
import { answerEverything } from './testing/answers.ts';
import { movableClock, registryFor, startBroker, untilStatus } from './testing/broker.ts';
import { confirm, openDepartment, type ScriptedDepartment } from './testing/department.ts';

const BANK = ConnectorId.parse('card-bank');

let city: TestCity;
let department: ScriptedDepartment;
let broker: Broker | undefined;
let clock: ReturnType<typeof movableClock>;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('delete from breakers');
  department = await openDepartment();
  answerEverything(department);
  clock = movableClock();
});
afterEach(async () => {
  await broker?.stop();
  broker = undefined;
  await department.close();
});

async function one(sql: string, values: unknown[] = []): Promise<Record<string, unknown> | undefined> {
  return (await city.superuser.query(sql, values)).rows[0];
}
const stateOf = async () =>
  (await one("select state from breakers where connector = 'card-bank'"))?.state ?? 'closed';
const spent = async () =>
  (await one("select sum(used)::int as used from quota_use where scope = 'connector:card-bank'"))?.used;
const attempts = async (ids: readonly string[]) =>
  (
    await one(
      "select sum(attempts)::int as attempts from steps where connector = 'card-bank' and case_id = any($1)",
      [ids],
    )
  )?.attempts;
const asked = () => department.asked.filter(({ evidence }) => evidence === 'E-BNK').length;

async function fileMany(count: number) {
  const ids = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await fileCase(city, await addAnyResident(city), clock.now()));
  return ids;
}
async function open(): Promise<void> {
  for (let index = 0; index < 5; index += 1)
    await countCall(city.broker, NOW, BANK, { outcome: 'timeout', isProbe: false }, 0.5);
}

describe('a department that has stopped answering', () => {
  test('is left alone: nothing is sent, no attempt is burnt, no call of its day is spent, and pages can say so', async () => {
    department.replies.set('E-BNK', () => ({ status: 503, body: {} }));
    await fileMany(5);
    broker = await startBroker(city, registryFor(department.url), clock.now);
    await expect.poll(stateOf, { timeout: 10_000 }).toBe('open');
    const [askedBefore, spentBefore] = [asked(), await spent()];
    const later = await fileMany(3);
    await expect
      .poll(async () => (await one("select count(*)::int as count from steps where status = 'open'"))?.count)
      .toBeGreaterThanOrEqual(8);
    const others = () => department.asked.filter(({ evidence }) => evidence === 'E-DTH-MED').length;
    await expect.poll(others, { timeout: 10_000 }).toBeGreaterThanOrEqual(8);
    expect(asked()).toBe(askedBefore);
    expect(await spent()).toBe(spentBefore);
    expect(await attempts(later)).toBe(0);
    const paused = await withTx(city.portal, { kind: 'system', id: 'portal' }, (tx) => listPaused(tx));
    expect(paused.get(BANK)).toMatchObject({ cause: 'down' });
  });

  test('is asked by one probe when its pause is over, and by everybody once that one is answered', async () => {
    department.replies.set('E-BNK', () => ({ status: 503, body: {} }));
    const ids = await fileMany(6);
    broker = await startBroker(city, registryFor(department.url), clock.now);
    await expect.poll(stateOf, { timeout: 10_000 }).toBe('open');
    const before = asked();
    clock.move(10_000);
    await expect.poll(asked, { timeout: 5_000 }).toBe(before + 1);
    await expect.poll(stateOf).toBe('open');
    department.replies.set('E-BNK', confirm({ belongs: true }));
    clock.move(20_000);
    await expect.poll(stateOf, { timeout: 5_000 }).toBe('closed');
    clock.move(400_000);
    for (const id of ids) await untilStatus(city, id, 'decided');
  });
});

describe('a probe', () => {
  test('is one broker’s, of eight that try at the same moment', async () => {
    await fileMany(1);
    await open();
    const seen = (await readBreakers(city.broker)).get(BANK);
    if (seen === undefined) throw new Error('the breaker is open');
    const later = new Date(NOW.getTime() + 3_600_000);
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => takeProbe(city.broker, later, BANK, seen, 5_000)),
    );
    expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
  });

  test('is not taken before its time, nor where nothing is due', async () => {
    await open();
    await city.superuser.query("update steps set status = 'done' where connector = 'card-bank'");
    const seen = (await readBreakers(city.broker)).get(BANK);
    if (seen === undefined) throw new Error('the breaker is open');
    const later = new Date(NOW.getTime() + 3_600_000);
    expect(await takeProbe(city.broker, NOW, BANK, seen, 5_000)).toBeUndefined();
    expect(await takeProbe(city.broker, later, BANK, seen, 5_000)).toBeUndefined();
  });
});

test('a department that hangs takes nobody else’s room, and never more than its own width', async () => {
  await city.superuser.query("update connectors set width = 2 where id = 'card-bank'");
  let under = 0;
  let most = 0;
  department.replies.set('E-BNK', (request) => {
    under += 1;
    most = Math.max(most, under);
    setTimeout(() => {
      under -= 1;
    }, 1_500);
    return { ...confirm({ belongs: true })(request), afterMs: 1_500 };
  });
  const ids = await fileMany(6);
  broker = await startBroker(city, registryFor(department.url), clock.now);
  const others = () => department.asked.filter(({ evidence }) => evidence === 'E-DTH-MED').length;
  await expect.poll(others, { timeout: 1_400 }).toBeGreaterThanOrEqual(6);
  for (const id of ids) await untilStatus(city, id, 'decided');
  expect(most).toBe(2);
});

test('a question that was answered leaves its exchange whole: both messages, the sealed bodies, and the leaf', async () => {
  const [id] = await fileMany(1);
  broker = await startBroker(city, registryFor(department.url), clock.now);
  await untilStatus(city, id ?? '', 'decided');
  const { rows } = await city.superuser.query<Exchanged>(
    `select e.id, e.answer, e.ms, e.proof, e.bodies, l.leaf from exchanges e join ledger_leaves l on l.id = e.answer_leaf
     where case_id = $1 and evidence = 'E-DTH-MED' and reused_from is null`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a question that was answered has an exchange');
  expect(row.answer).toBe('confirmed');
  expect(row.ms).toBeGreaterThanOrEqual(0);
  expect(String(row.bodies)).not.toContain('2026-03-18');
  const [{ source, request, response }] = row.proof;
  expect(source).toBe('e-dth-med');
  expect(response.base).toContain(`"content-digest";req: sha-256=:${request.digest}:`);
  expect(JSON.parse(row.leaf)).toMatchObject({
    kind: 'answer.received',
    refs: { exchange: row.id, requests: [request.digest], responses: [response.digest] },
  });
});

interface Exchanged {
  id: string;
  answer: string;
  ms: number;
  proof: [{ source: string; request: SignedPart; response: SignedPart }];
  bodies: Buffer;
  leaf: string;
}
interface SignedPart {
  base: string;
  digest: string;
}
