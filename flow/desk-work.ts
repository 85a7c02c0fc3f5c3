import { resumeSteps } from '#db/steps.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Officer } from '#domain/case-event.ts';
import type { CaseId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { advance, assessNow } from './advance.ts';
import { append, type LoadedCase, loadForWriting, type NewEvent } from './append.ts';
import { openFacts } from './case-facts.ts';
import { withHand } from './hand.ts';
import { VerbError } from './problems.ts';
import { SYSTEM } from './system.ts';

export type Staff = Extract<Actor, { kind: 'staff' }>;

/** Which case a member of staff looked at, and the version of it that was seen. */
export interface SeenCase {
  id: CaseId;
  seq: number;
}

/** A case as it stands on the desk: the one that was seen, or nothing is done. */
export interface DeskCase {
  actor: Staff;
  officer: Officer;
  loaded: LoadedCase;
}

/** Locks a case for a member of staff. @throws VerbError not_found, or stale if it has changed since it was seen */
export async function takeUp(tx: Tx, actor: Actor, { id, seq }: SeenCase): Promise<DeskCase> {
  if (actor.kind !== 'staff') throw new VerbError('not_found');
  const loaded = await loadForWriting(tx, id);
  if (loaded.state.seq !== seq) throw new VerbError('stale');
  return { actor, officer: { id: actor.id, tail: actor.tail }, loaded };
}

/** The same for who has claimed it. @throws VerbError also stale if it is not this person's */
export async function takeUpOwn(tx: Tx, actor: Actor, seen: SeenCase): Promise<DeskCase> {
  const desk = await takeUp(tx, actor, seen);
  if (desk.loaded.state.owner?.id !== desk.actor.id) throw new VerbError('stale');
  return desk;
}

/** Appends what a member of staff has done. @throws VerbError not_permitted, not_allowed or stale */
export async function appendAtDesk(
  tx: Tx,
  now: Date,
  { actor, loaded }: DeskCase,
  event: NewEvent,
): Promise<void> {
  await append(tx, actor, now, loaded.key, loaded.row.id, loaded.state, [event]);
}

/**
 * What follows from it by the rules: questions that a former decision had called off and that matter again, further ones,
 * other needs. Never a decision: a person has had a hand in it.
 */
export async function goOn(tx: Tx, now: Date, id: CaseId): Promise<void> {
  await withHand(tx, SYSTEM.portal, now, id, async (hand) => {
    const facts = await openFacts(hand);
    const { needs } = assessNow(hand.service, facts);
    hand.officer = hand.loaded.state.owner?.id ?? null;
    await resumeSteps(tx, id, needs.requirements, now, hand.officer);
    return advance(hand, hand.loaded.state, facts);
  });
}
