import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CaseId, DepartmentId, type StepId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { askAgain } from '../ask-again.ts';
import { reopenOneCorrected } from '../reopen-corrected.ts';
import {
  addAnyResident,
  addStaff,
  fileCase,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from '../testing/city.ts';
import { seenNow, stateOf } from '../testing/desk.ts';
import {
  answerAll,
  answerCase,
  answerErrands,
  confirmed,
  EVERYTHING,
  noRecord,
  takeErrands,
} from '../testing/drive.ts';
import { addExchanges } from '../testing/exchanges.ts';
import { asPortal, problemOf } from '../testing/outcome.ts';
import { dumpTables, listLeaves, tablesHolding } from '../testing/tables.ts';
import { listTickets, listTicketsOfCase, openTicket, readTicket, settleTicket } from './ticket-verbs.ts';

/** The bank does not say whose account it is: the case waits on a desk. */
const NO_ACCOUNT = { ...EVERYTHING, 'E-BNK': noRecord };
const STATEMENT = '账户是我本人的，户名写错了一个字';

let city: TestCity;
let officer: Staff;
let foreigner: Staff;
let clerk: Staff;
let farClerk: Staff;
let party: Resident;
let id: CaseId;
let step: StepId;

beforeAll(async () => {
  city = await openTestCity();
  const { rows } = await city.superuser.query<{ department_id: DepartmentId }>(
    `select c.department_id from connectors c join grants g on g.connector = c.id where g.evidence = 'E-BNK' limit 1`,
  );
  officer = await addStaff(
    city,
    '99010041',
    ['department_officer'],
    '990100',
    rows[0]?.department_id ?? null,
  );
  foreigner = await addStaff(
    city,
    '99010042',
    ['department_officer'],
    '990100',
    DepartmentId.parse('civil-affairs'),
  );
  clerk = await addStaff(city, '99010243', ['clerk'], '990102');
  farClerk = await addStaff(city, '99010344', ['clerk'], '990103');
});
afterAll(() => city.close());
beforeEach(async () => {
  party = await addAnyResident(city);
  id = await fileCase(city, party);
  await answerCase(city, NOW, id, NO_ACCOUNT);
  const question = (await stateOf(city, id)).questions.find(({ evidence }) => evidence === 'E-BNK');
  if (question === undefined) throw new Error('the account was asked for');
  step = question.step;
});

const as = <T>(actor: Actor, work: Parameters<typeof asPortal<T>>[2]) => asPortal(city, actor, work);
const raise = (actor: Actor = party) =>
  as(actor, (tx) => openTicket(tx, actor, NOW, id, { step, field: null, statement: STATEMENT }));
const settle = async (state: 'corrected' | 'upheld', actor: Actor = officer) => {
  const ticket = await raise();
  await as(actor, (tx) => settleTicket(tx, actor, NOW, ticket, state, '已核对'));
  return ticket;
};

describe('saying that an answer is wrong', () => {
  test('gives the department ten working days by the published calendar, and both sides the same words', async () => {
    const ticket = await raise();
    const seen = await as(officer, (tx) => readTicket(tx, officer, NOW, ticket));
    // 21 April 2026 and ten working days: the Labour Day holidays are not worked, Saturday 9 May is.
    expect(seen).toMatchObject({
      statement: STATEMENT,
      raisedBy: 'resident',
      row: { state: 'open', due: '2026-05-08' },
    });
    const own = await as(party, (tx) => listTicketsOfCase(tx, party, NOW, id));
    expect(own).toMatchObject([{ statement: STATEMENT, answer: null, row: { id: ticket } }]);
  });

  test('after the end of the published calendar has no day yet, and is taken all the same', async () => {
    const december = new Date('2026-12-28T10:00:00+08:00');
    const ticket = await as(party, (tx) =>
      openTicket(tx, party, december, id, { step, field: null, statement: STATEMENT }),
    );
    expect((await as(officer, (tx) => readTicket(tx, officer, december, ticket))).row.due).toBeNull();
  });

  test('is sealed: the words stand in no table in the clear', async () => {
    await raise();
    expect(tablesHolding(await dumpTables(city), STATEMENT)).toEqual([]);
  });

  test('is taken once for one answer until it is settled', async () => {
    await raise();
    expect(await problemOf(raise())).toBe('stale');
    expect(await problemOf(raise(clerk))).toBe('stale');
  });

  test('is for a party and for clerks of the area; to all others neither case nor question is there', async () => {
    for (const actor of [farClerk, officer, foreigner, await addAnyResident(city)])
      expect([actor.kind, await problemOf(raise(actor))]).toEqual([actor.kind, 'not_found']);
    const other = await fileCase(city, await addAnyResident(city));
    const onForeignCase = as(party, (tx) =>
      openTicket(tx, party, NOW, other, { step, field: null, statement: STATEMENT }),
    );
    expect(await problemOf(onForeignCase)).toBe('not_found');
    expect(await problemOf(raise(clerk))).toBe('none');
  });
});

describe('the department', () => {
  test('that upholds its record says why; nothing is asked again', async () => {
    const ticket = await settle('upheld');
    expect(await reopenOneCorrected(city.broker, NOW)).toBe(false);
    const [own] = await as(party, (tx) => listTicketsOfCase(tx, party, NOW, id));
    expect(own).toMatchObject({ answer: '已核对', row: { id: ticket, state: 'upheld' } });
  });

  test('that corrects its record is asked again for the open case, and the new answer counts', async () => {
    await settle('corrected');
    expect(await reopenOneCorrected(city.broker, NOW)).toBe(true);
    expect(await reopenOneCorrected(city.broker, NOW)).toBe(false);
    expect((await stateOf(city, id)).standings.account).toEqual({
      kind: 'waiting',
      rung: 0,
      offered: null,
    });
    await answerCase(city, NOW, id, EVERYTHING);
    const state = await stateOf(city, id);
    expect(state.standings.account).toEqual({ kind: 'established', rung: 0 });
    expect(state.status).toBe('decided');
  });

  test('that corrects an answer has it counted as overturned, the newest attempt alone', async () => {
    const { rows } = await city.superuser.query<{ connector: never }>(
      'select connector from steps where id = $1',
      [step],
    );
    await city.superuser.query('delete from exchanges where case_id = $1', [id]);
    await addExchanges(city, id, [{ connector: rows[0]?.connector ?? failed(), step, answer: 'no_record' }]);
    await settle('corrected');
    const { rows: marked } = await city.superuser.query('select overturned from exchanges where step = $1', [
      step,
    ]);
    expect(marked).toEqual([{ overturned: true }]);
  });

  test('leaves a decided case as it was decided', async () => {
    const decided = await fileCase(city, party, NOW);
    await answerAll(city, NOW, EVERYTHING);
    const question = (await stateOf(city, decided)).questions.find(({ evidence }) => evidence === 'E-BNK');
    const ticket = await as(party, (tx) =>
      openTicket(tx, party, NOW, decided, {
        step: question?.step ?? failed(),
        field: 'belongs',
        statement: STATEMENT,
      }),
    );
    await as(officer, (tx) => settleTicket(tx, officer, NOW, ticket, 'corrected', '已更正'));
    const before = await stateOf(city, decided);
    while (await reopenOneCorrected(city.broker, NOW));
    expect(await stateOf(city, decided)).toEqual(before);
  });

  test('of another kind, a clerk and a resident neither see nor settle it', async () => {
    const ticket = await raise();
    for (const actor of [foreigner, clerk, farClerk, party]) {
      const problems = [
        await problemOf(as(actor, (tx) => readTicket(tx, actor, NOW, ticket))),
        await problemOf(as(actor, (tx) => settleTicket(tx, actor, NOW, ticket, 'upheld', '无'))),
      ];
      expect(problems.every((each) => ['not_found', 'not_permitted'].includes(each))).toBe(true);
    }
    expect(await as(foreigner, (tx) => listTickets(tx, foreigner))).toEqual([]);
  });

  test('settles it once; the ledger has both moments', async () => {
    const ticket = await settle('upheld');
    const again = as(officer, (tx) => settleTicket(tx, officer, NOW, ticket, 'corrected', '又'));
    expect(await problemOf(again)).toBe('stale');
    const leaves = [
      ...(await listLeaves(city, 'ticket.opened')),
      ...(await listLeaves(city, 'ticket.settled')),
    ];
    const about = leaves.filter(({ refs }) => JSON.stringify(refs).includes(ticket));
    expect(about.map(({ kind }) => kind)).toEqual(['ticket.opened', 'ticket.settled']);
  });
});

describe('asking a department again', () => {
  const again = async (actor: Actor, requirement = 'account') => {
    const seen = await seenNow(city, id);
    return as(actor, (tx) => askAgain(tx, actor, NOW, seen, requirement));
  };

  test('puts the question out under the clerk’s own name and a new call; the new answer replaces the old one', async () => {
    await again(clerk);
    const [errand] = await takeErrands(city, NOW);
    expect(errand?.step).toMatchObject({ id: step, evidence: 'E-BNK' });
    const { rows } = await city.superuser.query('select officer from steps where id = $1', [step]);
    expect(rows).toEqual([{ officer: clerk.id }]);
    await answerErrands(city, NOW, id, errand === undefined ? [] : [errand], {
      'E-BNK': confirmed({ belongs: true }),
    });
    expect((await stateOf(city, id)).standings.account).toEqual({ kind: 'established', rung: 0 });
  });

  test('forgets what the first answer had established, so that a contrary one is not outvoted by it', async () => {
    const established = (await stateOf(city, id)).questions.find(({ evidence }) => evidence === 'E-PEN-STA');
    await again(clerk, established?.requirement);
    await answerCase(city, NOW, id, { 'E-PEN-STA': noRecord });
    expect((await stateOf(city, id)).standings[established?.requirement ?? '']).toMatchObject({
      kind: 'exhausted',
    });
  });

  test('is not done twice while the answer is out, nor for what nobody has asked', async () => {
    await again(clerk);
    expect(await problemOf(again(clerk))).toBe('not_allowed');
    expect(await problemOf(again(clerk, 'noSuchThing'))).toBe('not_allowed');
  });

  test('is for clerks of the area alone', async () => {
    expect(await problemOf(again(farClerk))).toBe('not_found');
    expect(await problemOf(again(party))).toBe('not_found');
    expect(['not_found', 'not_permitted']).toContain(await problemOf(again(officer)));
  });
});

function failed(): never {
  throw new Error('there is one');
}
