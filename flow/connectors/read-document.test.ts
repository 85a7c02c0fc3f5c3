import { expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import type { Plan } from './compose.ts';
import { readDocument } from './read-document.ts';

const PLAN: Plan = {
  connector: ConnectorId.parse('card-bank'),
  department: DepartmentId.parse('card-bank'),
  version: 1,
  offered: evidenceTypes.filter(({ code }) => code === 'E-BNK' || code === 'E-DTH-MED'),
  known: [],
};
const words = { 'zh-CN': '账户', 'zh-TW': '帳戶', en: 'Accounts' };
const KEY = { kid: 'a', kty: 'OKP', crv: 'Ed25519', x: 'abc' };
const native = (more: object = {}) => ({ way: 'native', url: 'https://bank.example', keys: [KEY], ...more });
const source = (more: object = {}) => ({
  id: 'accounts',
  title: words,
  evidence: 'E-BNK',
  reach: native(),
  coverage: {},
  rows: null,
  ...more,
});
const whole = (sources: object[], more: object = {}) =>
  JSON.stringify({ id: 'card-bank', department: 'card-bank', title: words, sources, ...more });
const problemsOf = (text: string) => readDocument(text, PLAN).problems;

test('a private key is refused at its place', () => {
  const reach = native({ keys: [KEY, { ...KEY, kid: 'b', d: 'secret' }] });
  expect(problemsOf(whole([source({ reach })]))).toEqual([
    { path: 'sources[0].reach.keys[1].d', kind: 'private_key', expected: '' },
  ]);
});

test('an address that already ends in what the portal appends is refused', () => {
  const reach = native({ url: 'https://bank.example/verify' });
  expect(problemsOf(whole([source({ reach })]))).toEqual([
    { path: 'sources[0].reach.url', kind: 'endpoint', expected: '' },
  ]);
});

test.each(['E-BANK', 'e-bnk'])(
  'a code that the catalogue has not (%s) is answered with those that it has',
  (code) => {
    expect(problemsOf(whole([source({ evidence: code })]))).toEqual([
      { path: 'sources[0].evidence', kind: 'unknown_evidence', expected: 'E-BNK E-DTH-MED' },
    ]);
  },
);

test('a field that the evidence type has not is answered with those that it has', () => {
  const rows = {
    persons: [{ idColumn: 'id', nameColumn: null, keys: ['id18'] }],
    fields: { deathDate: { column: 'a', kind: 'date' }, diedOn: { column: 'b', kind: 'date' } },
  };
  const reach = { way: 'file', format: 'csv', name: 'a-*.csv' };
  expect(problemsOf(whole([source({ evidence: 'E-DTH-MED', reach, rows })]))).toEqual([
    { path: 'sources[0].rows.fields.diedOn', kind: 'unknown_field', expected: 'deathDate causeClass' },
  ]);
});

test('id and department have to be the own ones', () => {
  expect(problemsOf(whole([source()], { id: 'bank', department: 'bank' }))).toEqual([
    { path: 'id', kind: 'other_connector', expected: 'card-bank' },
    { path: 'department', kind: 'other_department', expected: 'card-bank' },
  ]);
});

const DEATHS = {
  persons: [{ idColumn: 'id', nameColumn: null, keys: ['id18'] }],
  fields: {
    deathDate: { column: 'a', kind: 'date' },
    causeClass: { column: 'b', kind: 'code', codes: [{ values: { '1': 'NORMAL' } }] },
  },
};
const SERVICE = {
  way: 'mapped',
  url: 'https://old.example/query',
  sends: 'json',
  receives: 'json',
  auth: { kind: 'none' },
  request: '{ "id": question.subjects[0].idNumber }',
  succeeded: 'code = 200',
  rows: 'data',
};

test('a slip in the name of a member is named, wherever it stands', () => {
  const slips = [
    [source({ lagHour: 2 }), 'sources[0]', 'lagHour'],
    [source({ coverage: { form: '2014-01-01' } }), 'sources[0].coverage', 'form'],
    [source({ reach: native({ bach: 5 }) }), 'sources[0].reach', 'bach'],
  ] as const;
  for (const [slipped, path, expected] of slips)
    expect(problemsOf(whole([slipped]))).toEqual([{ path, kind: 'unknown_member', expected }]);
});

test('a source of records that does not say how they become facts is refused, with null or with nothing', () => {
  const { rows: _none, ...silent } = source({ evidence: 'E-DTH-MED', reach: SERVICE });
  for (const each of [silent, { ...silent, rows: null }])
    expect(problemsOf(whole([each]))).toEqual([{ path: 'sources[0].rows', kind: 'missing', expected: '' }]);
});

test('an expression that is no JSONata is refused, with the place where it breaks', () => {
  const reach = { ...SERVICE, succeeded: 'code = (' };
  const [problem] = problemsOf(whole([source({ evidence: 'E-DTH-MED', reach, rows: DEATHS })]));
  expect(problem).toMatchObject({ path: 'sources[0].reach.succeeded', kind: 'expression' });
  expect(Number(problem?.expected)).toBeGreaterThan(0);
});

test('a code that stands for none of the evidence type’s is answered with those that it has', () => {
  const causeClass = { ...DEATHS.fields.causeClass, codes: [{ values: { '1': 'NATURAL' } }] };
  const rows = { ...DEATHS, fields: { ...DEATHS.fields, causeClass } };
  const [problem] = problemsOf(whole([source({ evidence: 'E-DTH-MED', reach: SERVICE, rows })]));
  expect(problem).toMatchObject({ path: 'sources[0].rows.fields.causeClass.codes', kind: 'unknown_code' });
  expect(problem?.expected.split(' ')).toContain('NORMAL');
});
