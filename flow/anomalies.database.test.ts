import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '#domain/anomaly.ts';
import { type CaseId, ConnectorId, DepartmentId } from '#domain/ids.ts';
import { findAnomalies } from './anomalies.ts';
import { listAnomalyViews, readAnomaly, settleAnomaly } from './control/anomaly-verbs.ts';
import { listSwitchViews } from './control/switch-verbs.ts';
import {
  addAnyResident,
  addStaff,
  fileCase,
  NOW,
  openTestCity,
  type Staff,
  type TestCity,
} from './testing/city.ts';
import { addExchanges, type PastExchange } from './testing/exchanges.ts';
import { asPortal, problemOf } from './testing/outcome.ts';
import { listLeaves } from './testing/tables.ts';

const CONNECTOR = ConnectorId.parse('marriage-registry');
const MINUTE = 60_000;

let city: TestCity;
let officer: Staff;
let colleague: Staff;
let clerk: Staff;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
  const department = DepartmentId.parse('marriage-registry');
  officer = await addStaff(city, '99010051', ['department_officer'], '990100', department);
  colleague = await addStaff(
    city,
    '99010052',
    ['department_officer'],
    '990100',
    DepartmentId.parse('civil-affairs'),
  );
  clerk = await addStaff(city, '99010262', ['clerk'], '990102');
  id = await fileCase(city, await addAnyResident(city));
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('delete from exchanges; delete from switches; delete from anomalies');
});

const ago = (ms: number) => new Date(NOW.getTime() - ms);
const byClerk = (count: number, more: Partial<PastExchange> = {}): PastExchange[] =>
  Array.from({ length: count }, (_, index) => ({
    connector: CONNECTOR,
    officer: clerk.id,
    subjectKey: `person ${index}`,
    sentAt: ago((index + 1) * MINUTE),
    ...more,
  }));
const as = <T>(work: Parameters<typeof asPortal<T>>[2]) => asPortal(city, officer, work);
const views = () => as((tx) => listAnomalyViews(tx, officer));

describe('a clerk who has persons asked about outside the own cases', () => {
  test('is stopped alone, at that connector alone, and waits for a person of the department', async () => {
    await addExchanges(city, id, byClerk(LIMITS.outsidePersons));
    expect(await findAnomalies(city.broker, NOW)).toBe(1);
    const [found] = await views();
    expect(found).toMatchObject({
      officerTail: '62',
      row: {
        kind: 'outside_cases',
        count: LIMITS.outsidePersons,
        state: 'open',
        connector: CONNECTOR,
        service: null,
      },
    });
    const switches = await as((tx) => listSwitchViews(tx, officer, CONNECTOR));
    expect(switches.map(({ row }) => row)).toMatchObject([
      { officer: clerk.id, origin: 'anomaly', service: null, evidence: null, liftedAt: null },
    ]);
    expect(await listLeaves(city, 'anomaly.found')).toHaveLength(1);
  });

  test('is not found for cases that he has claimed', async () => {
    await city.superuser.query('update cases set owner = $1 where id = $2', [clerk.id, id]);
    await addExchanges(city, id, byClerk(LIMITS.outsidePersons));
    expect(await findAnomalies(city.broker, NOW)).toBe(0);
    await city.superuser.query('update cases set owner = null where id = $1', [id]);
  });

  test('is reported once, whatever number of brokers look and however often', async () => {
    await addExchanges(city, id, byClerk(LIMITS.outsidePersons));
    const looks = Array.from({ length: 6 }, () => findAnomalies(city.broker, NOW));
    const found = await Promise.all(looks);
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await findAnomalies(city.broker, NOW)).toBe(0);
  });

  test('is not reported again for the same questions once it was dismissed, and is for new ones', async () => {
    await addExchanges(city, id, byClerk(LIMITS.outsidePersons));
    await findAnomalies(city.broker, NOW);
    const [found] = await views();
    if (found === undefined) throw new Error('there is one');
    await as((tx) => settleAnomaly(tx, officer, NOW, found.row.id, 'dismissed', '临时代班'));
    expect(await findAnomalies(city.broker, NOW)).toBe(0);
    const later = new Date(NOW.getTime() + 5 * MINUTE);
    await addExchanges(
      city,
      id,
      byClerk(LIMITS.outsidePersons, { sentAt: new Date(NOW.getTime() + MINUTE) }),
    );
    expect(await findAnomalies(city.broker, later)).toBe(1);
  });
});

describe('other rules', () => {
  test('a burst of one member of staff is found, within the own cases too', async () => {
    await city.superuser.query('update cases set owner = $1 where id = $2', [clerk.id, id]);
    await addExchanges(city, id, byClerk(LIMITS.officerBurst, { sentAt: ago(MINUTE) }));
    await findAnomalies(city.broker, NOW);
    expect((await views()).map(({ row }) => [row.kind, row.count])).toEqual([['burst', LIMITS.officerBurst]]);
    await city.superuser.query('update cases set owner = null where id = $1', [id]);
  });

  test('a service far above its busiest ten minutes of a fortnight is stopped; what it always does is not', async () => {
    const days = Array.from({ length: LIMITS.serviceDays }, (_, day) => ago((day + 1) * 24 * 60 * MINUTE));
    const past = days.flatMap((sentAt) =>
      Array.from({ length: 10 }, () => ({ connector: CONNECTOR, sentAt })),
    );
    const now = Array.from({ length: LIMITS.serviceBurst }, (_, index) => ({
      connector: CONNECTOR,
      sentAt: ago(MINUTE),
      subjectKey: `${index}`,
    }));
    await addExchanges(city, id, [...past, ...now]);
    expect(await findAnomalies(city.broker, NOW)).toBe(1);
    expect((await views())[0]?.row).toMatchObject({
      kind: 'burst',
      service: 'survivor-benefit',
      officer: null,
    });
    expect(await findAnomalies(city.broker, NOW)).toBe(0);
  });

  test('one person asked about on many applications of a day stops that service', async () => {
    const ids = [];
    for (let filed = 0; filed < LIMITS.samePerson; filed += 1)
      ids.push(await fileCase(city, await addAnyResident(city)));
    for (const each of ids) await addExchanges(city, each, [{ connector: CONNECTOR, sentAt: ago(MINUTE) }]);
    expect(await findAnomalies(city.broker, NOW)).toBe(1);
    const [found] = await views();
    expect(found?.row).toMatchObject({
      kind: 'same_person',
      count: LIMITS.samePerson,
      service: 'survivor-benefit',
    });
    const { evidence } = await as((tx) => readAnomaly(tx, officer, found?.row.id ?? failed()));
    expect(evidence).toHaveLength(LIMITS.samePerson);
  });
});

describe('an officer of the department', () => {
  const suspect = async () => {
    await addExchanges(city, id, byClerk(LIMITS.outsidePersons));
    await findAnomalies(city.broker, NOW);
    return (await views())[0]?.row.id ?? failed();
  };
  const inForce = async () =>
    (await as((tx) => listSwitchViews(tx, officer, CONNECTOR))).filter(({ row }) => row.liftedAt === null);

  test('sees the questions that it rests on, without any person', async () => {
    const { evidence } = await as(async (tx) => readAnomaly(tx, officer, await suspect()));
    expect(evidence).toHaveLength(LIMITS.outsidePersons);
    expect(JSON.stringify(evidence)).not.toContain('person ');
  });

  test('confirms it: the clerk stays stopped; or dismisses it: the switch is lifted in the same moment', async () => {
    const first = await suspect();
    await as((tx) => settleAnomaly(tx, officer, NOW, first, 'confirmed', '已约谈'));
    expect(await inForce()).toHaveLength(1);
    await city.superuser.query('delete from exchanges; delete from switches; delete from anomalies');
    const second = await suspect();
    await as((tx) => settleAnomaly(tx, officer, NOW, second, 'dismissed', '代班'));
    expect(await inForce()).toHaveLength(0);
    expect(await problemOf(as((tx) => settleAnomaly(tx, officer, NOW, second, 'confirmed', '再看')))).toBe(
      'stale',
    );
  });

  test('of another department, a clerk or a resident finds nothing there', async () => {
    const found = await suspect();
    for (const actor of [colleague, clerk, await addAnyResident(city)]) {
      const problems = [
        await problemOf(asPortal(city, actor, (tx) => readAnomaly(tx, actor, found))),
        await problemOf(
          asPortal(city, actor, (tx) => settleAnomaly(tx, actor, NOW, found, 'dismissed', '无')),
        ),
      ];
      expect(problems.every((each) => ['not_found', 'not_permitted'].includes(each))).toBe(true);
    }
    expect(await asPortal(city, colleague, (tx) => listAnomalyViews(tx, colleague))).toEqual([]);
  });
});

function failed(): never {
  throw new Error('there is one');
}
