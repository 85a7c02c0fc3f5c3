import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import { withdrawCase } from './case-actions.ts';
import { wakeOneCase } from './due-cases.ts';
import {
  addAnyResident,
  addStaff,
  answersFor,
  caseOf,
  fileAll,
  freshNumber,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from './testing/city.ts';
import { sign, stateOf } from './testing/desk.ts';
import {
  answerAll,
  answerCase,
  answerErrands,
  confirmed,
  EVERYTHING,
  noRecord,
  OVERPAID,
  takeErrands,
} from './testing/drive.ts';
import { asPortal, problemOf } from './testing/outcome.ts';

let city: TestCity;
let daughter: Resident;
let clerk: Staff;
let senior: Staff;

beforeAll(async () => {
  city = await openTestCity();
  clerk = await addStaff(city, '99010211', ['clerk']);
  senior = await addStaff(city, '99010231', ['senior_clerk']);
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from wakeups');
  daughter = await addAnyResident(city);
});

async function servicesOf(application: ApplicationId): Promise<string[]> {
  const { rows } = await city.superuser.query('select service from cases where application_id = $1', [
    application,
  ]);
  return rows.map(({ service }) => service);
}
const drafted = async (application: ApplicationId) =>
  (await servicesOf(application)).filter((service) => service === 'pension-repayment').length;
const ordersOf = async (id: CaseId) =>
  (await city.superuser.query('select 1 from payment_orders where case_id = $1', [id])).rowCount;

describe('a case that follows from another', () => {
  test('never delays the grant that it follows from: that one is decided and ordered before it is there', async () => {
    const application = await fileAll(city, daughter);
    const id = await caseOf(city, application);
    await answerCase(city, NOW, id, OVERPAID);
    const { decision, payment } = await stateOf(city, id);
    expect(decision).toMatchObject({ outcome: 'granted', drafts: ['pension-repayment'] });
    expect([payment, await ordersOf(id), await drafted(application)]).toEqual(['ordered', 1, 0]);
  });

  test('is opened once, however often and by however many its case is woken', async () => {
    const application = await fileAll(city, daughter);
    const id = await caseOf(city, application);
    await answerCase(city, NOW, id, OVERPAID);
    for (let round = 0; round < 3; round += 1) {
      await city.superuser.query('insert into wakeups values ($1, $2) on conflict do nothing', [id, NOW]);
      await Promise.all(Array.from({ length: 4 }, () => wakeOneCase(city.broker, NOW)));
    }
    expect(await drafted(application)).toBe(1);
    const { rows } = await city.superuser.query(
      "select 1 from ledger_leaves where kind = 'case.drafted' and leaf like $1",
      [`%${id}%`],
    );
    expect(rows).toHaveLength(1);
  });

  test('is opened although the broker was killed while it opened it', async () => {
    const application = await fileAll(city, daughter);
    const id = await caseOf(city, application);
    await answerCase(city, NOW, id, OVERPAID);
    await city.superuser.query(
      "alter table cases add constraint no_drafts check (service <> 'pension-repayment') not valid",
    );
    await expect(wakeOneCase(city.broker, NOW)).rejects.toThrow();
    expect(await drafted(application)).toBe(0);
    await city.superuser.query('alter table cases drop constraint no_drafts');
    expect(await wakeOneCase(city.broker, NOW)).toBe(true);
    expect(await drafted(application)).toBe(1);
  });

  test('is signed by two persons, orders no payment and claims no benefit: something is owed, nothing is paid', async () => {
    const application = await fileAll(city, daughter);
    await answerAll(city, NOW, OVERPAID);
    const id = await caseOf(city, application, 'pension-repayment');
    expect(await stateOf(city, id)).toMatchObject({ status: 'review', needs: [{ kind: 'signature' }] });
    await sign(city, clerk, senior, id);
    const { decision, payment } = await stateOf(city, id);
    expect(decision).toMatchObject({
      outcome: 'granted',
      payBy: null,
      officers: [{ id: clerk.id }, { id: senior.id }],
    });
    expect([payment, await ordersOf(id)]).toEqual([null, 0]);
    const { rowCount } = await city.superuser.query('select 1 from granted_benefits where case_id = $1', [
      id,
    ]);
    expect(rowCount).toBe(0);
  });

  test('is not the resident’s to withdraw', async () => {
    const application = await fileAll(city, daughter);
    await answerAll(city, NOW, OVERPAID);
    const id = await caseOf(city, application, 'pension-repayment');
    const withdrawing = asPortal(city, daughter, (tx) => withdrawCase(tx, daughter, NOW, id));
    expect(await problemOf(withdrawing)).toBe('not_allowed');
    expect((await stateOf(city, id)).status).toBe('review');
  });

  test('is not opened where nothing was overpaid', async () => {
    const application = await fileAll(city, daughter);
    await answerAll(city, NOW);
    expect(await drafted(application)).toBe(0);
  });
});

describe('the one funeral grant of a death', () => {
  /** As the employees' insurance knows the man, and as the residents' insurance does. */
  const EMPLOYEE = EVERYTHING;
  const RESIDENT = {
    ...EVERYTHING,
    'E-PEN-STA': confirmed({ scheme: 'RESIDENT', status: 'RETIRED' }),
    'E-PEN-YRS': confirmed({
      actualMonths: 180,
      deemedMonths: 0,
      migrated: true,
      flexible: false,
      ownPaidFen: 631_245,
    }),
    'E-PEN-PAY': confirmed({
      retired: true,
      retireMonth: '2018-04',
      drawnMonths: 96,
      lastPaidMonth: '2026-03',
      monthlyFen: 24_500,
    }),
    'E-PEN-BAL': confirmed({ balanceFen: 631_245 }),
    'E-PEN-SUR': noRecord,
  };

  test.each([
    ['the employees’ insurance', EMPLOYEE, 'survivor-benefit', RESIDENT, 'resident-pension'],
    ['the residents’ insurance', RESIDENT, 'resident-pension', EMPLOYEE, 'survivor-benefit'],
  ] as const)(
    'goes to who comes first, by %s; the other one goes to a person, who can only refuse it',
    async (_by, first, firstService, second, secondService) => {
      const father = freshNumber();
      const won = await fileAll(city, daughter, NOW, answersFor(father));
      await answerAll(city, NOW, first);
      const other = await addAnyResident(city);
      const lost = await fileAll(city, other, NOW, answersFor(father));
      await answerAll(city, NOW, second);
      const winner = await caseOf(city, won, firstService);
      const loser = await caseOf(city, lost, secondService);
      expect((await stateOf(city, winner)).decision?.outcome).toBe('granted');
      expect(await stateOf(city, loser)).toMatchObject({
        status: 'review',
        needs: [{ kind: 'already_granted', key: 'funeralGrant' }],
      });
      const { rows } = await city.superuser.query(
        'select case_id, benefit from granted_benefits where case_id = any($1)',
        [[winner, loser]],
      );
      expect(rows.map((row) => row.case_id)).toEqual([winner, winner]);
      expect([await ordersOf(winner), await ordersOf(loser)]).toEqual([1, 0]);
      expect(await problemOf(sign(city, clerk, senior, loser))).toBe('not_allowed');
    },
  );

  test('goes to exactly one of two that are decided at the same moment, and neither waits for the other for ever', async () => {
    const father = freshNumber();
    const applications: ApplicationId[] = [];
    for (const actor of [daughter, await addAnyResident(city), await addAnyResident(city)])
      applications.push(await fileAll(city, actor, NOW, answersFor(father)));
    const ids = await Promise.all(applications.map((application) => caseOf(city, application)));
    const errands = await takeErrands(city, NOW);
    await Promise.all(ids.map((id) => answerErrands(city, NOW, id, errands)));
    await answerAll(city, NOW);
    const outcomes = await Promise.all(ids.map(async (id) => (await stateOf(city, id)).status));
    expect(outcomes.toSorted()).toEqual(['decided', 'review', 'review']);
  });
});
