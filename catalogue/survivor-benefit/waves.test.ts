import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import type { FactFields } from '#domain/answer.ts';
import { assess } from '#domain/assess.ts';
import { afterAnswer, initial } from '#domain/ladder.ts';
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
const CHILD = { relation: 'child', funeralFund: 'PENSION', account: '9999990000000000000' };

function kinOf() {
  const [kin] = requirements.filter(({ id }) => id === 'kin');
  if (kin === undefined) throw new Error('the service asks for kinship');
  return kin;
}

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
const outcome = (states: States) => outcomeOf(assessed(states), states);

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

describe('the marriage registers', () => {
  const SPOUSE = { ...CHILD, relation: 'spouse' };
  const afterHousehold = afterAnswer(
    { kind: 'open', rung: 0 },
    { requirement: kinOf(), claim: SPOUSE, rung: 0 },
    { effect: 'lower', reason: 'likely' },
  );

  test('come after the household register of a spouse, and only once nothing else is open', () => {
    expect(afterHousehold).toEqual({ kind: 'open', rung: 2 });
    const awaited: RequirementState = { kind: 'waiting', rung: 0, offered: null };
    expect(asked({ ...answered, kin: afterHousehold, account: awaited })).toEqual([]);
    expect(asked({ ...answered, kin: afterHousehold })).toEqual([['kin', 'E-MAR']]);
  });

  test('are not asked for a child', () => {
    const child = afterAnswer(
      { kind: 'open', rung: 1 },
      { requirement: kinOf(), claim: CHILD, rung: 1 },
      { effect: 'lower', reason: 'no_record' },
    );
    expect(child).toEqual({ kind: 'offered', rung: 3 });
  });

  test('that know no marriage leave the spouse her commitment', () => {
    const spouse = afterAnswer(
      afterHousehold,
      { requirement: kinOf(), claim: SPOUSE, rung: 2 },
      { effect: 'lower', reason: 'no_record' },
    );
    expect(spouse).toEqual({ kind: 'offered', rung: 3 });
  });
});

describe('what was paid after the death', () => {
  const drafts = (lastPaidMonth: string) => {
    const pension = established({ ...PENSIONER.pension, lastPaidMonth });
    return assessed({ ...answered, pension }).drafts;
  };

  test('opens the return of it, and the month of death itself does not', () => {
    expect(drafts('2026-03')).toEqual([]);
    expect(drafts('2026-04')).toEqual(['pension-repayment']);
  });
});

describe('the funeral grant', () => {
  test('is exclusive over all services of one death, and the gratuity is not', () => {
    expect(assessed(answered).amounts.map(({ id, exclusive }) => [id, exclusive])).toEqual([
      ['funeral', 'funeralGrant'],
      ['gratuity', null],
    ]);
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
