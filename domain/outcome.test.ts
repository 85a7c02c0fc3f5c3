import { describe, expect, test } from 'vitest';
import { assess } from './assess.ts';
import { bySystem, Outcome, outcomeOf } from './outcome.ts';
import type { RequirementState } from './requirement.ts';
import { factsOf } from './requirement-facts.ts';
import type { Rule } from './service.ts';
import { type SmallRequirement, smallService } from './testing/small-service.ts';

const person: SmallRequirement = {
  rungs: [{ held: null }],
  commitment: true,
  readsNullOn: [],
  expression: 'r.yes',
  whenFails: 'person',
};
const elsewhere: SmallRequirement = { ...person, whenFails: 'not_applicable' };
const amount: SmallRequirement = { ...person, whenFails: 'amount' };

const known = (yes: boolean): RequirementState => ({
  kind: 'established',
  rung: 0,
  value: { yes, count: 1 },
});
const YES = known(true);
const NO = known(false);
const OPEN: RequirementState = { kind: 'open', rung: 0 };
const all = (criteria: string[]): Rule => ({ all: criteria.map((criterion) => ({ criterion })) });
const any = (criteria: string[]): Rule => ({ any: criteria.map((criterion) => ({ criterion })) });

function outcome(
  requirements: SmallRequirement[],
  states: RequirementState[],
  {
    ruleOf = all,
    amountLimitFen = 10_000,
    mode = 'system',
    isPersons = false,
  }: { ruleOf?: typeof all; amountLimitFen?: number; mode?: 'system' | 'clerk'; isPersons?: boolean } = {},
): Outcome | null {
  const { service } = smallService(requirements, ruleOf, { decision: { mode, amountLimitFen } });
  const named = Object.fromEntries(states.map((state, index) => [`r${index}`, state]));
  const assessment = assess(service, { facts: factsOf(service, named), claim: {}, lookup: () => null });
  const byRules = outcomeOf(assessment, named);
  return byRules && bySystem(service, isPersons, byRules);
}

describe('the system grants', () => {
  test('what every criterion holds for, each amount and their sum', () => {
    expect(outcome([person, amount, amount], [YES, YES, NO])).toEqual({
      kind: 'granted',
      amounts: [
        { id: 'a1', fen: 125 },
        { id: 'a2', fen: 200 },
      ],
      totalFen: 325,
      payeeRole: 'applicant',
    });
  });

  test('up to its limit, and not one fen above', () => {
    expect(outcome([person, amount], [YES, YES], { amountLimitFen: 125 })?.kind).toBe('granted');
    expect(outcome([person, amount], [YES, YES], { amountLimitFen: 124 })).toEqual({
      kind: 'undecided',
      needs: [{ kind: 'limit', limitFen: 124 }],
    });
  });
});

describe('persons sign, and the system concludes nothing by itself,', () => {
  const SIGNATURE = { kind: 'undecided', needs: [{ kind: 'signature' }] };

  test('where the service is one that a clerk decides: money never moves without two persons', () => {
    expect(outcome([person, amount], [YES, YES], { mode: 'clerk' })).toEqual(SIGNATURE);
  });

  test('but there too it says itself that another service is the right one', () => {
    expect(outcome([elsewhere], [NO], { mode: 'clerk' })?.kind).toBe('not_applicable');
  });

  test('where a person has judged, determined or was asked for, whichever way the rules come out', () => {
    expect(outcome([person, amount], [YES, YES], { isPersons: true })).toEqual(SIGNATURE);
    expect(outcome([elsewhere], [NO], { isPersons: true })).toEqual(SIGNATURE);
  });

  test('and one signature settles a total above the limit as well', () => {
    expect(outcome([person, amount], [YES, YES], { isPersons: true, amountLimitFen: 124 })).toEqual(
      SIGNATURE,
    );
    expect(outcome([person, amount], [YES, YES], { mode: 'clerk', amountLimitFen: 124 })).toEqual(SIGNATURE);
  });

  test('while what the rules still need stays what is needed', () => {
    expect(outcome([person, elsewhere], [NO, YES], { isPersons: true })).toEqual({
      kind: 'undecided',
      needs: [{ kind: 'criterion', id: 'c0' }],
    });
  });
});

describe('the system never refuses', () => {
  test('a criterion that fails goes to a person', () => {
    expect(outcome([person, elsewhere], [NO, YES])).toEqual({
      kind: 'undecided',
      needs: [{ kind: 'criterion', id: 'c0' }],
    });
  });

  test('but says where another service is the right one, without waiting for what cannot change that', () => {
    expect(outcome([person, elsewhere], [OPEN, NO])).toEqual({ kind: 'not_applicable', criterion: 'c1' });
  });

  test('and says so although another criterion would have needed a person', () => {
    expect(outcome([person, elsewhere], [NO, NO])).toEqual({ kind: 'not_applicable', criterion: 'c1' });
  });

  test('does not say so where the verdict rests on a person’s criterion as well', () => {
    expect(outcome([person, elsewhere], [NO, NO], { ruleOf: any })).toEqual({
      kind: 'undecided',
      needs: [
        { kind: 'criterion', id: 'c0' },
        { kind: 'criterion', id: 'c1' },
      ],
    });
  });

  test('has no outcome that refuses', () => {
    expect(Outcome.options.map((option) => option.shape.kind.value)).toEqual([
      'granted',
      'not_applicable',
      'undecided',
    ]);
  });
});

describe('a case that is still gathering has no outcome', () => {
  test.each<[string, RequirementState]>([
    ['a question that has not been asked', OPEN],
    ['an answer that is awaited', { kind: 'waiting', rung: 0, offered: null }],
    ['the applicant’s choice', { kind: 'offered', rung: 1 }],
  ])('because of %s', (_, state) => {
    expect(outcome([person, person], [state, { kind: 'exhausted', reason: 'no_record' }])).toBeNull();
  });
});

describe('a case that nobody can move goes to a person', () => {
  test('with every requirement that is stuck and why', () => {
    const stuck: RequirementState = { kind: 'exhausted', reason: 'ambiguous' };
    expect(outcome([person, person], [stuck, YES])).toEqual({
      kind: 'undecided',
      needs: [{ kind: 'requirement', id: 'r0', reason: 'ambiguous' }],
    });
  });

  test('where facts do not fit together, instead of reading that as a failed criterion', () => {
    const readable: SmallRequirement = { ...elsewhere, readsNullOn: ['no_record'] };
    expect(outcome([readable], [{ kind: 'exhausted', reason: 'no_record' }])).toEqual({
      kind: 'undecided',
      needs: [{ kind: 'criterion', id: 'c0' }],
    });
  });

  test('where departments contradict, although the rules could read the requirement as none', () => {
    const readable: SmallRequirement = { ...person, expression: 'r0 = null', readsNullOn: ['no_record'] };
    expect(outcome([readable], [{ kind: 'exhausted', reason: 'no_record' }])?.kind).toBe('granted');
    expect(outcome([readable], [{ kind: 'exhausted', reason: 'contradicted' }])).toEqual({
      kind: 'undecided',
      needs: [{ kind: 'requirement', id: 'r0', reason: 'contradicted' }],
    });
  });
});
