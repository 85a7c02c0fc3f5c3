import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestCity, type Staff, type TestCity } from '../testing/city.ts';
import {
  addOfficers,
  conformingVersion,
  documentOf,
  draftVersion,
  HEALTH,
  runTask,
  VIEW_TYPED,
} from '../testing/console.ts';
import { asBroker, asPortal, problemOf } from '../testing/outcome.ts';
import { listLeaves } from '../testing/tables.ts';
import { saveDraftDocument, saveDraftStep } from './change-draft.ts';
import { deprecateVersion, retireSunset, sunsetAfter } from './deprecate-version.ts';
import { beginDraft, makeVersion, readDraft } from './draft-version.ts';
import { goLive, obstaclesOf, signVersion } from './go-live.ts';
import { readConnector } from './read-connector.ts';
import { requestTask } from './request-task.ts';
import { completeTask, takeTask } from './run-task.ts';
import { setCredential } from './set-credential.ts';

/** Of the throw-away broker (flow/testing/keys.ts). */
const SEAL_TO = JSON.parse(process.env.SEALING_PUBLIC_KEY ?? '');

let city: TestCity;
let maker: Staff;
let second: Staff;
let other: Staff;

beforeAll(async () => {
  city = await openTestCity();
  ({ maker, second, other } = await addOfficers(city));
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('update connectors set live_version = null');
  await city.superuser.query('delete from connector_versions');
  await city.superuser.query('delete from connector_tasks');
  await city.superuser.query('delete from connector_drafts');
});

const credential = (text: string) => ({ slots: ['main'], credential: text, sealTo: SEAL_TO });
const sign = (by: Staff, version: number) =>
  problemOf(asPortal(city, by, (tx) => signVersion(tx, by, NOW, HEALTH, version)));
const live = (by: Staff, version: number, from: 'now' | 'end_of_present' = 'now') =>
  problemOf(asPortal(city, by, (tx) => goLive(tx, by, NOW, HEALTH, version, from)));
const view = () => asPortal(city, maker, (tx) => readConnector(tx, maker, NOW, HEALTH));
const stateOf = async (version: number) =>
  (await view()).versions.find((each) => each.version === version)?.state;

describe('nothing goes live', () => {
  test('before a test call has succeeded, the suite is green and a second officer has signed', async () => {
    const version = await draftVersion(city, maker);
    expect([await sign(second, version), await live(second, version)]).toEqual([
      'not_allowed',
      'not_allowed',
    ]);
    await runTask(city, maker, version, 'test_call', false);
    expect(await stateOf(version)).toBe('draft');
    await runTask(city, maker, version, 'test_call');
    expect([await sign(second, version), await live(second, version)]).toEqual([
      'not_allowed',
      'not_allowed',
    ]);
    await runTask(city, maker, version, 'conformance', false);
    expect([await sign(second, version), await live(second, version)]).toEqual([
      'not_allowed',
      'not_allowed',
    ]);
    await runTask(city, maker, version, 'conformance');
    expect([await live(second, version), await sign(maker, version)]).toEqual([
      'not_allowed',
      'not_permitted',
    ]);
    expect([await sign(second, version), await live(maker, version)]).toEqual(['none', 'none']);
    expect((await view()).row.liveVersion).toBe(version);
  });

  test('after a later report of the suite that is not green, until one is again', async () => {
    const version = await conformingVersion(city, maker);
    await runTask(city, maker, version, 'conformance', false);
    expect(await sign(second, version)).toBe('not_allowed');
    await runTask(city, maker, version, 'conformance');
    expect(await sign(second, version)).toBe('none');
    await runTask(city, maker, version, 'conformance', false);
    expect(await live(second, version)).toBe('not_allowed');
  });

  test('of a version whose suite was asked for before any test call', async () => {
    const version = await draftVersion(city, maker);
    const asked = asPortal(city, maker, (tx) =>
      requestTask(tx, maker, NOW, HEALTH, version, { kind: 'conformance', samples: {}, bypass: {} }),
    );
    expect(await problemOf(asked)).toBe('not_allowed');
  });

  test('by what another version has shown', async () => {
    await conformingVersion(city, maker);
    const changed = await draftVersion(city, maker, { ...VIEW_TYPED, lagHours: '48' });
    expect(obstaclesOf((await view()).versions[0] ?? expect.fail('no version'))).toEqual([
      'not_tested',
      'not_conforming',
      'not_signed',
    ]);
    expect(await live(second, changed)).toBe('not_allowed');
  });
});

describe('with the database as the only guard, the portal', () => {
  const attempt = (by: Staff, text: string) =>
    asPortal(city, by, (tx) => tx.$client.query(text)).then(
      ({ rowCount }) => `${rowCount} rows`,
      (error: { code?: string }) => error.code,
    );
  const DENIED = '42501';
  const BROKEN_RULE = '23514';

  test.each([
    ['says that a version was tested', 'set tested_at = now()', DENIED],
    ['says that a version conforms', 'set conforming_at = now()', DENIED],
    ['changes what a version says', "set document = '{}'", DENIED],
    ['makes a draft live', "set state = 'live', live_at = now()", BROKEN_RULE],
    ['signs in another’s name', "set signed_by = 'staf_0198a000-0000-7000-8000-000000000001'", BROKEN_RULE],
  ])('never %s', async (_what, change, code) => {
    await draftVersion(city, maker);
    expect(await attempt(second, `update connector_versions ${change}`)).toBe(code);
  });

  test('never has the maker sign, nor a signed version signed over', async () => {
    const version = await conformingVersion(city, maker);
    expect(await attempt(maker, `update connector_versions set signed_by = '${maker.id}'`)).toBe(BROKEN_RULE);
    expect(await sign(second, version)).toBe('none');
    expect(await attempt(second, 'update connector_versions set signed_by = null')).toBe(BROKEN_RULE);
  });

  test('never lets a version answer that is not live', async () => {
    const version = await conformingVersion(city, maker);
    const naming = `update connectors set live_version = ${version} where id = 'health'`;
    expect(await attempt(second, naming)).toBe(BROKEN_RULE);
  });

  test('never reads a credential back', async () => {
    await asPortal(city, maker, (tx) => setCredential(tx, maker, NOW, HEALTH, credential('geheim-1')));
    expect(await attempt(maker, 'select sealed from connector_credentials')).toBe(DENIED);
    expect(await attempt(maker, 'select slot, set_by, set_at from connector_credentials')).toBe('1 rows');
    const { credentials, tails } = await view();
    expect(credentials).toMatchObject([{ slot: 'main', setBy: maker.id }]);
    expect(tails.get(maker.id)).toBe(maker.tail);
    expect(JSON.stringify(await listLeaves(city, 'credential.set'))).not.toContain('geheim');
  });

  test.each(['connector_versions', 'connector_tasks', 'connector_drafts', 'connector_credentials'])(
    'shows an officer of another department nothing of %s, and lets nothing be written',
    async (table) => {
      const version = await conformingVersion(city, maker);
      await asPortal(city, maker, (tx) => setCredential(tx, maker, NOW, HEALTH, credential('x')));
      const columns = table === 'connector_credentials' ? 'connector, slot' : '*';
      expect(await attempt(other, `select ${columns} from ${table}`)).toBe('0 rows');
      expect(await attempt(other, "update connector_versions set state = 'retired'")).toBe('0 rows');
      await attempt(other, 'update connectors set daily_limit = 1');
      expect((await view()).row.dailyLimit).toBe(10_000);
      const foreign = `insert into connector_credentials values ('cred_x', 'health', 'main', 'x', '${other.id}', now())`;
      expect(await attempt(other, foreign)).toBe(DENIED);
      expect(await stateOf(version)).toBe('conforming');
    },
  );

  test('takes no task whose report is written with it', async () => {
    const version = await draftVersion(city, maker);
    const forged = `insert into connector_tasks values ('task_x', 'health', ${version}, 'health', 'test_call', '{}',
      '${maker.id}', now(), null, now(), '{"ok":true,"checks":[]}')`;
    expect(await attempt(maker, forged)).toBe(DENIED);
  });
});

describe('a version', () => {
  test('that is unchanged is not made twice, and one that is changed gets a number and sources of its own', async () => {
    const first = await draftVersion(city, maker);
    const again = await asPortal(city, maker, (tx) => makeVersion(tx, maker, NOW, HEALTH));
    expect(again).toBe(first);
    const moved = await draftVersion(city, maker, { ...VIEW_TYPED, host: 'db2.health.example' });
    expect(moved).toBe(first + 1);
    const [before, after] = [await documentOf(city, first), await documentOf(city, moved)];
    expect(after.sources[0]?.id).not.toBe(before.sources[0]?.id);
  });

  test('that is reached as before keeps the id of its source, and with it the credential', async () => {
    const first = await draftVersion(city, maker);
    const second = await draftVersion(city, maker, { ...VIEW_TYPED, lagHours: '72' });
    const [before, after] = [await documentOf(city, first), await documentOf(city, second)];
    expect(after.sources.map(({ id }) => id)).toEqual(before.sources.map(({ id }) => id));
  });

  test('retires the one before it at once', async () => {
    const first = await conformingVersion(city, maker);
    await sign(second, first);
    await live(maker, first);
    const next = await conformingVersion(city, maker, { ...VIEW_TYPED, lagHours: '48' });
    await sign(second, next);
    expect(await live(maker, next)).toBe('none');
    expect([await stateOf(first), await stateOf(next)]).toEqual(['retired', 'live']);
  });

  test('can wait for the announced end of the one before it, which answers until then', async () => {
    const first = await conformingVersion(city, maker);
    await sign(second, first);
    await live(maker, first);
    const next = await conformingVersion(city, maker, { ...VIEW_TYPED, lagHours: '48' });
    await sign(second, next);
    expect(await live(maker, next, 'end_of_present')).toBe('not_allowed');
    await asPortal(city, maker, (tx) => deprecateVersion(tx, maker, NOW, HEALTH, first, 30));
    expect(await live(maker, next, 'end_of_present')).toBe('none');
    expect((await view()).row.liveVersion).toBe(first);
    const end = sunsetAfter(NOW, 30);
    expect(end.toISOString()).toBe('2026-05-21T16:00:00.000Z');
    expect(await asBroker(city, (tx) => retireSunset(tx, new Date(end.getTime() - 1)))).toBe(0);
    expect(await asBroker(city, (tx) => retireSunset(tx, end))).toBe(1);
    expect((await view()).row.liveVersion).toBe(next);
    expect([await stateOf(first), await stateOf(next)]).toEqual(['retired', 'live']);
  });

  test('whose end has come with none to follow leaves the connector without an answer', async () => {
    const only = await conformingVersion(city, maker);
    await sign(second, only);
    await live(maker, only);
    await asPortal(city, maker, (tx) => deprecateVersion(tx, maker, NOW, HEALTH, only, 30));
    await asBroker(city, (tx) => retireSunset(tx, sunsetAfter(NOW, 30)));
    expect((await view()).row.liveVersion).toBeNull();
  });

  test('leaves in the ledger who made, tried, signed and put it live', async () => {
    const version = await conformingVersion(city, maker);
    await sign(second, version);
    await live(maker, version);
    const about = async (kind: string) =>
      (await listLeaves(city, kind)).filter(({ refs }) =>
        JSON.stringify(refs).includes(`"version":${version}`),
      );
    expect((await about('connector.signed')).at(-1)).toMatchObject({ actor: second.id });
    expect((await about('connector.live')).at(-1)).toMatchObject({ actor: maker.id });
    expect((await about('connector.changed')).length).toBeGreaterThanOrEqual(5);
  });
});

describe('a draft', () => {
  test('keeps what cannot be taken yet, names it by its field, and comes to no version', async () => {
    await asPortal(city, maker, async (tx) => {
      await beginDraft(tx, maker, NOW, { connector: HEALTH, isNew: false, title: '', way: 'view' });
      await saveDraftStep(tx, maker, NOW, HEALTH, { ...VIEW_TYPED, port: 'viele', host: '', 'p1-id': '' });
    });
    const { draft, composed } = await asPortal(city, second, (tx) => readDraft(tx, second, HEALTH));
    expect(draft.typed.port).toBe('viele');
    expect(composed.faults.where).toEqual({ port: 'wrong', host: 'missing' });
    const made = asPortal(city, maker, (tx) => makeVersion(tx, maker, NOW, HEALTH));
    expect(await problemOf(made)).toBe('not_allowed');
  });

  test('can be a whole document, whose problems are named by their paths', async () => {
    const version = await draftVersion(city, maker);
    const document = await documentOf(city, version);
    const [source] = document.sources;
    const broken = { ...document, department: 'card-bank', sources: [{ ...source, precedence: 900 }] };
    const paste = (text: string) =>
      asPortal(city, maker, (tx) => saveDraftDocument(tx, maker, NOW, HEALTH, text)).then(
        ({ composed }) => composed.problems,
      );
    expect(await paste('{')).toEqual([{ path: '', kind: 'not_json', expected: '' }]);
    expect(await paste(JSON.stringify(broken))).toEqual([
      { path: 'sources[0].precedence', kind: 'too_big', expected: '100' },
    ]);
    expect(await paste(JSON.stringify({ ...document, department: 'card-bank' }))).toEqual([
      { path: 'department', kind: 'other_department', expected: 'health' },
    ]);
    expect(await paste(JSON.stringify(document))).toEqual([]);
  });

  test('of a new connector begins under an id that nobody has, and answers nothing', async () => {
    const begin = (connector: string, title = '旧档案') =>
      asPortal(city, maker, (tx) =>
        beginDraft(tx, maker, NOW, { connector, isNew: true, title, way: 'file' }),
      );
    expect(await begin('civil-affairs')).toEqual({ faults: { newId: 'taken' } });
    expect(await begin('Health 2', '')).toEqual({ faults: { newId: 'wrong', title: 'missing' } });
    expect(await begin('health-archive')).toEqual({ connector: 'health-archive', step: 'evidence' });
    const { rows } = await city.superuser.query("select * from connectors where id = 'health-archive'");
    expect(rows).toMatchObject([{ department_id: 'health', live_version: null }]);
  });
});

test('a task whose lease has passed to another broker writes nothing', async () => {
  const version = await draftVersion(city, maker);
  const input = {
    kind: 'test_call' as const,
    question: {
      evidence: 'E-DTH-MED',
      subjects: [{ name: '周', idNumber: '990102195803150018' }],
      given: {},
    },
  };
  await asPortal(city, maker, (tx) => requestTask(tx, maker, NOW, HEALTH, version, input));
  const later = new Date(NOW.getTime() + 61_000);
  const slow = await asBroker(city, (tx) => takeTask(tx, NOW, 60_000));
  expect(await asBroker(city, (tx) => takeTask(tx, NOW, 60_000))).toBeUndefined();
  const quick = await asBroker(city, (tx) => takeTask(tx, later, 60_000));
  if (slow === undefined || quick === undefined) return expect.fail('the task is taken twice');
  await asBroker(city, (tx) => completeTask(tx, later, slow.task, { ok: true, checks: [] }));
  expect(await stateOf(version)).toBe('draft');
  await asBroker(city, (tx) => completeTask(tx, later, quick.task, { ok: true, checks: [] }));
  expect(await stateOf(version)).toBe('tested');
});
