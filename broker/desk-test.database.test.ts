import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ConnectorDocument } from '#domain/connector.ts';
import { goLive, signVersion } from '#flow/connectors/go-live.ts';
import { readVersion } from '#flow/connectors/read-version.ts';
import { requestTask } from '#flow/connectors/request-task.ts';
import { deliverOfficerAnswers } from '#flow/deliver-officer-answers.ts';
import { answerQuestion, confirmAnswer } from '#flow/officer-questions.ts';
import { deskStore } from '#flow/put-on-desk.ts';
import { listQuestions } from '#flow/read-officer-questions.ts';
import { NOW, openTestCity, type Staff, type TestCity } from '#flow/testing/city.ts';
import { addOfficers, HEALTH, HEALTH_DEPARTMENT } from '#flow/testing/console.ts';
import { asPortal, problemOf } from '#flow/testing/outcome.ts';
import { runSuite } from './suite.ts';
import { runOneTask } from './tasks.ts';
import { testTools } from './testing/broker.ts';

const HOUR = 3_600_000;
const DUE_HOURS = 48;
const VERSION = 7;
const INPUT = {
  kind: 'test_call' as const,
  question: {
    evidence: 'E-DTH-MED',
    subjects: [{ name: '周建国', idNumber: '990102195803150018' }],
    given: {},
  },
};
const TITLE = { 'zh-CN': '死亡证明', 'zh-TW': '死亡證明', en: 'Death certificates' };
const DOCUMENT: ConnectorDocument = {
  id: HEALTH,
  department: HEALTH_DEPARTMENT,
  title: TITLE,
  sources: [
    {
      id: 'ledgers',
      title: TITLE,
      evidence: 'E-DTH-MED',
      reach: { way: 'desk', dueHours: DUE_HOURS, twoPersons: true },
      coverage: { areas: [], from: null, to: null, complete: false },
      precedence: 50,
      lagHours: 0,
      rows: null,
    },
  ],
};
const FOUND = {
  kind: 'confirmed',
  values: { deathDate: '2026-03-18', causeClass: 'NORMAL' },
  foundAt: '第12册',
};

let city: TestCity;
let maker: Staff;
let second: Staff;
let now: Date;
const clock = () => now;
const later = (hours: number) => {
  now = new Date(now.getTime() + hours * HOUR);
};

beforeAll(async () => {
  city = await openTestCity();
  ({ maker, second } = await addOfficers(city));
});
afterAll(() => city.close());
beforeEach(async () => {
  now = NOW;
  await city.superuser.query('update connectors set live_version = null');
  for (const table of ['connector_tasks', 'connector_versions', 'desk_questions'])
    await city.superuser.query(`delete from ${table}`);
  await city.superuser.query(
    `insert into connector_versions (connector, version, department, document, state, created_by, created_at)
     values ($1, $2, $3, $4, 'draft', $5, $6)`,
    [HEALTH, VERSION, HEALTH_DEPARTMENT, JSON.stringify(DOCUMENT), maker.id, NOW],
  );
});

const ask = () => asPortal(city, maker, (tx) => requestTask(tx, maker, now, HEALTH, VERSION, INPUT));
/** A broker that has just started: nothing is left of another one but what stands in the database. */
function run(): Promise<boolean> {
  const sealingKey = z.looseObject({ kid: z.string() }).parse(JSON.parse(process.env.SEALING_KEY ?? ''));
  const tools = { ...testTools(clock), desk: deskStore(city.broker, clock) };
  const callback = 'http://127.0.0.1:9/late';
  return runOneTask({ pool: city.broker, clock, sealingKey, tools, callback, suite: runSuite });
}
const deliver = () => deliverOfficerAnswers(city.broker, now);
const view = () => asPortal(city, maker, (tx) => readVersion(tx, maker, now, HEALTH, VERSION));
const waiting = () => asPortal(city, maker, (tx) => listQuestions(tx, maker));
async function answerBoth(index = 0): Promise<void> {
  const id = (await waiting())[index]?.row.id ?? expect.fail('a question stands on the desk');
  const said = await asPortal(city, maker, (tx) => answerQuestion(tx, maker, now, id, FOUND));
  expect(said).toEqual({ kind: 'accepted', waitsForSecond: true });
  await deliver();
  expect((await view()).version.state).toBe('draft');
  await asPortal(city, second, (tx) => confirmAnswer(tx, second, now, id, null));
}

describe('the test of a desk', () => {
  test('waits on the desk as long as any other question of it, and is not green meanwhile', async () => {
    const task = await ask();
    await run();
    later(DUE_HOURS - 1);
    await deliver();
    expect(await run()).toBe(false);
    const [line] = await waiting();
    expect(line).toMatchObject({ isTest: true, row: { state: 'open', caseNumber: 'TEST' } });
    expect(line?.row.dueAt).toEqual(new Date(NOW.getTime() + DUE_HOURS * HOUR));
    const { version, own, onDesk, obstacles } = await view();
    expect([version.state, own[0]?.report]).toEqual(['draft', null]);
    expect(onDesk.get(task)?.id).toBe(line?.row.id);
    expect(obstacles).toEqual(['not_answered', 'not_signed']);
  });

  test('is green once both officers have answered, with what they said and who they were, without being asked again', async () => {
    const task = await ask();
    await run();
    later(5);
    await answerBoth();
    await deliver();
    const { version, own, onDesk, tails } = await view();
    expect(own).toMatchObject([
      { finishedAt: now, report: { ok: true, checks: [{ name: 'confirmed', result: 'kept' }] } },
    ]);
    expect(version).toMatchObject({ state: 'conforming', testedAt: now, conformingAt: now });
    const { answeredBy, confirmedBy } = onDesk.get(task) ?? expect.fail('the test was on the desk');
    expect([tails.get(answeredBy ?? ''), tails.get(confirmedBy ?? '')]).toEqual([maker.tail, second.tail]);
    expect(await run()).toBe(false);
  });

  test('lets a version go live that a second officer has signed, and no other', async () => {
    const live = () =>
      problemOf(asPortal(city, second, (tx) => goLive(tx, second, now, HEALTH, VERSION, 'now')));
    const sign = (by: Staff) =>
      problemOf(asPortal(city, by, (tx) => signVersion(tx, by, now, HEALTH, VERSION)));
    await ask();
    await run();
    expect([await sign(second), await live()]).toEqual(['not_allowed', 'not_allowed']);
    await answerBoth();
    await deliver();
    expect([await sign(maker), await live()]).toEqual(['not_permitted', 'not_allowed']);
    expect([await sign(second), await live()]).toEqual(['none', 'none']);
  });

  test('is one question however often a broker dies over it, and finds an answer that was given meanwhile', async () => {
    await ask();
    await run();
    await city.superuser.query('update connector_tasks set lease_until = null');
    await run();
    expect(await waiting()).toHaveLength(1);
    await answerBoth();
    await city.superuser.query('update connector_tasks set lease_until = null');
    await run();
    expect((await view()).own).toMatchObject([{ report: { ok: true, checks: [{ name: 'confirmed' }] } }]);
    await deliver();
    expect((await view()).version.state).toBe('conforming');
  });

  test('ends as run out when its officers have let their time pass, and leaves their desk', async () => {
    await ask();
    await run();
    later(DUE_HOURS + 1);
    await run();
    await deliver();
    const { version, own } = await view();
    expect(own).toMatchObject([
      { report: { ok: false, checks: [{ name: 'pending', result: 'broken', why: 'run_out' }] } },
    ]);
    expect(version.state).toBe('draft');
    expect(await waiting()).toEqual([]);
  });

  test('holds up no other task, and only what the broker is at work on does', async () => {
    await ask();
    expect(await problemOf(ask())).toBe('stale');
    await run();
    expect(await problemOf(ask())).toBe('none');
    expect(await run()).toBe(true);
    expect(await waiting()).toHaveLength(2);
  });

  test('that runs out takes back what an earlier one has shown, but nothing that a newer one has', async () => {
    await ask();
    await run();
    later(1);
    await ask();
    await run();
    await answerBoth(1);
    await deliver();
    later(DUE_HOURS);
    await run();
    expect((await view()).version.state).toBe('conforming');
    await ask();
    await run();
    later(DUE_HOURS + 1);
    await run();
    expect((await view()).version).toMatchObject({ state: 'draft', testedAt: null, conformingAt: null });
  });

  test('stands for the suite: none can be run where only officers answer', async () => {
    await ask();
    await run();
    await answerBoth();
    await deliver();
    expect((await view()).suitable).toEqual([]);
    const input = { kind: 'conformance' as const, samples: { confirmed: INPUT.question }, bypass: {} };
    const asked = asPortal(city, maker, (tx) => requestTask(tx, maker, now, HEALTH, VERSION, input));
    expect(await problemOf(asked)).toBe('not_allowed');
  });

  test('and the suite of a version that has a system as well is never green by what only officers answer', async () => {
    const input = { kind: 'conformance' as const, samples: { confirmed: INPUT.question }, bypass: {} };
    const errand = { input, document: DOCUMENT, call: 'unused' };
    expect(await runSuite(errand, new Map(), testTools(clock), 'http://127.0.0.1:9')).toMatchObject({
      ok: false,
      checks: [{ name: 'confirmed', result: 'broken', why: 'officers_answer' }],
    });
  });
});
