import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceTypes, getService, services } from '#catalogue/index.ts';
import { type DeterminedField, determinedFields, parseDetermination } from './determination.ts';
import type { FieldKind } from './evidence.ts';
import { compileService } from './rules.ts';

const compiled = services.map((service) => compileService(service, evidenceTypes));
const survivors = compileService(getService('survivor-benefit'), evidenceTypes);
const field = (kind: FieldKind, over: Partial<DeterminedField> = {}): DeterminedField => ({
  name: 'x',
  kind,
  choices: null,
  optional: false,
  evidence: null,
  ...over,
});
const parseOne = (one: DeterminedField, text: string) => parseDetermination([one], { x: text });
const accepted = (value: unknown) => ({ ok: true, value: { x: value } });
const fault = (code: string) => ({ ok: false, faults: { x: code } });

describe('what a person enters to determine a requirement', () => {
  test('is every field that the requirement’s means ask a department for, and no other', () => {
    for (const service of compiled) {
      for (const { id, ladder } of service.definition.requirements) {
        const shares = ladder.flatMap((rung) => (rung.means === 'data_share' ? [rung] : []));
        if (shares.some(({ reading }) => reading !== 'plain')) continue;
        const names = determinedFields(service, id, evidenceTypes).map(({ name }) => name);
        expect(new Set(names)).toEqual(new Set(shares.flatMap(({ fields }) => fields)));
        expect(names).toHaveLength(new Set(names).size);
      }
    }
  });

  test('is for a kinship the relation itself, never the codes that registers derive it from', () => {
    const names = determinedFields(survivors, 'kin', evidenceTypes).map(({ name }) => name);
    expect(names).toEqual(['relation', 'near']);
  });

  test('is nothing for a requirement that there is not', () => {
    for (const id of ['', 'no-such', 'constructor', '__proto__'])
      expect(determinedFields(survivors, id, evidenceTypes)).toEqual([]);
  });

  test('makes a kinship that says of itself that a person has determined it', () => {
    const fields = determinedFields(survivors, 'kin', evidenceTypes);
    expect(parseDetermination(fields, { relation: 'child', near: 'yes' })).toEqual({
      ok: true,
      value: { relation: 'child', near: true, certainty: 'determined' },
    });
    expect(parseDetermination(fields, { relation: 'friend', near: 'yes' })).toEqual({
      ok: false,
      faults: { relation: 'choice' },
    });
  });

  test('names every field that has a fault, and then establishes nothing', () => {
    const fields = determinedFields(survivors, 'certificate', evidenceTypes);
    expect(parseDetermination(fields, { deathDate: '2026-02-30', causeClass: 'I21' })).toEqual({
      ok: false,
      faults: { deathDate: 'date', causeClass: 'choice' },
    });
    expect(parseDetermination(fields, {})).toEqual({
      ok: false,
      faults: { deathDate: 'missing', causeClass: 'missing' },
    });
  });
});

describe('a value that is typed', () => {
  test.each<[FieldKind, string, unknown]>([
    ['fen', '3860.50', 386_050],
    ['fen', '3860.5', 386_050],
    ['fen', '0', 0],
    ['fen', '１２.３４', 1234],
    ['date', ' 2026-03-18 ', '2026-03-18'],
    ['month', '2026-04', '2026-04'],
    ['integer', '216', 216],
    ['yes_no', 'yes', true],
    ['yes_no', 'no', false],
  ])('as %s is read from %j', (kind, text, value) => {
    expect(parseOne(field(kind), text)).toEqual(accepted(value));
  });

  test.each<[FieldKind, string, string]>([
    ['fen', '3860.505', 'money'],
    ['fen', '-1', 'money'],
    ['fen', '1e3', 'money'],
    ['fen', '1,000', 'money'],
    ['fen', '.5', 'money'],
    ['date', '2026-3-18', 'date'],
    ['date', '2026-02-30', 'date'],
    ['month', '2026-13', 'month'],
    ['integer', '-1', 'integer'],
    ['integer', '1.0', 'integer'],
    ['integer', '12345678901', 'integer'],
    ['yes_no', 'true', 'choice'],
    ['text', 'x'.repeat(201), 'too_long'],
  ])('as %s is not accepted from %j', (kind, text, code) => {
    expect(parseOne(field(kind), text)).toEqual(fault(code));
  });

  test('that is left empty is missing, and null only where a department may leave it empty too', () => {
    for (const kind of ['text', 'code', 'date', 'month', 'integer', 'fen', 'yes_no'] as const) {
      expect(parseOne(field(kind), '  ')).toEqual(fault('missing'));
      expect(parseOne(field(kind, { optional: true }), '')).toEqual(accepted(null));
    }
  });
});

const TYPE_OF = {
  text: 'string',
  code: 'string',
  date: 'string',
  month: 'string',
  integer: 'number',
  fen: 'number',
  yes_no: 'boolean',
} as const satisfies Record<FieldKind, string>;

describe('whatever is typed', () => {
  const everyField = compiled.flatMap((service) =>
    service.definition.requirements.flatMap(({ id }) => determinedFields(service, id, evidenceTypes)),
  );
  const typed = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
    fc.nat().map(String),
    fc.constantFrom('yes', 'no', '', 'constructor', '__proto__'),
  );

  test('parsing ends in a value of the field’s kind or in a fault, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyField), typed, (one, text) => {
        const parsed = parseDetermination([one], { [one.name]: text });
        const value = parsed.ok ? parsed.value[one.name] : undefined;
        if (!parsed.ok) expect(Object.keys(parsed.faults)).toEqual([one.name]);
        else if (value === null) expect(one.optional).toBe(true);
        else expect(typeof value).toBe(TYPE_OF[one.kind]);
        if (parsed.ok && value !== null && one.choices !== null) expect(one.choices).toContain(value);
        if (typeof value === 'number') expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('money goes back and forth without a fen lost or gained', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (count) => {
        const yuan = `${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`;
        expect(parseOne(field('fen'), yuan)).toEqual(accepted(count));
      }),
    );
  });

  test('a field that nobody asked for is left out', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (raw) => {
        const parsed = parseDetermination([field('yes_no')], { ...raw, x: 'yes' });
        expect(parsed).toEqual(accepted(true));
      }),
    );
  });
});
