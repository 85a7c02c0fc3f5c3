import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerEffect,
  afterAnswer,
  afterDecline,
  afterPatience,
  findOffered,
  findRungBelow,
  initial,
  type LadderPlace,
} from './ladder.ts';
import { LowerReason, type RequirementState } from './requirement.ts';
import { Requirement } from './service.ts';

const words = { 'zh-CN': '字', 'zh-TW': '字', en: 'word' };
const share = (onlyFor: { claim: string; values: string[] } | null = null) => ({
  means: 'data_share' as const,
  onlyFor,
  evidence: 'E-X',
  fields: ['yes'],
  patienceMinutes: 5,
});
const promise = {
  means: 'commitment' as const,
  textVersion: 'v1',
  statement: words,
  duty: words,
  consequence: words,
  establishes: { yes: true },
};
const requirementOf = (ladder: (ReturnType<typeof share> | typeof promise)[]) =>
  Requirement.parse({
    id: 'r',
    title: words,
    subjects: ['applicant'],
    purpose: words,
    legalBasis: { citation: 'clause', kind: 'STATUTORY_DUTY' },
    ladder,
    paperSpared: null,
  });

const KIN = requirementOf([share(), share({ claim: 'relation', values: ['child'] }), promise]);
const CHILD = { relation: 'child' };
const at = (rung: number, requirement = KIN, claim: Record<string, string> = CHILD): LadderPlace => {
  return { requirement, claim, rung };
};
const lower = (reason: LowerReason): AnswerEffect => ({ effect: 'lower', reason });
const VALUE = { yes: true };

describe('a ladder', () => {
  test('begins at its first department', () => {
    expect(initial(KIN, CHILD)).toEqual({ kind: 'open', rung: 0 });
  });

  test('begins with the applicant’s choice where no department can be asked', () => {
    expect(initial(requirementOf([promise]), CHILD)).toEqual({ kind: 'offered', rung: 0 });
  });

  test('establishes what a department confirmed', () => {
    const after = afterAnswer({ kind: 'waiting', rung: 0, offered: null }, at(0), {
      effect: 'established',
      value: VALUE,
    });
    expect(after).toEqual({ kind: 'established', rung: 0, value: VALUE });
  });

  test.each(LowerReason.options)('goes to the next lawful means by itself on %s', (reason) => {
    expect(afterAnswer({ kind: 'waiting', rung: 0, offered: null }, at(0), lower(reason))).toEqual({
      kind: 'open',
      rung: 1,
    });
    expect(afterAnswer({ kind: 'waiting', rung: 1, offered: null }, at(1), lower(reason))).toEqual({
      kind: 'offered',
      rung: 2,
    });
    expect(afterAnswer({ kind: 'offered', rung: 2 }, at(2), lower(reason))).toEqual({
      kind: 'exhausted',
      reason,
    });
  });

  test('skips a means that is not for this applicant', () => {
    const waiting: RequirementState = { kind: 'waiting', rung: 0, offered: null };
    expect(afterAnswer(waiting, at(0, KIN, { relation: 'spouse' }), lower('likely'))).toEqual({
      kind: 'offered',
      rung: 2,
    });
  });

  test('ends where departments contradict, without offering a commitment over it', () => {
    const after = afterAnswer({ kind: 'waiting', rung: 0, offered: null }, at(0), {
      effect: 'stop',
      reason: 'contradicted',
    });
    expect(after).toEqual({ kind: 'exhausted', reason: 'contradicted' });
    expect(afterAnswer(after, at(1), { effect: 'established', value: VALUE })).toEqual(after);
  });
});

describe('patience', () => {
  const waiting: RequirementState = { kind: 'waiting', rung: 0, offered: null };

  test('asks the next department as well', () => {
    expect(afterPatience(waiting, at(0))).toEqual({ kind: 'open', rung: 1 });
  });

  test('offers the commitment while the wait goes on', () => {
    const state = afterPatience(waiting, at(0, KIN, { relation: 'spouse' }));
    expect(state).toEqual({ kind: 'waiting', rung: 0, offered: 2 });
    expect(findOffered(state)).toBe(2);
  });

  test('ends a ladder that has nothing below, and a late answer is still taken', () => {
    const last = requirementOf([share()]);
    const ended = afterPatience(waiting, at(0, last));
    expect(ended).toEqual({ kind: 'exhausted', reason: 'unavailable' });
    const late = afterAnswer(ended, at(0, last), { effect: 'established', value: VALUE });
    expect(late).toEqual({ kind: 'established', rung: 0, value: VALUE });
  });

  test('with a rung that the ladder has left changes nothing', () => {
    const state: RequirementState = { kind: 'waiting', rung: 1, offered: null };
    expect(afterPatience(state, at(0))).toEqual(state);
  });
});

describe('a late answer of a source that was passed over', () => {
  const below: RequirementState = { kind: 'offered', rung: 2 };

  test('establishes the requirement after all', () => {
    const after = afterAnswer(below, at(0), { effect: 'established', value: VALUE });
    expect(after).toEqual({ kind: 'established', rung: 0, value: VALUE });
  });

  test('that knows nothing changes nothing', () => {
    expect(afterAnswer(below, at(0), lower('no_record'))).toEqual(below);
  });

  test('that contradicts ends the ladder', () => {
    expect(afterAnswer(below, at(1), { effect: 'stop', reason: 'disputed' })).toMatchObject({
      reason: 'disputed',
    });
  });
});

const effects: fc.Arbitrary<AnswerEffect> = fc.oneof(
  fc.constant<AnswerEffect>({ effect: 'wait' }),
  fc.constantFrom(...LowerReason.options).map(lower),
  fc.constant<AnswerEffect>({ effect: 'established', value: VALUE }),
  fc.constant<AnswerEffect>({ effect: 'stop', reason: 'contradicted' }),
);
const ladders = fc
  .array(fc.constantFrom(share(), share(CHILD_ONLY()), promise), { minLength: 1, maxLength: 5 })
  .map(requirementOf);
const happenings = fc.array(
  fc.record({
    rung: fc.integer({ min: 0, max: 4 }),
    event: fc.oneof(effects, fc.constant('patience' as const)),
  }),
  { maxLength: 30 },
);

function CHILD_ONLY() {
  return { claim: 'relation', values: ['child'] };
}

const happen = (state: RequirementState, place: LadderPlace, event: AnswerEffect | 'patience') =>
  event === 'patience' ? afterPatience(state, place) : afterAnswer(state, place, event);

describe('whatever departments and applicants do', () => {
  test('no rung is come back to, and what is established is never lost', () => {
    fc.assert(
      fc.property(
        ladders,
        fc.constantFrom('child', 'spouse'),
        happenings,
        (requirement, relation, events) => {
          const claim = { relation };
          let state = initial(requirement, claim);
          for (const { rung, event } of events.filter((item) => item.rung < requirement.ladder.length)) {
            const next = happen(state, { requirement, claim, rung }, event);
            if (state.kind === 'established') expect(next).toEqual(state);
            if ('rung' in state && state.rung !== null && 'rung' in next && next.kind !== 'established') {
              expect(next.rung).toBeGreaterThanOrEqual(state.rung);
              if (next.kind === 'open' && next.rung === state.rung) expect(state.kind).toBe('open');
            }
            if (state.kind === 'exhausted') expect(['exhausted', 'established']).toContain(next.kind);
            state = next;
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('every ladder ends once each of its rungs has failed or been waited for long enough', () => {
    fc.assert(
      fc.property(ladders, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (requirement, fails) => {
        let state = initial(requirement, CHILD);
        requirement.ladder.forEach((rung, index) => {
          const place = at(index, requirement);
          const event = fails[index] || rung.means === 'commitment' ? lower('declined') : 'patience';
          state = happen(happen(state, place, { effect: 'wait' }), place, event);
          if (findOffered(state) !== undefined && state.kind === 'waiting')
            state = happen(state, place, lower('no_record'));
        });
        expect(state.kind).toBe('exhausted');
      }),
      { numRuns: 500 },
    );
  });

  test('a rung for somebody else is never opened nor offered', () => {
    fc.assert(
      fc.property(ladders, happenings, (requirement, events) => {
        const claim = { relation: 'spouse' };
        let state = initial(requirement, claim);
        for (const { rung, event } of events) {
          state = happen(
            state,
            { requirement, claim, rung },
            event === 'patience' || event.effect !== 'established' ? event : { effect: 'wait' },
          );
          const current = 'rung' in state ? requirement.ladder[state.rung ?? -1] : undefined;
          expect(current?.onlyFor ?? null).toBeNull();
          const offered = requirement.ladder[findOffered(state) ?? -1];
          expect(offered?.onlyFor ?? null).toBeNull();
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the rung below is the next that stands in the ladder, or none', () => {
    expect(findRungBelow(at(0))?.index).toBe(1);
    expect(findRungBelow(at(0, KIN, {}))?.index).toBe(2);
    expect(findRungBelow(at(2))).toBeUndefined();
  });
});

describe('a commitment that the applicant declines', () => {
  const offered: RequirementState = { kind: 'offered', rung: 2 };

  test('ends the ladder for a person to take over', () => {
    expect(afterDecline(offered, at(2))).toEqual({ kind: 'exhausted', reason: 'declined' });
  });

  test('does not shut out the department that was being waited for', () => {
    const declined = afterDecline({ kind: 'waiting', rung: 1, offered: 2 }, at(2));
    expect(declined).toEqual({ kind: 'exhausted', reason: 'declined' });
    expect(afterAnswer(declined, at(1), { effect: 'established', value: VALUE })).toEqual({
      kind: 'established',
      rung: 1,
      value: VALUE,
    });
  });

  test('changes nothing where it is not offered', () => {
    const open: RequirementState = { kind: 'open', rung: 0 };
    expect(afterDecline(open, at(2))).toBe(open);
  });
});
