import type { FactFields } from './answer.ts';
import type { LowerReason, RequirementStanding, RequirementState, StopReason } from './requirement.ts';
import type { Requirement, Rung } from './service.ts';

/** What an answer does to the requirement that it was asked for. `wait`: nobody has said anything yet. */
export type AnswerEffect =
  | { effect: 'established'; value: FactFields }
  | { effect: 'lower'; reason: LowerReason }
  | { effect: 'wait' }
  | { effect: 'stop'; reason: StopReason };

/** A resident's answers: one flat object of question ids. */
export type Claim = Readonly<Record<string, string>>;

/** Which rung of which ladder something happened to. The claim decides which rungs the ladder has. */
export interface LadderPlace {
  requirement: Requirement;
  claim: Claim;
  rung: number;
}

/** The state of a requirement that nobody has been asked about. */
export function initial(requirement: Requirement, claim: Claim): RequirementState {
  return below({ requirement, claim, rung: -1 }, 'not_derivable');
}

/**
 * The state after the answer to the question of `place.rung`, which need not be the current rung: a source that was
 * passed over because it was silent may still answer. What is established stays established; a worse answer from a
 * rung that the ladder has left changes nothing; a contradiction from any rung ends the ladder.
 */
export function afterAnswer(
  state: RequirementState,
  place: LadderPlace,
  answer: AnswerEffect,
): RequirementState {
  if (state.kind === 'established' || isStopped(state)) return state;
  if (answer.effect === 'stop') return { kind: 'exhausted', reason: answer.reason };
  if (answer.effect === 'established') return { kind: 'established', rung: place.rung, value: answer.value };
  if (state.kind === 'exhausted' || state.rung !== place.rung) return state;
  if (answer.effect === 'lower') return below(place, answer.reason);
  return state.kind === 'open' ? { kind: 'waiting', rung: state.rung, offered: null } : state;
}

/**
 * The state once `place.rung` has been silent for longer than its patience: a department below is asked as well, a
 * commitment below is offered while the wait goes on, and a ladder with nothing below ends as `unavailable`. The
 * question stays out: its answer is still applied by `afterAnswer`.
 */
export function afterPatience(state: RequirementState, place: LadderPlace): RequirementState {
  if ((state.kind !== 'waiting' && state.kind !== 'open') || state.rung !== place.rung) return state;
  const next = findRungBelow(place);
  if (next === undefined) return { kind: 'exhausted', reason: 'unavailable' };
  if (next.rung.means === 'data_share') return { kind: 'open', rung: next.index };
  return { kind: 'waiting', rung: state.rung, offered: next.index };
}

/**
 * The state once the applicant has declined the commitment of `place.rung`: a person takes over. A department that was
 * being waited for may still answer.
 */
export function afterDecline(state: RequirementState, place: LadderPlace): RequirementState {
  return findOffered(state) === place.rung ? below(place, 'declined') : state;
}

/** The means that a state offers to the applicant, or undefined. */
export function findOffered(state: RequirementState): number | undefined {
  if (state.kind === 'offered') return state.rung;
  return state.kind === 'waiting' ? (state.offered ?? undefined) : undefined;
}

/** Whether the applicant is offered a commitment: something that only she can do. */
export function isOffered(standing: RequirementStanding): boolean {
  return standing.kind === 'offered' || (standing.kind === 'waiting' && standing.offered !== null);
}

/** The next rung below `place.rung` that stands in the ladder for this claim. */
export function findRungBelow(place: LadderPlace): { index: number; rung: Rung } | undefined {
  return place.requirement.ladder
    .map((rung, index) => ({ index, rung }))
    .find(({ index, rung }) => index > place.rung && isFor(rung, place.claim));
}

function below(place: LadderPlace, reason: LowerReason): RequirementState {
  const next = findRungBelow(place);
  if (next === undefined) return { kind: 'exhausted', reason };
  return { kind: next.rung.means === 'data_share' ? 'open' : 'offered', rung: next.index };
}

function isFor(rung: Rung, claim: Claim): boolean {
  const { onlyFor } = rung;
  return onlyFor === null || onlyFor.values.includes(claim[onlyFor.claim] ?? '');
}

function isStopped(state: RequirementState): boolean {
  return state.kind === 'exhausted' && ['contradicted', 'disputed', 'deceased'].includes(state.reason);
}
