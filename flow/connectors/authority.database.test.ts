import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#db/with-tx.ts';
import { DepartmentId, type GrantId } from '#domain/ids.ts';
import { type Actor, type DepartmentPermission, holds } from '#domain/permission.ts';
import { approveGrant, narrowGrant, refuseGrant } from '../grants/decide-grant.ts';
import { listCityGrants, listDepartmentGrants } from '../grants/list-grants.ts';
import { requestGrant } from '../grants/request-grant.ts';
import {
  addAnyResident,
  addStaff,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from '../testing/city.ts';
import { addOfficers, conformingVersion, HEALTH } from '../testing/console.ts';
import { asPortal, problemOf } from '../testing/outcome.ts';
import { discardDraft, returnToSteps, saveDraftDocument, saveDraftStep } from './change-draft.ts';
import { deprecateVersion } from './deprecate-version.ts';
import { beginDraft, makeVersion, readDraft } from './draft-version.ts';
import { goLive, signVersion } from './go-live.ts';
import { listConnectors } from './list-connectors.ts';
import { readConnector } from './read-connector.ts';
import { readVersion } from './read-version.ts';
import { requestTask } from './request-task.ts';
import { setCredential } from './set-credential.ts';
import { setLimits } from './set-limits.ts';

const ROLES = ['clerk', 'senior_clerk', 'department_officer', 'city_administrator'] as const;

let city: TestCity;
let resident: Resident;
let version: number;
let requested: GrantId;
let active: GrantId;
let staff: { name: string; actor: Staff; isOwn: boolean }[];

beforeAll(async () => {
  city = await openTestCity();
  resident = await addAnyResident(city);
  const officers = await addOfficers(city);
  version = await conformingVersion(city, officers.maker);
  staff = [];
  for (const role of ROLES)
    for (const department of ['health', 'civil-affairs']) {
      const number = `9901008${staff.length}`;
      const actor = await addStaff(city, number, [role], '990100', DepartmentId.parse(department));
      staff.push({ name: `${role} of ${department}`, actor, isOwn: department === 'health' });
    }
  const administrator = staff.find(({ actor }) => actor.roles.includes('city_administrator'))?.actor;
  if (administrator === undefined) return expect.fail('there is an administrator');
  const asked = await asPortal(city, administrator, (tx) => requestGrant(tx, administrator, NOW, REQUEST));
  if ('faults' in asked) return expect.fail('the request is taken');
  requested = asked.grant;
  const { rows } = await city.superuser.query<{ id: GrantId }>(
    "select id from grants where connector = 'health' and state = 'active' limit 1",
  );
  active = rows[0]?.id ?? expect.fail('the department has granted something');
});
afterAll(() => city.close());

type Verb = (tx: Tx, actor: Actor) => Promise<unknown>;
const LIMITS = { dailyLimit: 10, timeoutMs: 1000, width: 4, reserve: 0, reserveUntil: 20 };
const REQUEST = {
  service: 'survivor-benefit',
  requirement: 'certificate',
  evidence: 'E-DTH-MED',
  connector: HEALTH,
  perDay: 10,
  share: 0,
  priority: 'normal' as const,
  reuse: 'none' as const,
  reuseHours: 24,
  validFrom: '2026-06-01',
  validTo: '2026-12-31',
  riskNote: '只问日期。',
};
const QUESTION = {
  evidence: 'E-DTH-MED',
  given: {},
  subjects: [{ name: '周建国', idNumber: '990102195803150018' }],
};
const NARROWED = { fields: ['deathDate'], perDay: 1, reuse: 'none' as const, reuseHours: 1, validTo: null };
const sealTo = JSON.parse(process.env.SEALING_PUBLIC_KEY ?? '{}');

/** Every verb about one of the department's own things, under the permission that it needs. */
const VERBS: Partial<Record<DepartmentPermission, Record<string, Verb>>> = {
  'read:connector:department': {
    readConnector: (tx, actor) => readConnector(tx, actor, NOW, HEALTH),
    readVersion: (tx, actor) => readVersion(tx, actor, NOW, HEALTH, version),
    readDraft: (tx, actor) => readDraft(tx, actor, HEALTH),
  },
  'connect:connector:department': {
    beginDraft: (tx, actor) =>
      beginDraft(tx, actor, NOW, { connector: HEALTH, isNew: false, title: '', way: 'view' }),
    saveDraftStep: (tx, actor) => saveDraftStep(tx, actor, NOW, HEALTH, { host: 'x' }),
    saveDraftDocument: (tx, actor) => saveDraftDocument(tx, actor, NOW, HEALTH, '{}'),
    returnToSteps: (tx, actor) => returnToSteps(tx, actor, NOW, HEALTH),
    discardDraft: (tx, actor) => discardDraft(tx, actor, HEALTH),
    makeVersion: (tx, actor) => makeVersion(tx, actor, NOW, HEALTH),
    setLimits: (tx, actor) => setLimits(tx, actor, NOW, HEALTH, LIMITS),
    setCredential: (tx, actor) =>
      setCredential(tx, actor, NOW, HEALTH, { slots: ['main'], credential: 'x', sealTo }),
    requestTask: (tx, actor) =>
      requestTask(tx, actor, NOW, HEALTH, version, { kind: 'test_call', question: QUESTION }),
    deprecateVersion: (tx, actor) => deprecateVersion(tx, actor, NOW, HEALTH, version, 30),
  },
  'sign:connector:department': {
    signVersion: (tx, actor) => signVersion(tx, actor, NOW, HEALTH, version),
    goLive: async (tx, actor) => {
      await signVersion(tx, actor, NOW, HEALTH, version);
      return goLive(tx, actor, NOW, HEALTH, version, 'now');
    },
  },
  'decide:grant:department': {
    approveGrant: (tx, actor) => approveGrant(tx, actor, NOW, requested, ''),
    refuseGrant: (tx, actor) => refuseGrant(tx, actor, NOW, requested, '另有来源'),
  },
  'narrow:grant:department': {
    narrowGrant: (tx, actor) => narrowGrant(tx, actor, NOW, active, NARROWED, ''),
  },
};

class Undone extends Error {}

/** What a verb comes to for an actor; whatever it did is undone. */
function problemFor(actor: Actor, verb: Verb): Promise<string> {
  const attempt = asPortal(city, actor, async (tx) => {
    await verb(tx, actor);
    throw new Undone();
  });
  return problemOf(
    attempt.catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    }),
  );
}

const cases = Object.entries(VERBS).flatMap(([permission, verbs]) =>
  Object.entries(verbs).map(([name, verb]) => [name, permission as DepartmentPermission, verb] as const),
);

test.each(cases)('%s is for officers of the department alone', async (name, permission, verb) => {
  for (const { name: who, actor, isOwn } of staff) {
    const wanted = !holds(actor, permission) ? 'not_permitted' : isOwn ? 'none' : 'not_found';
    // No version of this city is live, so that none can end.
    const found = await problemFor(actor, verb);
    expect([who, found]).toEqual([
      who,
      name === 'deprecateVersion' && wanted === 'none' ? 'not_allowed' : wanted,
    ]);
  }
  expect(await problemFor(resident, verb)).toBe('not_found');
});

describe('lists', () => {
  test('of connectors and of grants are the own department’s', async () => {
    for (const { name, actor, isOwn } of staff.filter(({ actor }) =>
      holds(actor, 'read:connector:department'),
    )) {
      const { connectors } = await asPortal(city, actor, (tx) => listConnectors(tx, actor, NOW));
      const grants = await asPortal(city, actor, (tx) => listDepartmentGrants(tx, actor, NOW));
      const seen = [
        connectors.some(({ row }) => row.id === HEALTH),
        grants.some(({ grant }) => grant.id === active),
      ];
      expect([name, ...seen]).toEqual([name, isOwn, isOwn]);
    }
  });

  test('are nobody else’s', async () => {
    for (const { name, actor } of staff) {
      const isOfficer = holds(actor, 'read:connector:department');
      const isAdministrator = holds(actor, 'request:grant:city');
      expect([
        name,
        await problemFor(actor, (tx) => listConnectors(tx, actor, NOW)),
        await problemFor(actor, (tx) => listCityGrants(tx, actor, NOW)),
      ]).toEqual([name, isOfficer ? 'none' : 'not_permitted', isAdministrator ? 'none' : 'not_permitted']);
    }
  });

  test('are not there for an officer whom the identity platform gives no department', async () => {
    const adrift = await addStaff(city, '99010099', ['department_officer'], '990100');
    expect(await problemFor(adrift, (tx) => listConnectors(tx, adrift, NOW))).toBe('not_found');
  });
});
