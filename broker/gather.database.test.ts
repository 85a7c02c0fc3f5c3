import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { replay } from '#domain/case.ts';
import { readCase } from '#flow/read-case.ts';
import {
  addAnyResident,
  answersFor,
  fileCase,
  freshNumber,
  openTestCity,
  type Resident,
  type TestCity,
} from '#flow/testing/city.ts';
import type { Broker } from './run.ts';
import { answerEverything } from './testing/answers.ts';
import { movableClock, registryFor, startBroker, untilStatus } from './testing/broker.ts';
import { confirm, openDepartment, type ScriptedDepartment, say } from './testing/department.ts';

let city: TestCity;
let department: ScriptedDepartment;
let broker: Broker | undefined;
let clock: ReturnType<typeof movableClock>;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  department = await openDepartment();
  answerEverything(department);
  clock = movableClock();
});
afterEach(async () => {
  await broker?.stop();
  broker = undefined;
  await department.close();
});

async function start(): Promise<void> {
  broker = await startBroker(city, registryFor(department.url), clock.now);
}

const view = (actor: Resident, id: Awaited<ReturnType<typeof fileCase>>) =>
  withTx(city.portal, actor, (tx) => readCase(tx, actor, clock.now(), id));

describe('a claim with every department answering', () => {
  test('is granted by the rule, in one wave, and its fold is its replay', async () => {
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, clock.now());
    await start();
    await untilStatus(city, id, 'decided');
    const seen = await view(actor, id);
    expect(seen.decision?.outcome).toEqual({
      kind: 'granted',
      amounts: [
        { id: 'funeral', fen: 1_108_417 },
        { id: 'gratuity', fen: 4_987_875 },
      ],
      totalFen: 6_096_292,
      payeeRole: 'applicant',
    });
    expect(seen.state.wave).toBe(1);
    expect(replay(seen.history.map(({ event }) => event)).status).toBe(seen.row.status);
    expect(seen.row.seq).toBe(seen.history.length);
  });

  test('asks each department for the granted fields and about the right persons only', async () => {
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, clock.now());
    await start();
    await untilStatus(city, id, 'decided');
    const certificate = department.asked.find(({ evidence }) => evidence === 'E-DTH-MED');
    expect(certificate).toMatchObject({ fields: ['deathDate', 'causeClass'], given: {}, actor: 'system' });
    expect(certificate?.subjects).toHaveLength(1);
    expect(department.asked.find(({ evidence }) => evidence === 'E-HH')?.subjects).toHaveLength(2);
    expect(department.asked.find(({ evidence }) => evidence === 'E-BNK')?.given).toEqual({
      account: '9999990000000014',
    });
  });

  test('writes one payment order, and claims the benefit and the one funeral grant of a death', async () => {
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, clock.now());
    await start();
    await untilStatus(city, id, 'decided');
    const orders = await city.superuser.query('select 1 from payment_orders where case_id = $1', [id]);
    const benefits = await city.superuser.query('select case_id from granted_benefits where case_id = $1', [
      id,
    ]);
    expect(orders.rowCount).toBe(1);
    expect(benefits.rows).toHaveLength(2);
  });
});

describe('departments that misbehave', () => {
  test('a filing with all departments down finishes by itself when they return', async () => {
    department.replies.clear();
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, clock.now());
    await start();
    await expect.poll(() => department.asked.length).toBeGreaterThanOrEqual(11);
    expect((await view(actor, id)).row.status).toBe('verifying');
    answerEverything(department);
    clock.move(600_000);
    await untilStatus(city, id, 'decided');
  });

  test('an answer about another person is an error and confirms nothing', async () => {
    department.replies.set('E-DTH-MED', (request) => ({
      status: 200,
      body: {
        call: request.call,
        nonce: request.nonce,
        about: [{ idNumber: '990103196008090022' }],
        answer: {
          kind: 'confirmed',
          fields: { deathDate: '2026-03-18', causeClass: 'NORMAL' },
          source: 'test',
          asOf: '2026-04-20T00:00:00+08:00',
        },
      },
    }));
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, clock.now());
    await start();
    const causeOf = async () => {
      const { state } = await view(actor, id);
      return state.questions.find(({ evidence }) => evidence === 'E-DTH-MED')?.note?.cause;
    };
    await expect.poll(causeOf).toBe('wrong_subject');
    expect((await view(actor, id)).row.status).toBe('verifying');
  });

  test('a question whose answer could not be used is asked again as a new call, a silent one as the same call', async () => {
    department.replies.set('E-DTH-MED', () => ({ status: 200, body: '{"call":' }));
    department.replies.set('E-BNK', () => ({ status: 503, body: {} }));
    await fileCase(city, await addAnyResident(city), clock.now());
    await start();
    const callsFor = (code: string) =>
      department.asked.filter(({ evidence }) => evidence === code).map(({ call }) => call);
    const isAskedAgain = () => {
      clock.move(60_000);
      return ['E-DTH-MED', 'E-BNK'].every((code) => callsFor(code).length > 1);
    };
    await expect.poll(isAskedAgain, { timeout: 10_000, interval: 500 }).toBe(true);
    expect(new Set(callsFor('E-DTH-MED')).size).toBe(callsFor('E-DTH-MED').length);
    expect(new Set(callsFor('E-BNK')).size).toBe(1);
  });

  test('an ambiguous kinship asks the next source by itself, and then offers a commitment', async () => {
    department.replies.set('E-HH', confirm({ firstRelation: '02', secondRelation: '27' }));
    department.replies.set('E-BIR', say({ kind: 'no_record' }));
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, clock.now());
    await start();
    const standing = async () => (await view(actor, id)).state.standings.kin;
    await expect.poll(standing).toEqual({ kind: 'offered', rung: 3 });
    const waves = (await view(actor, id)).state.questions.map(({ evidence, wave }) => [evidence, wave]);
    expect(waves).toContainEqual(['E-BIR', 2]);
  });

  test('a source that stays silent beyond its patience is left behind, and its late answer changes nothing settled', async () => {
    department.replies.set('E-HUK-CXL', () => ({ status: 503, body: {} }));
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, clock.now());
    await start();
    await expect.poll(() => department.asked.length).toBeGreaterThanOrEqual(11);
    clock.move(31 * 60_000);
    await untilStatus(city, id, 'decided');
    const { state } = await view(actor, id);
    expect(state.standings.register).toEqual({ kind: 'exhausted', reason: 'unavailable' });
  });
});

test('of two children who claim for one death exactly one is granted, the other goes to a person', async () => {
  const [first, second] = [await addAnyResident(city), await addAnyResident(city)];
  const father = freshNumber();
  const ids = [
    await fileCase(city, first, clock.now(), answersFor(father)),
    await fileCase(city, second, clock.now(), answersFor(father)),
  ];
  await start();
  await expect
    .poll(
      async () => {
        const { rows } = await city.superuser.query(
          'select status from cases where id = any($1) order by 1',
          [ids],
        );
        return rows.map(({ status }) => status);
      },
      { timeout: 15_000 },
    )
    .toEqual(['decided', 'review']);
  const { rows } = await city.superuser.query(
    'select count(*)::int as orders from payment_orders where case_id = any($1)',
    [ids],
  );
  expect(rows).toEqual([{ orders: 1 }]);
});
