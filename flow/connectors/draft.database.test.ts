import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestCity, type Staff, type TestCity } from '../testing/city.ts';
import {
  addOfficers,
  conformingVersion,
  documentOf,
  draftVersion,
  HEALTH,
  VIEW_TYPED,
} from '../testing/console.ts';
import { asPortal, problemOf } from '../testing/outcome.ts';
import { returnToSteps, saveDraftDocument, saveDraftStep } from './change-draft.ts';
import { beginDraft, makeVersion, readDraft } from './draft-version.ts';
import { goLive, signVersion } from './go-live.ts';
import { listConnectors } from './list-connectors.ts';
import { readVersion } from './read-version.ts';

let city: TestCity;
let maker: Staff;
let second: Staff;

beforeAll(async () => {
  city = await openTestCity();
  ({ maker, second } = await addOfficers(city));
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('update connectors set live_version = null');
  await city.superuser.query('delete from connector_versions');
  await city.superuser.query('delete from connector_tasks');
  await city.superuser.query('delete from connector_drafts');
});

const begin = (way: 'view' | 'native') =>
  asPortal(city, maker, (tx) =>
    beginDraft(tx, maker, NOW, { connector: HEALTH, isNew: false, title: '', way }),
  );
const paste = (document: object) =>
  asPortal(city, maker, (tx) => saveDraftDocument(tx, maker, NOW, HEALTH, JSON.stringify(document)));
const typeIn = (typed: Readonly<Record<string, string>>) =>
  asPortal(city, maker, (tx) => saveDraftStep(tx, maker, NOW, HEALTH, typed));
const read = () => asPortal(city, maker, (tx) => readDraft(tx, maker, HEALTH));
const make = () => asPortal(city, maker, (tx) => makeVersion(tx, maker, NOW, HEALTH));
const view = (version: number) => asPortal(city, maker, (tx) => readVersion(tx, maker, NOW, HEALTH, version));
const glance = async () => {
  const { connectors } = await asPortal(city, maker, (tx) => listConnectors(tx, maker, NOW));
  return connectors.find(({ row }) => row.id === HEALTH) ?? expect.fail('the connector is listed');
};

const words = { 'zh-CN': '旧档案', 'zh-TW': '舊檔案', en: 'Old registers' };

/** A document with more than the steps have fields for: two sources of one evidence type. */
async function richDocument() {
  const document = await documentOf(city, await draftVersion(city, maker));
  const [source] = document.sources;
  if (source === undefined) return expect.fail('a document has a source');
  return { ...document, sources: [source, { ...source, id: 'old-registers', title: words, precedence: 40 }] };
}

describe('a document that was written by hand', () => {
  test('is never overwritten by a step', async () => {
    const document = await richDocument();
    await begin('view');
    await paste(document);
    expect(await problemOf(typeIn({ host: 'elsewhere' }))).toBe('not_allowed');
    expect((await read()).composed.document?.sources).toHaveLength(2);
  });

  test('is given up when somebody says so, and the steps then show what it says', async () => {
    const document = await richDocument();
    await begin('native');
    await paste(document);
    const { draft } = await asPortal(city, maker, (tx) => returnToSteps(tx, maker, NOW, HEALTH));
    expect(draft).toMatchObject({ way: 'view', document: null, typed: { host: VIEW_TYPED.host } });
    expect(draft.kept).toHaveLength(2);
  });

  test('is what a further version begins with, where the steps cannot show all that the present one says', async () => {
    const document = await richDocument();
    await begin('view');
    await paste(document);
    await make();
    expect(await begin('view')).toEqual({ connector: HEALTH, step: 'document' });
    expect((await read()).composed.document).toEqual(document);
    expect(await begin('native')).toEqual({ connector: HEALTH, step: 'evidence' });
  });

  test('with mistakes leaves what was typed in the steps before', async () => {
    await begin('view');
    await typeIn({ host: 'db.example' });
    await paste({ id: 'health' });
    const { draft } = await asPortal(city, maker, (tx) => returnToSteps(tx, maker, NOW, HEALTH));
    expect(draft).toMatchObject({ document: null, typed: { host: 'db.example' } });
  });
});

describe('a private key that somebody pastes by mistake', () => {
  const key = { kid: 'a', kty: 'OKP', crv: 'Ed25519', x: 'public', d: 'nobody-may-read-this' };
  const url = 'https://data.health.example';
  const stored = async () =>
    JSON.stringify((await city.superuser.query('select * from connector_drafts')).rows);

  test('is refused in a step and kept nowhere', async () => {
    await begin('native');
    const { composed } = await typeIn({ evidence: 'E-DTH-MED', url, keys: JSON.stringify(key) });
    expect(composed.faults.where).toMatchObject({ keys: 'private_key' });
    expect(await stored()).not.toContain(key.d);
    expect(await problemOf(make())).toBe('not_allowed');
  });

  test('is refused in a document and kept nowhere', async () => {
    const document = await richDocument();
    await begin('native');
    const reach = { way: 'native', url, keys: [key] };
    const { composed } = await paste({
      ...document,
      sources: [{ ...document.sources[0], reach, rows: null }],
    });
    expect(composed.problems).toContainEqual({
      path: 'sources[0].reach.keys[0].d',
      kind: 'private_key',
      expected: '',
    });
    expect(await stored()).not.toContain(key.d);
  });
});

describe('a draft waits for somebody', () => {
  test('until a version says what it says, and again once it is changed', async () => {
    await begin('view');
    expect(await glance()).toMatchObject({ hasDraft: true, way: null });
    await typeIn(VIEW_TYPED);
    expect((await glance()).hasDraft).toBe(true);
    await make();
    expect(await glance()).toMatchObject({ hasDraft: false, way: 'view' });
    await typeIn({ lagHours: '48' });
    expect((await glance()).hasDraft).toBe(true);
  });
});

describe('a version is compared', () => {
  test('with none where it is the first, and with the newest before it while none has been live', async () => {
    const first = await draftVersion(city, maker);
    const next = await draftVersion(city, maker, { ...VIEW_TYPED, lagHours: '48' });
    const last = await draftVersion(city, maker, { ...VIEW_TYPED, lagHours: '72' });
    expect((await view(first)).base).toBeUndefined();
    expect((await view(next)).base?.version).toBe(first);
    const { base, changes } = await view(last);
    expect(base?.version).toBe(next);
    expect(changes).toEqual([{ path: 'sources.E-DTH-MED.lagHours', before: '48', after: '72' }]);
  });

  test('with the one that answers, whatever was made in between', async () => {
    const live = await conformingVersion(city, maker);
    await asPortal(city, second, (tx) => signVersion(tx, second, NOW, HEALTH, live));
    await asPortal(city, maker, (tx) => goLive(tx, maker, NOW, HEALTH, live, 'now'));
    await draftVersion(city, maker, { ...VIEW_TYPED, lagHours: '48' });
    const last = await draftVersion(city, maker, { ...VIEW_TYPED, lagHours: '72' });
    expect((await view(last)).base?.version).toBe(live);
  });
});

test('beginning a further version keeps the names of its source in every language', async () => {
  const document = await richDocument();
  await begin('view');
  await paste({ ...document, sources: [{ ...document.sources[0], title: words }] });
  await make();
  await begin('view');
  const { draft, composed } = await read();
  expect(draft.typed).toMatchObject({
    sourceName: '旧档案',
    sourceNameTw: '舊檔案',
    sourceNameEn: 'Old registers',
  });
  expect(composed.document?.sources.map(({ title }) => title)).toEqual([words]);
});

test('a version from before an address was looked at begins its successor as a text, with what is wrong said at its place', async () => {
  const version = await draftVersion(city, maker);
  const { sources, ...rest } = await documentOf(city, version);
  const key = { kid: 'a', kty: 'OKP', crv: 'Ed25519', x: 'public', d: 'nobody-may-read-this' };
  const reach = { way: 'native', url: 'https://data.health.example/verify', keys: [key] };
  const old = { ...rest, sources: [{ ...sources[0], reach, rows: null }] };
  await city.superuser.query(
    `insert into connector_versions select (jsonb_populate_record(one,
       jsonb_build_object('version', one.version + 1, 'document', $1::jsonb))).* from connector_versions one`,
    [JSON.stringify(old)],
  );
  expect(await begin('native')).toEqual({ connector: HEALTH, step: 'document' });
  const { draft, composed } = await read();
  expect(JSON.stringify(draft)).not.toContain(key.d);
  expect(composed.problems.map(({ kind }) => kind)).toEqual(['endpoint', 'private_key']);
  expect((await glance()).hasDraft).toBe(true);
});
