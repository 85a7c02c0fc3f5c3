import { expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { CivilDate } from '#domain/dates.ts';
import type { DeterminedField } from '#domain/determination.ts';
import { askedFields, parseFinding } from '#domain/officer-answer.ts';
import { typeFinding } from './typed-finding.ts';

const TODAY = CivilDate.parse('2026-04-21');
const PROVENANCE = {
  source: '人工查档',
  asOf: '2026-04-21T06:02:00.000Z',
  keyUsed: null,
  validUntil: null,
  flags: [],
};
const VALUES = {
  text: '第12册',
  date: '1998-02-03',
  month: '1998-02',
  integer: '204',
  fen: '9792.05',
  yes_no: 'no',
};
const typedFor = ({ kind, choices }: DeterminedField) =>
  choices?.[0] ?? (kind === 'code' ? 'A' : VALUES[kind]);

test.each(evidenceTypes.map((evidence) => [evidence.code, evidence] as const))(
  'an answer about %s that comes back stands in the form as it was typed',
  (_code, evidence) => {
    const fields = askedFields(
      evidence,
      evidence.fields.map(({ name }) => name),
    );
    const values = Object.fromEntries(fields.map((field) => [field.name, typedFor(field)]));
    const parsed = parseFinding(fields, { kind: 'confirmed', values, foundAt: '台账' }, TODAY);
    if (!parsed.ok || parsed.finding.kind !== 'confirmed') return expect.fail('the values are right');
    const answer = { ...parsed.finding, ...PROVENANCE };
    expect(typeFinding(fields, { answer, foundAt: '台账', givenBack: '不对' })).toEqual({
      kind: 'confirmed',
      foundAt: '台账',
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`value-${name}`, value])),
    });
  },
);

test('how many persons fit comes back as well', () => {
  const answer = { kind: 'ambiguous' as const, candidates: 3, reason: 'officer', ...PROVENANCE };
  expect(typeFinding([], { answer, foundAt: '台账', givenBack: '只有两人' })).toEqual({
    kind: 'ambiguous',
    candidates: '3',
    foundAt: '台账',
  });
});
