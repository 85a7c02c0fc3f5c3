import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FactFields } from './answer.ts';
import { assess } from './assess.ts';
import { Assessment } from './assessment.ts';
import { CivilDate } from './dates.ts';
import { outcomeOf } from './outcome.ts';
import type { RequirementStates } from './requirement.ts';
import type { CompiledService } from './rules.ts';
import { POSSIBLE_FACTS, smallService, smallServices } from './testing/small-service.ts';

type Facts = Record<string, FactFields | null | 'unknown'>;

const assessFacts = (service: CompiledService, facts: Facts) =>
  assess(service, { facts, claim: {}, lookup: () => null });

/** What the case comes to: the verdict, and the amounts where it is positive. */
function resultOf(service: CompiledService, facts: Facts): string {
  const { verdict, amounts } = assessFacts(service, facts);
  return JSON.stringify([verdict, verdict === true ? amounts.map(({ fen }) => fen) : []]);
}

/** Every way in which the unknown facts can turn out. */
function completions(facts: Facts): Facts[] {
  const open = Object.keys(facts).filter((id) => facts[id] === 'unknown');
  return open.reduce<Facts[]>(
    (found, id) => found.flatMap((known) => POSSIBLE_FACTS.map((value) => ({ ...known, [id]: value }))),
    [facts],
  );
}

const partlyKnown = (service: CompiledService, choices: readonly number[]): Facts =>
  Object.fromEntries(
    service.definition.requirements.map(({ id }, index) => [
      id,
      POSSIBLE_FACTS[choices[index] ?? 9] ?? 'unknown',
    ]),
  );

const choices = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 4, maxLength: 4 });

const statesOf = (facts: Facts): RequirementStates =>
  Object.fromEntries(
    Object.entries(facts).map(([id, value]) => {
      if (value === 'unknown') return [id, { kind: 'open', rung: 0 }];
      if (value === null) return [id, { kind: 'exhausted', reason: 'no_record' }];
      return [id, { kind: 'established', rung: 0, value }];
    }),
  );

describe('what an assessment still needs', () => {
  test('is every fact that can still matter and no other, by trying every way it can turn out', () => {
    fc.assert(
      fc.property(smallServices, choices, ({ service }, chosen) => {
        const facts = partlyKnown(service, chosen);
        const ways = completions(facts);
        const results = ways.map((way) => resultOf(service, way));
        const matters = (id: string) => {
          const byOthers = new Map<string, string>();
          return ways.some((way, index) => {
            const others = JSON.stringify({ ...way, [id]: null });
            const result = results[index] ?? '';
            const before = byOthers.get(others) ?? result;
            byOthers.set(others, before);
            return before !== result;
          });
        };
        const expected = Object.keys(facts).filter((id) => facts[id] === 'unknown' && matters(id));
        expect(assessFacts(service, facts).needs.requirements).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('never includes what an amount rests on once the verdict is negative', () => {
    const { service } = smallService(
      [
        {
          rungs: [{ held: null }],
          commitment: false,
          readsNullOn: [],
          expression: 'r.yes',
          whenFails: 'person',
        },
        { rungs: [{ held: null }], commitment: false, readsNullOn: [], expression: '', whenFails: 'amount' },
      ],
      (criteria) => ({ all: criteria.map((criterion) => ({ criterion })) }),
    );
    const facts: Facts = { r0: { yes: false, count: 1 }, r1: 'unknown' };
    expect(assessFacts(service, facts).needs.requirements).toEqual([]);
  });
});

describe('more knowledge', () => {
  test('never turns a granted or not applicable outcome, whatever the missing facts turn out to be', () => {
    const anything = fc.array(fc.constantFrom(null, ...POSSIBLE_FACTS), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(smallServices, choices, anything, ({ service }, chosen, learnt) => {
        const facts = partlyKnown(service, chosen);
        const before = outcomeOf(assessFacts(service, facts), statesOf(facts));
        const full = Object.fromEntries(
          Object.keys(facts).map((id, index): [string, Facts[string]] => {
            return [id, facts[id] === 'unknown' ? (learnt[index] ?? null) : (facts[id] ?? null)];
          }),
        );
        const after = outcomeOf(assessFacts(service, full), statesOf(full));
        if (before?.kind === 'granted') expect(after).toEqual(before);
        if (before?.kind === 'not_applicable') expect(after?.kind).toBe('not_applicable');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the trace', () => {
  test('is plain JSON, and the same facts give the same trace to the letter', () => {
    fc.assert(
      fc.property(smallServices, choices, ({ service }, chosen) => {
        const facts = partlyKnown(service, chosen);
        const trace = assessFacts(service, facts);
        expect(Assessment.parse(JSON.parse(JSON.stringify(trace)))).toEqual(trace);
        const again = assessFacts(service, Object.fromEntries(Object.entries(facts).toReversed()));
        expect(JSON.stringify(again)).toBe(JSON.stringify(trace));
      }),
      { numRuns: 100 },
    );
  });

  test('names for each criterion the facts it rests on, through named values too', () => {
    const { service } = smallService(
      [
        {
          rungs: [{ held: null }],
          commitment: false,
          readsNullOn: [],
          expression: 'enough',
          whenFails: 'person',
        },
      ],
      ([criterion = '']) => ({ criterion }),
      { values: [{ name: 'enough', expression: 'r0.count > 2', label: null }] },
    );
    const [criterion] = assessFacts(service, {}).criteria;
    expect(criterion).toEqual({
      id: 'c0',
      result: 'unknown',
      reads: ['r0'],
      fields: ['r0.count'],
      judged: false,
    });
  });
});

const WORDS = { 'zh-CN': '项', 'zh-TW': '項', en: 'item' };
const ONE_REQUIREMENT = {
  rungs: [{ held: null }],
  commitment: false,
  readsNullOn: [],
  expression: 'r.yes',
  whenFails: 'person',
} as const;
const only = ([criterion = '']: string[]) => ({ criterion });

describe('what a person has judged', () => {
  const { service } = smallService([ONE_REQUIREMENT, ONE_REQUIREMENT], (criteria) => ({
    all: criteria.map((criterion) => ({ criterion })),
  }));
  const judging = (facts: Facts, judged: Record<string, boolean>) =>
    assess(service, { facts, claim: {}, judged, lookup: () => null });
  const NO = { yes: false, count: 1 };
  const YES = { yes: true, count: 1 };

  test('stands in place of what the facts say, either way, and the trace says that it was a person', () => {
    const turned = judging({ r0: NO, r1: YES }, { c0: true, c1: false });
    expect(turned.criteria).toMatchObject([
      { id: 'c0', result: 'holds', judged: true },
      { id: 'c1', result: 'fails', judged: true },
    ]);
    expect(judging({ r0: NO, r1: YES }, { c0: true }).verdict).toBe(true);
  });

  test('spares the question on which only that criterion rests', () => {
    expect(judging({}, { c0: true }).needs.requirements).toEqual(['r1']);
    expect(judging({}, { c0: false })).toMatchObject({ verdict: false, needs: { requirements: [] } });
  });

  test('settles what facts leave at nothing', () => {
    const unclear = judging({ r0: null, r1: YES }, {});
    expect(unclear.needs.criteria).toEqual(['c0']);
    expect(judging({ r0: null, r1: YES }, { c0: true })).toMatchObject({
      verdict: true,
      needs: { criteria: [] },
    });
  });
});

describe('an item of which one death has only one', () => {
  const exclusiveWhen = (when: string, yes: boolean) => {
    const { service } = smallService([ONE_REQUIREMENT], only, {
      amounts: [
        {
          id: 'funeral',
          label: WORDS,
          expression: '5',
          clause: WORDS,
          exclusive: { group: 'funeralGrant', when },
        },
        { id: 'other', label: WORDS, expression: '1', clause: WORDS },
      ],
    });
    return assessFacts(service, { r0: { yes, count: 1 } }).amounts.map(({ exclusive }) => exclusive);
  };

  test('carries its group where the condition holds, and an item without a group never does', () => {
    expect(exclusiveWhen('r0.yes', true)).toEqual(['funeralGrant', null]);
  });

  test('carries none where the condition plainly does not hold', () => {
    expect(exclusiveWhen('r0.yes', false)).toEqual([null, null]);
  });

  test('carries it where the condition comes to nothing: doubt never pays twice', () => {
    expect(exclusiveWhen('null', true)).toEqual(['funeralGrant', null]);
  });
});

describe('a service that another one drafts', () => {
  const drafting = (facts: Facts) => {
    const all = (criteria: string[]) => ({ all: criteria.map((criterion) => ({ criterion })) });
    const { service } = smallService([ONE_REQUIREMENT, ONE_REQUIREMENT], all, {
      drafts: [{ service: 'recovery', when: 'r1.count > 2' }],
    });
    return assessFacts(service, facts).drafts;
  };

  test('is named exactly where its condition is true, and neither where it is false nor where it is not known', () => {
    const yes = { yes: true, count: 1 };
    expect(drafting({ r0: yes, r1: { yes: true, count: 3 } })).toEqual(['recovery']);
    expect(drafting({ r0: yes, r1: yes })).toEqual([]);
    expect(drafting({ r0: yes })).toEqual([]);
    expect(drafting({ r0: yes, r1: null })).toEqual([]);
  });
});

describe('a figure', () => {
  const priced = () =>
    smallService(
      [
        {
          rungs: [{ held: null }],
          commitment: false,
          readsNullOn: [],
          expression: 'r.yes',
          whenFails: 'person',
        },
      ],
      ([criterion = '']) => ({ criterion }),
      {
        parameters: [{ name: 'price', key: 'price', on: 'date(2026, r0.count, 1)', label: ONE_WORD }],
        amounts: [{ id: 'total', label: ONE_WORD, expression: 'price * 2', clause: ONE_WORD }],
      },
    ).service;
  const ONE_WORD = { 'zh-CN': '价', 'zh-TW': '價', en: 'price' };
  const found = { value: '1.005', area: '99', source: ONE_WORD, publishedOn: null };
  const facts: Facts = { r0: { yes: true, count: 3 } };

  test('is looked up on the day that the facts give, and stands in the trace with its source', () => {
    const trace = assess(priced(), { facts, claim: {}, lookup: () => found });
    expect(trace.parameters).toEqual([{ name: 'price', key: 'price', on: '2026-03-01', ...found }]);
    expect(trace.amounts[0]?.fen).toBe(201);
  });

  test('that nobody has published is a need, never zero', () => {
    const days: string[] = [];
    const lookup = (_: string, on: CivilDate) => {
      days.push(on);
      return null;
    };
    const trace = assess(priced(), { facts, claim: {}, lookup });
    expect(trace.amounts[0]?.fen).toBe('unknown');
    expect(trace.needs.parameters).toEqual([{ name: 'price', key: 'price', on: '2026-03-01' }]);
    expect(days.map((day) => CivilDate.parse(day))).toEqual(['2026-03-01']);
  });

  test('is not looked up before the day is known', () => {
    const trace = assess(priced(), { facts: {}, claim: {}, lookup: () => found });
    expect(trace.needs).toMatchObject({ requirements: ['r0'], parameters: [] });
  });

  test.each([['0.001'], ['-1'], ['cheap']])('of %s makes no amount but a person’s need', (value) => {
    const trace = assess(priced(), { facts, claim: {}, lookup: () => ({ ...found, value }) });
    expect(trace.needs).toEqual({ requirements: [], parameters: [], criteria: [], amounts: ['total'] });
  });
});
