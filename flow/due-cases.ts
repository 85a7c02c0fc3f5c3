import { clearPatience, findImpatientStep } from '#db/steps.ts';
import { clearWakeup, findWakeup } from '#db/wakeups.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { CaseState } from '#domain/case.ts';
import { afterPatience } from '#domain/ladder.ts';
import { isAllowed } from '#domain/permission.ts';
import { advance } from './advance.ts';
import { openFacts } from './case-facts.ts';
import { openDrafts } from './drafts.ts';
import { appendInHand, type Hand, inHand } from './hand.ts';
import { getRequirement, standingOf } from './plan-steps.ts';
import { decideAsProposed } from './proposal.ts';
import { SYSTEM } from './system.ts';

/**
 * Acts on one step whose patience has passed: the next lawful means opens beside the wait, as an event that everybody
 * can see. Returns whether there was one.
 */
export async function lowerOneRung(pool: Pool, now: Date): Promise<boolean> {
  const step = await withTx(pool, SYSTEM.broker, (tx) => findImpatientStep(tx, now));
  if (step === undefined) return false;
  await inHand(pool, now, step.caseId, async (hand) => {
    const { state } = hand.loaded;
    const isMine = await clearPatience(hand.tx, step.id);
    return isMine && isAllowed(state.status, 'plan') ? lower(hand, step.requirement, step.rung) : state;
  });
  return true;
}

async function lower(hand: Hand, id: string, rung: number): Promise<CaseState> {
  const requirement = getRequirement(hand.service, id);
  const facts = await openFacts(hand);
  const before = facts.states[id];
  if (before === undefined) throw new Error('every requirement of a case has a state');
  const after = afterPatience(before, { requirement, claim: facts.claim, rung });
  if (after === before) return hand.loaded.state;
  const data = { requirement: id, because: 'patience' as const, standing: standingOf(after) };
  const state = appendInHand(hand, hand.loaded.state, [{ event: { type: 'rung.opened', version: 1, data } }]);
  return advance(hand, state, { ...facts, states: { ...facts.states, [id]: after } });
}

/** Looks again at one case that asked to be woken: after what a person did, or when a figure may have been published. */
export async function wakeOneCase(pool: Pool, now: Date): Promise<boolean> {
  const caseId = await withTx(pool, SYSTEM.broker, (tx) => findWakeup(tx, now));
  if (caseId === undefined) return false;
  await inHand(pool, now, caseId, async (hand) => {
    const { state } = hand.loaded;
    const isMine = await clearWakeup(hand.tx, caseId, now);
    return isMine ? wake(hand, state) : state;
  });
  return true;
}

/** What a case was woken for: a decision that two persons have signed, cases that follow from one, or a further step. */
async function wake(hand: Hand, state: CaseState): Promise<CaseState> {
  if (state.proposal?.approvedBy) return decideAsProposed(hand, state, state.proposal);
  if (state.decision !== null) {
    await openDrafts(hand, state.decision.drafts);
    return state;
  }
  return isAllowed(state.status, 'plan') ? advance(hand, state, await openFacts(hand)) : state;
}
