import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from './assess.ts';
import type { Assessment } from './assessment.ts';
import { type AnswerEffect, afterAnswer, afterPatience, findOffered, initial } from './ladder.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { planWave, type WaveQuestion } from './plan.ts';
import { LowerReason, type RequirementState, type RequirementStates } from './requirement.ts';
import { factsOf } from './requirement-facts.ts';
import type { Requirement } from './service.ts';
import {
  POSSIBLE_FACTS,
  type SmallRequirement,
  type SmallService,
  smallService,
  smallServices,
} from './testing/small-service.ts';

const assessStates = ({ service }: SmallService, states: RequirementStates): Assessment =>
  assess(service, { facts: factsOf(service, states), claim: {}, lookup: () => null });

const start = ({ service }: SmallService): Record<string, RequirementState> =>
  Object.fromEntries(
    service.definition.requirements.map((requirement) => [requirement.id, initial(requirement, {})]),
  );

const waveOf = (small: SmallService, states: RequirementStates) =>
  planWave(small.service, states, assessStates(small, states), small.evidenceTypes);

/** What a department or an applicant may come up with, one after the other. */
type Reply = AnswerEffect | 'patience';
const replies: fc.Arbitrary<Reply[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...POSSIBLE_FACTS).map((value): Reply => ({ effect: 'established', value })),
    },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...LowerReason.options)
        .map((reason): Reply => ({ effect: 'lower', reason })),
    },
    { weight: 2, arbitrary: fc.constant<Reply>('patience') },
    { weight: 1, arbitrary: fc.constant<Reply>({ effect: 'stop', reason: 'contradicted' }) },
  ),
  { minLength: 1, maxLength: 12 },
);

interface Run {
  outcome: Outcome | null;
  asked: WaveQuestion[];
  rounds: number;
}

/** Plays a whole case: plan, answer every question and every offer with the next reply, until there is an outcome. */
function play(small: SmallService, script: readonly Reply[]): Run {
  const states = start(small);
  const asked: WaveQuestion[] = [];
  let next = 0;
  const react = (requirement: Requirement, rung: number) => {
    const reply = script[next++ % script.length] ?? 'patience';
    const place = { requirement, claim: {}, rung };
    const state = afterAnswer(states[requirement.id] ?? initial(requirement, {}), place, { effect: 'wait' });
    states[requirement.id] =
      reply === 'patience' ? afterPatience(state, place) : afterAnswer(state, place, reply);
  };
  for (let rounds = 1; rounds <= 40; rounds++) {
    const outcome = outcomeOf(assessStates(small, states), states);
    if (outcome !== null) return { outcome, asked, rounds };
    const wave = waveOf(small, states);
    asked.push(...wave);
    for (const requirement of small.service.definition.requirements) {
      const question = wave.find((candidate) => candidate.requirement === requirement.id);
      if (question !== undefined) react(requirement, question.rung);
      else choose(states, requirement, script[next++ % script.length]);
    }
  }
  return { outcome: null, asked, rounds: 40 };
}

/** The applicant takes an offer or leaves it; a source that was silent beyond its patience stays silent. */
function choose(
  states: Record<string, RequirementState>,
  requirement: Requirement,
  reply: Reply | undefined,
): void {
  const state = states[requirement.id];
  const offered = state && findOffered(state);
  if (state === undefined || offered === undefined) return;
  const takes = reply !== undefined && reply !== 'patience' && reply.effect === 'established';
  const effect: AnswerEffect = takes
    ? { effect: 'established', value: { yes: true } }
    : { effect: 'lower', reason: 'declined' };
  const rung = state.kind === 'waiting' && !takes ? state.rung : offered;
  states[requirement.id] = afterAnswer(state, { requirement, claim: {}, rung }, effect);
}

describe('whatever the departments answer', () => {
  test('planning ends in an outcome, and no question is asked twice', () => {
    fc.assert(
      fc.property(smallServices, replies, (small, script) => {
        const { outcome, asked } = play(small, script);
        expect(outcome).not.toBeNull();
        const questions = asked.map(({ requirement, rung }) => `${requirement}.${rung}`);
        expect(new Set(questions).size).toBe(questions.length);
      }),
      { numRuns: 500 },
    );
  });

  test('no question is asked that the assessment did not need when its wave was sent', () => {
    fc.assert(
      fc.property(smallServices, replies, (small, script) => {
        const states = start(small);
        for (const reply of script) {
          const assessment = assessStates(small, states);
          const wave = planWave(small.service, states, assessment, small.evidenceTypes);
          const needed = assessment.needs.requirements;
          expect(wave.every(({ requirement }) => needed.includes(requirement))).toBe(true);
          const [question] = wave;
          const requirement = small.service.definition.requirements.find(
            ({ id }) => id === question?.requirement,
          );
          if (question === undefined || requirement === undefined) return;
          const place = { requirement, claim: {}, rung: question.rung };
          const state = states[requirement.id] ?? initial(requirement, {});
          states[requirement.id] =
            reply === 'patience' ? afterPatience(state, place) : afterAnswer(state, place, reply);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the same answers give the same questions and the same outcome', () => {
    fc.assert(
      fc.property(smallServices, replies, (small, script) => {
        expect(play(small, script)).toEqual(play(small, script));
      }),
      { numRuns: 100 },
    );
  });
});

const plain: SmallRequirement = {
  rungs: [{ held: null }],
  commitment: false,
  readsNullOn: [],
  expression: 'r.yes',
  whenFails: 'person',
};
const scarce: SmallRequirement = { ...plain, rungs: [{ held: 'scarce' }] };
const all = (criteria: string[]) => ({ all: criteria.map((criterion) => ({ criterion })) });

describe('evidence that is held back', () => {
  const small = smallService([plain, scarce, scarce], all);
  const asked = (states: RequirementStates) => waveOf(small, states).map(({ requirement }) => requirement);
  const yes: RequirementState = { kind: 'established', rung: 0, value: { yes: true, count: 1 } };
  const no: RequirementState = { kind: 'established', rung: 0, value: { yes: false, count: 1 } };
  const waiting: RequirementState = { kind: 'waiting', rung: 0, offered: null };

  test('waits until the others have been asked and have answered', () => {
    expect(asked(start(small))).toEqual(['r0']);
    expect(asked({ ...start(small), r0: waiting })).toEqual([]);
    expect(asked({ ...start(small), r0: yes })).toEqual(['r1', 'r2']);
  });

  test('is never asked where cheaper facts have settled the matter', () => {
    expect(asked({ ...start(small), r0: no })).toEqual([]);
  });

  test('does not wait for a source that is silent beyond its patience', () => {
    const offered: RequirementState = { kind: 'waiting', rung: 0, offered: 1 };
    expect(asked({ ...start(small), r0: offered })).toEqual(['r1', 'r2']);
  });
});

describe('what a definition asks first', () => {
  const small = smallService([plain, { ...plain, rungs: [{ held: null }, { held: null }] }, plain], all, {
    askFirst: ['r1'],
  });
  const asked = (states: RequirementStates) => waveOf(small, states).map(({ requirement }) => requirement);
  const known = (yes: boolean): RequirementState => ({
    kind: 'established',
    rung: 0,
    value: { yes, count: 1 },
  });

  test('is asked alone: of the other departments nobody is told anything yet', () => {
    expect(asked(start(small))).toEqual(['r1']);
    expect(asked({ ...start(small), r1: { kind: 'waiting', rung: 0, offered: null } })).toEqual([]);
  });

  test('lets the others follow once it has left the case open', () => {
    expect(asked({ ...start(small), r1: known(true) })).toEqual(['r0', 'r2']);
  });

  test('keeps the others from being asked at all where it settles the case', () => {
    expect(asked({ ...start(small), r1: known(false) })).toEqual([]);
  });

  test('is still asked alone where its first source does not know and a second one may', () => {
    expect(asked({ ...start(small), r1: { kind: 'open', rung: 1 } })).toEqual(['r1']);
  });

  test('holds nobody back once it is silent beyond its patience, or nobody knows', () => {
    expect(asked({ ...start(small), r1: { kind: 'waiting', rung: 1, offered: 2 } })).toEqual(['r0', 'r2']);
    expect(asked({ ...start(small), r1: { kind: 'exhausted', reason: 'no_record' } })).toEqual(['r0', 'r2']);
  });

  test('is only ever asked together with what is asked first as well, whatever the departments answer', () => {
    const first = fc.subarray(['r0', 'r1', 'r2']);
    fc.assert(
      fc.property(first, replies, (askFirst, script) => {
        const played = smallService([plain, plain, plain], all, { askFirst });
        const states = start(played);
        for (const reply of script) {
          const wave = waveOf(played, states);
          if (wave.some(({ requirement }) => askFirst.includes(requirement)))
            expect(wave.filter(({ requirement }) => !askFirst.includes(requirement))).toEqual([]);
          const [question] = wave;
          const requirement = played.service.definition.requirements.find(
            ({ id }) => id === question?.requirement,
          );
          if (question === undefined || requirement === undefined) return;
          const place = { requirement, claim: {}, rung: question.rung };
          const state = states[requirement.id] ?? initial(requirement, {});
          states[requirement.id] =
            reply === 'patience' ? afterPatience(state, place) : afterAnswer(state, place, reply);
        }
      }),
    );
  });
});

test('a first wave holds every question that can matter, in the order of the definition', () => {
  const small = smallService([plain, plain, { ...plain, whenFails: 'amount' }], all);
  expect(
    waveOf(small, start(small)).map(({ requirement, rung, evidence }) => [requirement, rung, evidence]),
  ).toEqual([
    ['r0', 0, 'E-A-A'],
    ['r1', 0, 'E-B-A'],
    ['r2', 0, 'E-C-A'],
  ]);
});
