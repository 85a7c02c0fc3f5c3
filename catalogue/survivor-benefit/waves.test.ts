import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import type { FactFields } from '#domain/answer.ts';
import { assess } from '#domain/assess.ts';
import { initial } from '#domain/ladder.ts';
import { outcomeOf } from '#domain/outcome.ts';
import { planWave } from '#domain/plan.ts';
import type { RequirementState } from '#domain/requirement.ts';
import { factsOf } from '#domain/requirement-facts.ts';
import { compileService } from '#domain/rules.ts';
import { ServiceDefinition } from '#domain/service.ts';
import { survivorBenefit } from './definition.ts';
import { PENSIONER } from './example-facts.ts';

const service = compileService(ServiceDefinition.parse(survivorBenefit), evidenceTypes);
const { requirements } = service.definition;
const CHILD = { relation: 'child', account: '9999990000000000000' };

type States = Record<string, RequirementState>;
const begun = (claim: Record<string, string> = CHILD): States =>
  Object.fromEntries(requirements.map((requirement) => [requirement.id, initial(requirement, claim)]));
const established = (value: FactFields | null | undefined): RequirementState => {
  return { kind: 'established', rung: 0, value: value ?? {} };
};
const answered: States = Object.fromEntries(
  requirements.map(({ id }) => [
    id,
    PENSIONER[id] ? established(PENSIONER[id]) : { kind: 'exhausted', reason: 'no_record' },
  ]),
);

const source = { 'zh-CN': '表', 'zh-TW': '表', en: 'table' };
const FIGURES: Record<string, string> = {
  'income.urban.per-capita': '66505',
  'f1.partialYear.contribution': 'PRORATA',
  'f1.partialYear.drawn': 'PRORATA',
  'f1.rounding': 'MULTIPLY_THEN_ROUND',
  'f1.unit': '0.01',
};
const assessed = (states: States) =>
  assess(service, {
    facts: factsOf(service, states),
    claim: CHILD,
    lookup: (key) => ({ value: FIGURES[key] ?? '', area: '990000', source, publishedOn: null }),
  });
const asked = (states: States) =>
  planWave(service, states, assessed(states), evidenceTypes).map(({ requirement, evidence }) => [
    requirement,
    evidence,
  ]);
const outcome = (states: States) => outcomeOf(service, assessed(states), states);

describe('the first wave', () => {
  test('asks everything that can matter at once, and no birth certificate', () => {
    expect(asked(begun())).toEqual([
      ['certificate', 'E-DTH-MED'],
      ['register', 'E-HUK-CXL'],
      ['injury', 'E-INJ'],
      ['insured', 'E-PEN-STA'],
      ['contributions', 'E-PEN-YRS'],
      ['oldContributions', 'E-PEN-YRS-OLD'],
      ['pension', 'E-PEN-PAY'],
      ['paid', 'E-PEN-SUR'],
      ['kin', 'E-HH'],
      ['account', 'E-BNK'],
    ]);
  });
});

describe('the birth certificate', () => {
  const apart: RequirementState = { kind: 'open', rung: 1 };

  test('is asked for only once everything else is known and leaves the matter open', () => {
    expect(asked({ ...answered, kin: apart, account: { kind: 'waiting', rung: 0, offered: null } })).toEqual(
      [],
    );
    expect(asked({ ...answered, kin: apart })).toEqual([['kin', 'E-BIR']]);
  });

  test('is not asked for where another scheme insured the person', () => {
    const resident = established({ scheme: 'RESIDENT', status: 'RETIRED' });
    expect(asked({ ...answered, kin: apart, insured: resident })).toEqual([]);
  });
});

describe('one source of the death suffices', () => {
  test('where health has no record, the register decides', () => {
    expect(outcome({ ...answered, certificate: { kind: 'exhausted', reason: 'no_record' } })).toMatchObject({
      kind: 'granted',
      totalFen: 6096292,
    });
  });

  test('where public security is silent, the certificate decides', () => {
    expect(outcome({ ...answered, register: { kind: 'exhausted', reason: 'unavailable' } })?.kind).toBe(
      'granted',
    );
  });

  test('but a silent health department is not the same as one without a record', () => {
    expect(outcome({ ...answered, certificate: { kind: 'exhausted', reason: 'unavailable' } })).toEqual({
      kind: 'undecided',
      needs: [{ kind: 'requirement', id: 'certificate', reason: 'unavailable' }],
    });
  });

  test('and none is not enough', () => {
    const nothing: RequirementState = { kind: 'exhausted', reason: 'no_record' };
    expect(outcome({ ...answered, certificate: nothing, register: nothing })?.kind).toBe('undecided');
  });
});

test('a spouse, whom no register proves yet, is granted on her commitment', () => {
  const committed = established({ relation: 'spouse', near: true, certainty: 'committed' });
  expect(outcome({ ...answered, kin: committed })).toMatchObject({ kind: 'granted', payeeRole: 'applicant' });
});

test('somebody who is no close relative is offered nothing to commit to', () => {
  const kin = requirements.find(({ id }) => id === 'kin');
  const means = kin?.ladder.filter(({ onlyFor }) => onlyFor === null || onlyFor.values.includes('other'));
  expect(means?.map((rung) => rung.means)).toEqual(['data_share']);
});
