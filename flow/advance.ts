import { evidenceTypes } from '#catalogue/index.ts';
import type { Tx } from '#db/with-tx.ts';
import { assess } from '#domain/assess.ts';
import type { Assessment } from '#domain/assessment.ts';
import type { CaseState } from '#domain/case.ts';
import { outcomeOf } from '#domain/outcome.ts';
import type { Actor } from '#domain/permission.ts';
import { planWave } from '#domain/plan.ts';
import { factsOf } from '#domain/requirement-facts.ts';
import type { CompiledService } from '#domain/rules.ts';
import { draftEvents, type EventRow, type LoadedCase, type NewEvent, writeEvents } from './append.ts';
import type { CaseFacts } from './case-facts.ts';
import { conclude } from './conclude.ts';
import { type LeafNote, record } from './ledger.ts';
import { matchGrants, queueQuestions, waveEvents } from './plan-steps.ts';

/** One case in the hands of the system: everything that moving it forward needs, read once. */
export interface Hand {
  tx: Tx;
  actor: Extract<Actor, { kind: 'system' }>;
  now: Date;
  service: CompiledService;
  loaded: LoadedCase;
  /** Events and ledger leaves of this transaction; written together at its end by `closeHand`. */
  events: EventRow[];
  leaves: LeafNote[];
}

/** Appends events as the system that holds the case. */
export function appendInHand(hand: Hand, state: CaseState, events: readonly NewEvent[]): CaseState {
  const { actor, now, loaded } = hand;
  const drafted = draftEvents(actor, now, loaded.key, loaded.row.id, state, events);
  hand.events.push(...drafted.rows);
  return drafted.state;
}

/** Writes what was done with a case in hand. `state` is the one after the last event. */
export async function closeHand({ tx, now, loaded, events, leaves }: Hand, state: CaseState): Promise<void> {
  await writeEvents(tx, now, loaded.row.id, loaded.state.seq, { state, rows: events });
  await record(tx, now, leaves);
}

/**
 * Moves a case as far as what is known carries it: assess; then decide, park it for a person, or send the next wave.
 * Ends because every round either stops or lowers a ladder.
 */
export async function advance(hand: Hand, state: CaseState, facts: CaseFacts): Promise<CaseState> {
  let current = state;
  let { states } = facts;
  for (;;) {
    const assessment = assessNow(hand.service, { ...facts, states });
    const outcome = outcomeOf(hand.service, assessment, states);
    if (outcome !== null) return conclude(hand, current, facts.claim, assessment, outcome);
    const wanted = planWave(hand.service, states, assessment, evidenceTypes);
    if (wanted.length === 0) return current;
    const wave = await matchGrants(hand.tx, hand.service, wanted, hand.now);
    const planned = waveEvents(hand.service, current, states, facts.claim, wave);
    const events = planned.events.map((event) => ({ event }));
    const { tx, now, service, loaded } = hand;
    current = appendInHand(hand, current, events);
    await queueQuestions(tx, service, loaded.row.id, current.wave, wave.questions, now);
    if (wave.refused.length === 0) return current;
    states = planned.states;
  }
}

function assessNow(service: CompiledService, { claim, states, lookup }: CaseFacts): Assessment {
  return assess(service, { facts: factsOf(service, states), claim, lookup });
}
