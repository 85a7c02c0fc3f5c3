import { evidenceTypes } from '#catalogue/index.ts';
import { assess } from '#domain/assess.ts';
import type { Assessment } from '#domain/assessment.ts';
import type { CaseState } from '#domain/case.ts';
import { outcomeOf } from '#domain/outcome.ts';
import { planWave } from '#domain/plan.ts';
import { factsOf } from '#domain/requirement-facts.ts';
import type { CompiledService } from '#domain/rules.ts';
import type { CaseFacts } from './case-facts.ts';
import { conclude } from './conclude.ts';
import { appendInHand, type Hand } from './hand.ts';
import { matchGrants, waveEvents } from './plan-steps.ts';
import { queueQuestions } from './queue-questions.ts';

/**
 * Moves a case as far as what is known carries it: assess; then decide, park it for a person, or send the next wave.
 * Ends because every round either stops or lowers a ladder.
 */
export async function advance(hand: Hand, state: CaseState, facts: CaseFacts): Promise<CaseState> {
  let current = state;
  let { states } = facts;
  for (;;) {
    const assessment = assessNow(hand.service, { ...facts, states });
    const outcome = outcomeOf(assessment, states);
    if (outcome !== null) return conclude(hand, current, facts.claim, assessment, outcome);
    const wanted = planWave(hand.service, states, assessment, evidenceTypes);
    if (wanted.length === 0) return current;
    const wave = await matchGrants(hand, facts.claim, wanted);
    const planned = waveEvents(hand.service, current, states, facts.claim, wave);
    const events = planned.events.map((event) => ({ event }));
    current = appendInHand(hand, current, events);
    await queueQuestions(hand, current.wave, wave.questions);
    if (wave.refused.length === 0) return current;
    states = planned.states;
  }
}

/** The assessment of a case as it is known now. */
export function assessNow(
  service: CompiledService,
  { claim, states, lookup, judged }: CaseFacts,
): Assessment {
  return assess(service, { facts: factsOf(service, states), claim, lookup, judged });
}
