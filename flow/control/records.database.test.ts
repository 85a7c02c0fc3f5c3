import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CivilDate } from '#domain/dates.ts';
import { type CaseId, ConnectorId, DepartmentId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
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
import { collect } from '../testing/collect.ts';
import { addExchanges, type PastExchange } from '../testing/exchanges.ts';
import { asPortal, problemOf } from '../testing/outcome.ts';
import { listLeaves } from '../testing/tables.ts';
import { readAskedOfCase } from './asked-of-me.ts';
import { beginExport } from './export.ts';
import { readReportCard } from './report.ts';
import { readTraffic, readUsage, TRAFFIC_PAGE, type TrafficWish } from './traffic.ts';

const CONNECTOR = ConnectorId.parse('marriage-registry');
const OTHER = ConnectorId.parse('civil-affairs');
const THIRD = ConnectorId.parse('card-bank');
const TODAY = CivilDate.parse('2026-04-21');
const ALL: TrafficWish = {
  day: TODAY,
  before: null,
  service: null,
  purpose: null,
  officer: null,
  answer: null,
};

let city: TestCity;
let officer: Staff;
let foreigner: Staff;
let clerk: Staff;
let party: Resident;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
  officer = await addStaff(
    city,
    '99010041',
    ['department_officer'],
    '990100',
    DepartmentId.parse('marriage-registry'),
  );
  foreigner = await addStaff(
    city,
    '99010042',
    ['department_officer'],
    '990100',
    DepartmentId.parse('civil-affairs'),
  );
  clerk = await addStaff(city, '99010262', ['clerk'], '990102');
  party = await addAnyResident(city);
  id = await fileCase(city, party);
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('delete from exchanges; delete from quota_use');
});

const put = (count: number, more: Partial<PastExchange> = {}) =>
  addExchanges(
    city,
    id,
    Array.from({ length: count }, () => ({ connector: CONNECTOR, ...more })),
  );
const as = <T>(actor: Actor, work: Parameters<typeof asPortal<T>>[2]) => asPortal(city, actor, work);
const strangers = async (): Promise<Actor[]> => [foreigner, clerk, party, await addAnyResident(city)];
const refused = async (work: Promise<unknown>) =>
  ['not_found', 'not_permitted'].includes(await problemOf(work));
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe('live traffic', () => {
  test('is paged by key: no row twice, none left out, though many share one moment', async () => {
    const ids = await put(TRAFFIC_PAGE * 2 + 7);
    const seen: string[] = [];
    let before: TrafficWish['before'] = null;
    for (;;) {
      const page = await as(officer, (tx) => readTraffic(tx, officer, CONNECTOR, { ...ALL, before }));
      seen.push(...page.rows.map((row) => row.id));
      if (page.next === null) break;
      before = page.next;
    }
    expect(seen).toEqual(ids.toSorted().toReversed());
  });

  test('is of one civil day in Shanghai, and of what is filtered by', async () => {
    await put(1, { sentAt: new Date('2026-04-21T00:00:00+08:00') });
    await put(1, { sentAt: new Date('2026-04-20T23:59:59.999+08:00') });
    await put(2, { officer: clerk.id, service: 'funeral-service', answer: null });
    const count = async (wish: Partial<TrafficWish>) =>
      (await as(officer, (tx) => readTraffic(tx, officer, CONNECTOR, { ...ALL, ...wish }))).rows.length;
    expect(await count({})).toBe(3);
    expect(await count({ officer: clerk.id })).toBe(2);
    expect(await count({ officer: 'system' })).toBe(1);
    expect(await count({ service: 'funeral-service' })).toBe(2);
    expect(await count({ answer: 'waiting' })).toBe(2);
    expect(await count({ answer: 'confirmed' })).toBe(1);
    expect(await count({ purpose: 'anything else' })).toBe(0);
  });

  test('names no person, and is the own department’s alone', async () => {
    await put(1, { subjectKey: 'index of a person' });
    const page = await as(officer, (tx) => readTraffic(tx, officer, CONNECTOR, ALL));
    expect(JSON.stringify(page)).not.toContain('index of a person');
    for (const actor of await strangers())
      expect(await refused(as(actor, (tx) => readTraffic(tx, actor, CONNECTOR, ALL)))).toBe(true);
  });
});

test('today’s use is what the quota has counted; bars and pace are of what was really asked', async () => {
  await city.superuser.query(`insert into quota_use values ('connector:${CONNECTOR}', '2026-04-21', 42)`);
  await put(3, { sentAt: minutesAgo(10), ms: 80 });
  await put(1, { sentAt: minutesAgo(20), answer: 'unavailable', cause: 'down', ms: 5_000 });
  await put(1, { sentAt: minutesAgo(20), answer: 'unavailable', cause: 'quota' });
  await put(1, { sentAt: new Date('2026-04-21T09:30:00+08:00') });
  const usage = await as(officer, (tx) => readUsage(tx, officer, NOW, CONNECTOR));
  expect(usage).toMatchObject({ used: 42, pace: { sent: 4, told: 3, median: 80 } });
  expect([usage.hours[9], usage.hours[13], usage.hours.length]).toEqual([1, 5, 24]);
  for (const actor of await strangers())
    expect(await refused(as(actor, (tx) => readUsage(tx, actor, NOW, CONNECTOR)))).toBe(true);
});

describe('the report card', () => {
  const read = (actor: Actor = officer) =>
    as(actor, (tx) => readReportCard(tx, actor, CONNECTOR, CivilDate.parse('2026-04-21')));

  test('counts by its definitions: what was held back or used again is no failure of the department', async () => {
    await put(6, { ms: 100 });
    await put(2, { answer: 'no_record', ms: 200 });
    await put(1, { answer: 'unavailable', cause: 'timeout', ms: 5_000 });
    await put(1, { answer: 'contradicted', overturned: true, ms: 300 });
    await put(3, { answer: 'unavailable', cause: 'suspended' });
    await put(3, { answer: 'unavailable', cause: 'quota' });
    await put(2, { answer: 'not_permitted' });
    await put(4, { answer: null });
    await put(2, { sentAt: new Date('2026-03-31T23:59:59+08:00') });
    const { current, before, month } = await read();
    expect(month).toBe('2026-04');
    expect(current.own).toMatchObject({
      sent: 10,
      availability: 0.9,
      medianMs: 100,
      noRecord: 2 / 9,
      overturned: 1 / 9,
    });
    expect(before.own).toMatchObject({ sent: 2, availability: 1 });
  });

  test('counts a paper once for a case and requirement, also where the answer was used again', async () => {
    const { rows } = await city.superuser.query<{ step: never }>('select id as step from steps limit 1');
    await put(2, { requirement: 'insured' });
    await put(2, { requirement: 'certificate' });
    await put(1, { requirement: 'kin', reusedFrom: rows[0]?.step ?? null });
    await put(1, { requirement: 'kin', answer: 'no_record' });
    const { current } = await read();
    const { rows: sparing } = await city.superuser.query<{ id: string }>(
      `select r ->> 'id' as id from service_versions v, jsonb_array_elements(v.document -> 'requirements') r
       where v.id = 'survivor-benefit' and r -> 'paperSpared' <> 'null'::jsonb`,
    );
    const asked = ['insured', 'certificate', 'kin'].filter((each) =>
      sparing.some(({ id: one }) => one === each),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(current.own?.papersSaved).toBe(asked.length);
  });

  test('stands beside the median of the city’s connectors, and says of none of them which it is', async () => {
    await put(4, { ms: 100 });
    await put(4, { ms: 300, connector: OTHER });
    await put(3, { ms: 900, connector: THIRD });
    await put(1, { ms: 900, connector: THIRD, answer: 'unavailable', cause: 'down' });
    const { current } = await read();
    expect(current.city).toMatchObject({ sent: 3, medianMs: 300, availability: 1 });
    expect(JSON.stringify(current)).not.toContain(OTHER);
  });

  test('of a month without questions has nothing to show, and is the own department’s alone', async () => {
    expect(await read()).toMatchObject({ current: { own: null, city: null }, before: { own: null } });
    for (const actor of await strangers()) expect(await refused(read(actor))).toBe(true);
  });
});

describe('the export', () => {
  const EVER = { from: null, to: null };
  const all = async (range = EVER, actor: Actor = officer) =>
    collect(await beginExport(city.portal, actor, NOW, CONNECTOR, range));

  test('has every exchange once, oldest first, with its leaves, and is in the ledger before the first row', async () => {
    const before = (await listLeaves(city, 'exported')).length;
    const ids = await put(1_203);
    const rows = await beginExport(city.portal, officer, NOW, CONNECTOR, EVER);
    expect((await listLeaves(city, 'exported')).length).toBe(before + 1);
    const exported = await collect(rows);
    expect(exported.map((row) => row.id)).toEqual(ids.toSorted());
    expect(exported.every(({ sentLeaf }) => sentLeaf === 'leaf')).toBe(true);
  });

  test('of some days holds both of them whole', async () => {
    await put(1, { sentAt: new Date('2026-04-19T23:59:59.999+08:00') });
    await put(1, { sentAt: new Date('2026-04-20T00:00:00+08:00') });
    await put(1, { sentAt: new Date('2026-04-21T23:59:59.999+08:00') });
    await put(1, { sentAt: new Date('2026-04-22T00:00:00+08:00') });
    const range = { from: CivilDate.parse('2026-04-20'), to: TODAY };
    expect(await collect(await beginExport(city.portal, officer, NOW, CONNECTOR, range))).toHaveLength(2);
  });

  test('carries no index of a person and no body', async () => {
    await put(1, { subjectKey: 'index of a person' });
    const [row] = await all();
    expect(Object.keys(row ?? {})).not.toContain('bodies');
    expect(JSON.stringify(row)).not.toContain('index of a person');
  });

  test('is the own department’s alone: for others nothing is read and nothing is written', async () => {
    const before = (await listLeaves(city, 'exported')).length;
    for (const actor of await strangers()) expect(await refused(all(EVER, actor))).toBe(true);
    expect((await listLeaves(city, 'exported')).length).toBe(before);
  });
});

test('what was asked for a case is for its parties, and for nobody else’s', async () => {
  await put(2);
  expect((await as(party, (tx) => readAskedOfCase(tx, party, id))).rows).toHaveLength(2);
  const stranger = await addAnyResident(city);
  for (const actor of [stranger, officer, foreigner])
    expect(await refused(as(actor, (tx) => readAskedOfCase(tx, actor, id)))).toBe(true);
});
