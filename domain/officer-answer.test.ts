import { describe, expect, test } from 'vitest';
import { getEvidenceType } from '#catalogue/index.ts';
import { CivilDate } from './dates.ts';
import { askedFields, type FindingForm, parseFinding } from './officer-answer.ts';

const evidence = getEvidenceType('E-CRM');
const names = evidence.fields.map(({ name }) => name);
const fields = askedFields(evidence, names);
const [date] = fields.filter(({ kind }) => kind === 'date');
const dateName = date?.name ?? '';
const TODAY = CivilDate.parse('2026-04-21');

const parse = (form: Partial<FindingForm>) =>
  parseFinding(fields, { kind: 'confirmed', values: {}, foundAt: '第12册', ...form }, TODAY);
const faultsOf = (form: Partial<FindingForm>) => {
  const parsed = parse(form);
  return parsed.ok ? {} : parsed.faults;
};

describe('what an officer says that the files say', () => {
  test.each(['2026-04-22', '2030-01-01', '２０３０-０１-０１'])(
    'is not of a day to come: %s is refused at its field',
    (day) => {
      expect(faultsOf({ values: { [dateName]: day } })).toMatchObject({ [dateName]: 'future' });
    },
  );

  test.each(['2026-04-21', '1998-02-03'])('may be of today and of any day before: %s', (day) => {
    expect(faultsOf({ values: { [dateName]: day } })).not.toHaveProperty(dateName);
  });

  test('is told apart from a date that is none', () => {
    expect(faultsOf({ values: { [dateName]: '2030-02-31' } })).toMatchObject({ [dateName]: 'date' });
  });

  test('counts only where a record was found: a date typed before saying “no record” is no fault', () => {
    expect(parse({ kind: 'no_record', values: { [dateName]: '2030-01-01' } })).toEqual({
      ok: true,
      finding: { kind: 'no_record' },
      foundAt: '第12册',
    });
  });

  test('is refused with every fault at once, that of the place among them', () => {
    const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
    const faults = faultsOf({ foundAt: '' });
    expect(Object.keys(faults).toSorted()).toEqual([...required, 'foundAt'].toSorted());
    expect(faultsOf({ kind: 'ambiguous', foundAt: '' })).toEqual({
      candidates: 'missing',
      foundAt: 'missing',
    });
    expect(faultsOf({ kind: 'perhaps', foundAt: 'x'.repeat(201) })).toEqual({
      kind: 'choice',
      foundAt: 'too_long',
    });
  });
});
