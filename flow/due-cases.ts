import { clearPatience, findImpatientStep, takeWakeup } from '#db/steps.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import { afterPatience } from '#domain/ladder.ts';
import { isAllowed } from '#domain/permission.ts';
import { advance } from './advance.ts';
import { append } from './append.ts';
import { openFacts } from './case-facts.ts';
import { getRequirement, standingOf } from './plan-steps.ts';
import { takeInHand } from './record-answer.ts';
import { SYSTEM } from './system.ts';

/**
 * Acts on one step whose patience has passed: the next lawful means opens beside the wait, as an event that everybody
 * can see. Returns whether there was one.
 */
export async function lowerOneRung(pool: Pool, now: Date): Promise<boolean> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const step = await findImpatientStep(tx, now);
    if (step === undefined) return false;
    const hand = await takeInHand(tx, step.caseId, now);
    if (!(await clearPatience(tx, step.id))) return true;
    if (!isAllowed(hand.loaded.state.status, 'plan')) return true;
    const requirement = getRequirement(hand.service, step.requirement);
    const facts = await openFacts(tx, hand.actor, 'assess', now, hand.service, hand.loaded);
    const before = facts.states[requirement.id];
    if (before === undefined) throw new Error('every requirement of a case has a state');
    const after = afterPatience(before, { requirement, claim: facts.claim, rung: step.rung });
    if (after === before) return true;
    const data = { requirement: requirement.id, because: 'patience' as const, standing: standingOf(after) };
    const state = await append(tx, hand.actor, now, hand.key, step.caseId, hand.loaded.state, [
      { event: { type: 'rung.opened', version: 1, data } },
    ]);
    await advance(hand, state, { ...facts, states: { ...facts.states, [requirement.id]: after } });
    return true;
  });
}

/** Looks again at one case that asked to be woken: after a commitment, or when a figure may have been published. */
export async function wakeOneCase(pool: Pool, now: Date): Promise<boolean> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const caseId = await takeWakeup(tx, now);
    if (caseId === undefined) return false;
    const hand = await takeInHand(tx, caseId, now);
    if (!isAllowed(hand.loaded.state.status, 'plan')) return true;
    const facts = await openFacts(tx, hand.actor, 'assess', now, hand.service, hand.loaded);
    await advance(hand, hand.loaded.state, facts);
    return true;
  });
}
