import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { MappedAuth, Source } from '#domain/connector.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { compose, type Plan, typedInSteps, typedOf } from './compose.ts';
import { type Draft, stepsOf } from './draft.ts';
import { fieldsOf } from './draft-fields.ts';

const words = { 'zh-CN': '档案', 'zh-TW': '档案', en: '档案' };
const PLAN: Plan = {
  connector: ConnectorId.parse('health'),
  department: DepartmentId.parse('health'),
  version: 7,
  offered: evidenceTypes,
  known: [],
};
const ROWS = {
  persons: [
    { idColumn: 'id', nameColumn: 'name', birthColumn: 'born', keys: ['id18', 'id15', 'name_birth'] },
  ],
  fields: {
    deathDate: { column: 'died_on', kind: 'date' },
    causeClass: {
      column: 'class',
      kind: 'code',
      codes: [{ values: { '1': 'NORMAL', '2': 'NON_NORMAL' } }],
    },
  },
  asOfColumn: 'entered',
  versionColumn: 'batch',
};
const source = (reach: object, rows: object | null = ROWS) =>
  Source.parse({
    id: 'e-dth-med-7',
    title: words,
    evidence: 'E-DTH-MED',
    reach,
    rows,
    coverage: { areas: ['990102', '990103'], from: '2014-01-01', to: null, complete: true },
    precedence: 60,
    lagHours: 24,
  });
const MAPPED = {
  way: 'mapped',
  url: 'https://data.example/verify',
  method: 'PUT',
  sends: 'xml',
  receives: 'json',
  request: '{ "sfzh": question.subjects[0].idNumber }',
  succeeded: 'code = 200',
  rows: 'data',
};
const KEY = { kid: 'a', kty: 'OKP', crv: 'Ed25519', x: 'abc' };
const REACHES: [string, object, object | null][] = [
  ['native', { way: 'native', url: 'https://data.example', keys: [KEY], proves: 'mtls', batch: 20 }, null],
  ['view', { way: 'view', host: 'db', database: 'd', user: 'u', view: 's.v', tls: false }, ROWS],
  ['file', { way: 'file', format: 'csv', encoding: 'gb18030', delimiter: '|', name: 'd-*.csv' }, ROWS],
  ['desk', { way: 'desk', dueHours: 72, twoPersons: true }, null],
  ...[
    { kind: 'none' },
    { kind: 'header', name: 'X-Key' },
    { kind: 'basic', user: 'u' },
    { kind: 'oauth', tokenUrl: 'https://data.example/token', clientId: 'c', scope: 'read' },
    { kind: 'hmac', header: 'X-Sign', text: 'question.evidence', encoding: 'hex' },
    { kind: 'national', prefix: 'gjzwfwpt', requesterId: 'r', serviceId: 's' },
  ].map((auth): [string, object, object] => [
    `mapped with ${MappedAuth.parse(auth).kind}`,
    { ...MAPPED, auth },
    ROWS,
  ]),
];

function draftOf(typed: Draft['typed'], way: Draft['way']): Draft {
  return { title: words, way, kept: [], typed, document: null };
}

describe('what is shown of a source to be changed is what makes it again:', () => {
  test.each(REACHES)('%s', (_name, reach, rows) => {
    const before = source(reach, rows);
    const { document, faults } = compose(
      draftOf({ ...typedOf(before.reach.way, [before]) }, before.reach.way),
      PLAN,
    );
    expect(faults).toEqual({});
    expect(document?.sources).toEqual([before]);
  });
});

test('whatever is typed comes to a document, or to faults of fields that the steps have', () => {
  const base = typedOf('view', [source({ way: 'view', host: 'db', database: 'd', user: 'u', view: 's.v' })]);
  const names = Object.keys(base).filter((name) => name !== 'evidence');
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string(), (name, text) => {
      const { document, faults, problems } = compose(draftOf({ ...base, [name]: text }, 'view'), PLAN);
      expect(problems).toEqual([]);
      const faulty = Object.values(faults).flatMap((each) => Object.keys(each));
      expect(document === undefined).toBe(faulty.length > 0);
      expect(faulty.every((each) => names.includes(each))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('several evidence types at one address become a source each', () => {
  const before = source({ way: 'native', url: 'https://data.example', keys: [KEY] }, null);
  const typed = { ...typedOf('native', [before]), evidence: 'E-DTH-MED,E-BIR' };
  const { document } = compose(draftOf(typed, 'native'), PLAN);
  expect(document?.sources.map(({ evidence }) => evidence)).toEqual(['E-DTH-MED', 'E-BIR']);
});

test('a new source takes the place of the old one, or stands beside it', () => {
  const old = { ...source({ way: 'desk', dueHours: 24, twoPersons: false }, null), id: 'old' };
  const typed = { ...typedOf('desk', [old]), dueHours: '48' };
  const sourcesWith = (mode: string) =>
    compose({ ...draftOf({ ...typed, mode }, 'desk'), kept: [old] }, PLAN).document?.sources.map(
      ({ id }) => id,
    );
  expect(sourcesWith('replace')).toEqual(['old']);
  expect(sourcesWith('add')).toEqual(['old', 'e-dth-med-7']);
});

const NATIVE = { way: 'native', url: 'https://data.example', keys: [KEY] };
const nativeTyped = { evidence: 'E-DTH-MED', url: 'https://data.example', lagHours: '0', precedence: '50' };

test('a private key among the public ones is a fault of its own, whatever else is wrong with the keys', () => {
  const keys = JSON.stringify([{ ...KEY, d: 'secret' }, { kid: 'b' }]);
  const { document, faults } = compose(draftOf({ ...nativeTyped, keys }, 'native'), PLAN);
  expect(document).toBeUndefined();
  expect(faults).toEqual({ where: { keys: 'private_key' } });
});

test('an address that ends in what the portal appends is a fault of its own', () => {
  const typed = { ...nativeTyped, url: 'https://data.example/verify', keys: JSON.stringify(KEY) };
  expect(compose(draftOf(typed, 'native'), PLAN).faults).toEqual({ where: { url: 'endpoint' } });
});

test('of a number the steps say the bounds that a document really has', () => {
  const type = evidenceTypes.find(({ code }) => code === 'E-DTH-MED');
  const bounded = REACHES.flatMap(([, reach, rows]) => {
    const before = source(reach, rows);
    const { way } = before.reach;
    const typed = typedOf(way, [before]);
    return stepsOf({ way, typed, document: null })
      .flatMap((step) => fieldsOf(step, way, typed, type))
      .flatMap(({ name, shape, range }) =>
        shape === 'whole' || shape === 'decimal' ? [{ way, typed, name, range }] : [],
      );
  });
  for (const { way, typed, name, range } of bounded) {
    const [from, to] = range ?? expect.fail(`${name} has bounds`);
    const faultyAt = (value: number) =>
      compose(draftOf({ ...typed, [name]: `${value}` }, way), PLAN).document === undefined;
    expect([name, faultyAt(from), faultyAt(from - 1)]).toEqual([name, false, true]);
    if (to !== null) expect([name, faultyAt(to), faultyAt(to + 1)]).toEqual([name, false, true]);
  }
  expect(bounded.length).toBeGreaterThan(10);
});

describe('the names of a source', () => {
  const paper = { 'zh-CN': '旧档案', 'zh-TW': '舊檔案', en: 'Old paper registers' };
  const births = { 'zh-CN': '出生档案', 'zh-TW': '出生檔案', en: 'Births' };
  const kept = [
    { ...source(NATIVE, null), title: paper },
    { ...source(NATIVE, null), id: 'e-bir', evidence: 'E-BIR', title: births },
  ];
  const begun = { ...draftOf(typedInSteps('native', kept), 'native'), kept };
  const titles = (draft: Draft) => compose(draft, PLAN).document?.sources.map(({ title }) => title);

  test('stay in every language and for each source while nobody changes them', () => {
    expect(titles(begun)).toEqual([paper, births]);
  });

  test('are changed language by language; one that is left empty has the Simplified one', () => {
    const typed = { ...begun.typed, evidence: 'E-DTH-MED', sourceName: '新档案', sourceNameTw: '' };
    expect(titles({ ...begun, kept: kept.slice(0, 1), typed })).toEqual([
      { 'zh-CN': '新档案', 'zh-TW': '新档案', en: 'Old paper registers' },
    ]);
  });
});

test('a document that is written by hand closes the steps that would lose what they have no field for', () => {
  const way = 'native';
  expect(stepsOf({ way, typed: {}, document: '{}' })).toEqual(['limits', 'credential', 'check']);
  expect(stepsOf({ way, typed: {}, document: null })).toContain('where');
});

test('a source at the same door keeps its id and so its credential; at another door it gets a new one', () => {
  const view = { way: 'view', host: 'db', database: 'd', user: 'u', view: 's.v', tls: false };
  const old = { ...source(view), id: 'deaths' };
  const idWith = (change: Record<string, string>) => {
    const draft = { ...draftOf({ ...typedOf('view', [old]), ...change }, 'view'), kept: [old] };
    return compose(draft, PLAN).document?.sources.map(({ id }) => id);
  };
  expect(idWith({ tls: 'yes' })).toEqual(['deaths']);
  expect(idWith({ host: 'elsewhere' })).toEqual(['e-dth-med-7']);
});

test('columns that nobody has filled in, an expression that breaks and a code of nobody’s are faults at their fields', () => {
  const before = source({ ...MAPPED, auth: { kind: 'none' } });
  const typed = typedOf('mapped', [before]);
  const faultsWith = (change: Record<string, string>) =>
    compose(draftOf({ ...typed, ...change }, 'mapped'), PLAN).faults;
  expect(faultsWith({ succeeded: 'code = (' })).toEqual({ exchange: { succeeded: 'expression' } });
  const columns = Object.keys(typed).filter((name) => typed[name] === 'died_on' || typed[name] === 'id');
  const emptied = faultsWith(Object.fromEntries(columns.map((name) => [name, ''])));
  expect(Object.values(emptied).flatMap((found) => Object.values(found))).toContain('missing');
  const codes = Object.keys(typed).find((name) => typed[name]?.includes('NON_NORMAL')) ?? '';
  expect(faultsWith({ [codes]: '1=NATURAL' })).toMatchObject({ rows: { [codes]: 'unknown_code' } });
});
