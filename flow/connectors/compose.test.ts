import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { MappedAuth, Source } from '#domain/connector.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { compose, type Plan, typedOf } from './compose.ts';
import type { Draft } from './draft.ts';

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
  expect(sourcesWith('replace')).toEqual(['e-dth-med-7']);
  expect(sourcesWith('add')).toEqual(['old', 'e-dth-med-7']);
});
