import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConnectorId, type GrantId } from '#domain/ids.ts';
import { addStaff, NOW, openTestCity, type Staff, type TestCity } from '../testing/city.ts';
import { addOfficers } from '../testing/console.ts';
import { asPortal, problemOf } from '../testing/outcome.ts';
import { listLeaves } from '../testing/tables.ts';
import { approveGrant, type Narrowing, narrowGrant, narrowingFaults, refuseGrant } from './decide-grant.ts';
import { listCityGrants, listDepartmentGrants, readGrant } from './list-grants.ts';
import { type GrantRequest, requestGrant } from './request-grant.ts';

let city: TestCity;
let administrator: Staff;
let officer: Staff;
let other: Staff;
let clerk: Staff;

beforeAll(async () => {
  city = await openTestCity();
  ({ maker: officer, other } = await addOfficers(city));
  administrator = await addStaff(city, '99010080', ['city_administrator'], '990100');
  clerk = await addStaff(city, '99010281', ['clerk']);
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('delete from grants where requested_by is not null');
  await city.superuser.query('update grants set valid_to = null');
});

const REQUEST: GrantRequest = {
  service: 'survivor-benefit',
  requirement: 'certificate',
  evidence: 'E-DTH-MED',
  connector: ConnectorId.parse('health'),
  perDay: 2000,
  share: 100,
  priority: 'normal',
  reuse: 'application',
  reuseHours: 24,
  validFrom: '2026-05-01',
  validTo: '2027-04-30',
  riskNote: '只问去世日期和类别，不问死亡原因；结果随办件封存。',
};
const ask = (request: Partial<GrantRequest> = {}, by = administrator) =>
  asPortal(city, by, (tx) => requestGrant(tx, by, NOW, { ...REQUEST, ...request }));
async function asked(request: Partial<GrantRequest> = {}): Promise<GrantId> {
  const outcome = await ask(request);
  if ('faults' in outcome) return expect.fail(JSON.stringify(outcome.faults));
  return outcome.grant;
}
const approve = (id: GrantId, by = officer) =>
  problemOf(asPortal(city, by, (tx) => approveGrant(tx, by, NOW, id, '')));
const refuse = (id: GrantId, by = officer) =>
  problemOf(asPortal(city, by, (tx) => refuseGrant(tx, by, NOW, id, '同一事实已由户籍注销提供。')));
const read = (id: GrantId, by = administrator) => asPortal(city, by, (tx) => readGrant(tx, by, NOW, id));

describe('a request', () => {
  test('says what the service definition says, whatever is sent', async () => {
    const { grant } = await read(await asked());
    expect(grant).toMatchObject({
      fields: ['deathDate', 'causeClass'],
      state: 'requested',
      riskNote: REQUEST.riskNote,
      purpose: '核实去世日期和类别（正常或非正常），不查死亡原因',
    });
  });

  test.each([
    ['what no service has to ask', { requirement: 'certificate', evidence: 'E-MAR' }],
    ['a connector that cannot vouch for it', { connector: ConnectorId.parse('card-bank') }],
  ])('for %s is for nothing', async (_what, request) => {
    expect(await problemOf(ask(request))).toBe('not_found');
  });

  test('has to begin today or later, to end after that, and to keep no more than it may spend', async () => {
    const faults = { validFrom: 'past', validTo: 'before_start', share: 'over_limit' };
    expect(await ask({ validFrom: '2026-04-20', validTo: '2026-04-20', share: 9999 })).toEqual({ faults });
  });

  test('is not made twice, but again after a refusal', async () => {
    const id = await asked();
    expect(await ask()).toEqual({ faults: { validFrom: 'exists' } });
    expect(await refuse(id)).toBe('none');
    await asked();
  });

  test('shows both sides by when it is to be answered: ten working days', async () => {
    const id = await asked();
    expect((await read(id)).asked?.due).toEqual({ date: '2026-05-08' });
    expect((await read(id, officer)).asked?.due).toEqual({ date: '2026-05-08' });
  });
});

describe('the department', () => {
  test('approves, and the earlier grant for the same thing ends the day before', async () => {
    const id = await asked();
    expect(await approve(id)).toBe('none');
    const grants = await asPortal(city, officer, (tx) => listDepartmentGrants(tx, officer, NOW));
    const same = grants.filter(
      ({ grant }) => grant.service === 'survivor-benefit' && grant.evidence === 'E-DTH-MED',
    );
    expect(same.map(({ grant, standing }) => [grant.id === id, standing, grant.validTo])).toEqual([
      [true, 'coming', '2027-04-30'],
      [false, 'active', '2026-04-30'],
    ]);
    expect(await approve(id)).toBe('stale');
  });

  test('refuses with a reason, which whoever has asked reads', async () => {
    const id = await asked();
    const silent = asPortal(city, officer, (tx) => refuseGrant(tx, officer, NOW, id, ' '));
    await expect(silent).rejects.toThrow();
    expect(await refuse(id)).toBe('none');
    const { changes, standing } = await read(id);
    expect(standing).toBe('refused');
    expect(changes.map(({ what, note }) => [what, note])).toEqual([
      ['requested', REQUEST.riskNote],
      ['refused', '同一事实已由户籍注销提供。'],
    ]);
  });

  test('narrows an active grant, and the history says what and by whom', async () => {
    const id = await asked();
    await approve(id);
    const to: Narrowing = {
      fields: ['deathDate'],
      perDay: 500,
      reuse: 'none',
      reuseHours: 24,
      validTo: '2026-12-31',
    };
    const narrow = () =>
      asPortal(city, officer, (tx) => narrowGrant(tx, officer, NOW, id, to, '数据迁移期间'));
    expect(await narrow()).toEqual({});
    const { grant, changes, tails } = await read(id);
    expect(grant).toMatchObject(to);
    expect(changes.at(-1)).toMatchObject({
      what: 'narrowed',
      note: '数据迁移期间',
      by: officer.id,
      changes: { perDay: [2000, 500], fields: [['deathDate', 'causeClass'], ['deathDate']] },
    });
    expect(tails.get(officer.id)).toBe('71');
    expect((await listLeaves(city, 'grant.changed')).at(-1)).toMatchObject({ actor: officer.id });
  });

  test('never widens: more is a new request', async () => {
    const id = await asked();
    await approve(id);
    const same: Narrowing = {
      fields: ['deathDate', 'causeClass'],
      perDay: 2000,
      reuse: 'application',
      reuseHours: 24,
      validTo: '2027-04-30',
    };
    const wider = { ...same, perDay: 2001, reuse: 'purpose' as const, validTo: '2027-05-01' };
    const widened = await asPortal(city, officer, (tx) => narrowGrant(tx, officer, NOW, id, wider, ''));
    expect(widened).toEqual({ perDay: 'wider', reuse: 'wider', validTo: 'wider' });
    const sets = [
      'per_day = 2001',
      "reuse = 'purpose'",
      'valid_to = null',
      `fields = '["deathDate","cause"]'`,
    ];
    for (const set of sets) {
      const past = asPortal(city, officer, (tx) =>
        tx.$client.query(`update grants set ${set} where id = $1`, [id]),
      );
      await expect(past, set).rejects.toMatchObject({ code: '23514' });
    }
  });
});

test('whatever is taken as a narrowing gives nothing that was not given before', () => {
  const names = fc.subarray(['a', 'b', 'c']);
  const terms = fc.record({
    fields: names,
    perDay: fc.integer({ min: 0, max: 5 }),
    reuse: fc.constantFrom('none' as const, 'application' as const, 'purpose' as const),
    reuseHours: fc.integer({ min: 1, max: 3 }),
    validTo: fc.constantFrom(null, '2026-05-01', '2026-06-01'),
  });
  const order = { none: 0, application: 1, purpose: 2 };
  fc.assert(
    fc.property(terms, terms, (before, after) => {
      fc.pre(Object.keys(narrowingFaults(before, after, '2026-04-21')).length === 0);
      expect(after.fields.every((name) => before.fields.includes(name))).toBe(true);
      expect(after.perDay).toBeLessThanOrEqual(before.perDay);
      expect(order[after.reuse]).toBeLessThanOrEqual(order[before.reuse]);
      expect((after.validTo ?? '9') <= (before.validTo ?? '9')).toBe(true);
    }),
  );
});

describe('nobody else', () => {
  test('requests but a city administrator', async () => {
    expect([await problemOf(ask({}, officer)), await problemOf(ask({}, clerk))]).toEqual([
      'not_permitted',
      'not_permitted',
    ]);
  });

  test('decides, reads or narrows but the department that gives it', async () => {
    const id = await asked();
    expect([await approve(id, other), await refuse(id, other), await problemOf(read(id, other))]).toEqual([
      'not_found',
      'not_found',
      'not_found',
    ]);
    expect([
      await approve(id, clerk),
      await approve(id, administrator),
      await problemOf(read(id, clerk)),
    ]).toEqual(['not_permitted', 'not_permitted', 'not_found']);
    const list = await asPortal(city, other, (tx) => listDepartmentGrants(tx, other, NOW));
    expect(list.map(({ grant }) => grant.connector)).not.toContain('health');
    const direct = await asPortal(city, other, (tx) =>
      tx.$client.query('update grants set per_day = 0 where id = $1', [id]),
    );
    expect(direct.rowCount).toBe(0);
  });

  test('who has requested as an administrator decides as an officer', async () => {
    const both: Staff = { ...officer, roles: ['department_officer', 'city_administrator'] };
    const outcome = await ask({}, both);
    if ('faults' in outcome) return expect.fail('the request is taken');
    expect(await approve(outcome.grant, both)).toBe('not_permitted');
    const direct = asPortal(city, both, (tx) =>
      tx.$client.query("update grants set state = 'active', decided_by = $2 where id = $1", [
        outcome.grant,
        both.id,
      ]),
    );
    await expect(direct).rejects.toMatchObject({ code: '23514' });
  });
});

test('the administrator sees what services need that no department has been asked for', async () => {
  const { missing } = await asPortal(city, administrator, (tx) => listCityGrants(tx, administrator, NOW));
  expect(missing).toEqual([]);
  await city.superuser.query("update grants set valid_to = '2026-04-01' where evidence = 'E-CRM'");
  const later = await asPortal(city, administrator, (tx) => listCityGrants(tx, administrator, NOW));
  expect(later.missing.map(({ evidence }) => evidence.code)).toContain('E-CRM');
});
