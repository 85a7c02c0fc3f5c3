import { randomBytes } from 'node:crypto';
import type { StoredEvent } from '#db/cases.ts';
import { wakeCase } from '#db/wakeups.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CaseState, Proposal } from '#domain/case.ts';
import type { DecidedOutcome, Grounds, Officer } from '#domain/case-event.ts';
import { type Outcome, outcomeOf } from '#domain/outcome.ts';
import type { Actor } from '#domain/permission.ts';
import { PERSONS_PART } from '#domain/persons-part.ts';
import type { CompiledService } from '#domain/rules.ts';
import { assessNow } from './advance.ts';
import { openFacts } from './case-facts.ts';
import { DecisionPersonal, decide } from './conclude.ts';
import { appendAtDesk, type DeskCase, type SeenCase, takeUp, takeUpOwn } from './desk-work.ts';
import type { Hand } from './hand.ts';
import { type JudgedPersonal, Reason } from './judge-case.ts';
import { commitment, record } from './ledger.ts';
import { openInto, toOpen } from './open.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/** What a member of staff proposes. A refusal has a reason and names what it rests on; the clause is the definition's. */
export interface ProposedDecision {
  outcome: DecidedOutcome;
  grounds: Grounds | null;
  reason: string;
}

/**
 * Proposes a decision on the case that was seen (拟办). Amounts are always the rules': a grant can only be proposed where
 * the facts and judgements lead to one. The questions that are still out stay out; an answer to one of them undoes the
 * proposal, for it was made without it.
 * @throws VerbError not_found, not_permitted, stale, or not_allowed where that decision cannot be proposed
 */
export async function proposeDecision(
  tx: Tx,
  actor: Actor,
  now: Date,
  seen: SeenCase,
  { outcome: kind, grounds, reason }: ProposedDecision,
): Promise<void> {
  const desk = await takeUpOwn(tx, actor, seen);
  const { loaded, officer } = desk;
  const service = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  const hand: Hand = { tx, actor: SYSTEM.portal, now, service, loaded, events: [], leaves: [] };
  const facts = await openFacts(hand);
  const assessment = assessNow(service, facts);
  const byRules = outcomeOf(assessment, facts.states);
  if (!canPropose(service, loaded.state, byRules, kind, grounds)) throw new VerbError('not_allowed');
  if (kind === 'refused' && !Reason.safeParse(reason).success) throw new VerbError('not_allowed');

  const outcome: Outcome = byRules ?? { kind: 'undecided', needs: [...loaded.state.needs] };
  const salt = randomBytes(16);
  const personal: DecisionPersonal = { outcome, assessment, reason, salt: salt.toString('base64') };
  const data = { outcome: kind, grounds, officer };
  await appendAtDesk(tx, now, desk, { event: { type: 'decision.proposed', version: 1, data }, personal });
  await record(tx, now, [
    ...hand.leaves,
    {
      kind: 'decision.proposed',
      actor: officer.id,
      refs: { case: seen.id, outcome: kind, ...(grounds && { grounds: grounds.id }) },
      commitments: { decision: commitment(salt, { outcome, assessment, reason }) },
    },
  ]);
}

/** Whether the rules, as they come out now, leave room for this decision. */
export function canPropose(
  { definition }: CompiledService,
  state: CaseState,
  byRules: Outcome | null,
  kind: DecidedOutcome,
  grounds: Grounds | null,
): boolean {
  if (kind !== 'refused') return byRules?.kind === kind && grounds === null && !isTaken(state);
  if (grounds === null || (byRules === null && state.needs.length === 0)) return false;
  const known = grounds.kind === 'criterion' ? definition.criteria : definition.requirements;
  return known.some(({ id }) => id === grounds.id);
}

/** Another case has been granted the same for the same death. */
function isTaken(state: CaseState): boolean {
  return state.needs.some(({ kind }) => kind === 'already_granted');
}

/**
 * 复核同意: a second person confirms; the system then decides as proposed. Whoever proposed, judged or determined anything
 * in the case cannot be the second person.
 * @throws VerbError not_found, not_permitted, not_allowed or stale
 */
export async function approveDecision(tx: Tx, actor: Actor, now: Date, seen: SeenCase): Promise<void> {
  const desk = await takeUp(tx, actor, seen);
  requireSecondPerson(desk);
  const { officer } = desk;
  await appendAtDesk(tx, now, desk, { event: { type: 'decision.approved', version: 1, data: { officer } } });
  await record(tx, now, [{ kind: 'decision.approved', actor: officer.id, refs: { case: seen.id } }]);
  await wakeCase(tx, seen.id, now);
}

/**
 * 退回: the second person sends the proposal back with a reason.
 * @throws VerbError not_found, not_permitted, not_allowed or stale
 */
export async function returnDecision(
  tx: Tx,
  actor: Actor,
  now: Date,
  seen: SeenCase,
  reason: string,
): Promise<void> {
  const desk = await takeUp(tx, actor, seen);
  requireSecondPerson(desk);
  const { officer } = desk;
  const salt = randomBytes(16);
  const personal: JudgedPersonal = { reason, salt: salt.toString('base64') };
  const event = { type: 'decision.returned' as const, version: 1 as const, data: { officer } };
  await appendAtDesk(tx, now, desk, { event, personal });
  const commitments = { reason: commitment(salt, reason) };
  await record(tx, now, [
    { kind: 'decision.returned', actor: officer.id, refs: { case: seen.id }, commitments },
  ]);
}

function requireSecondPerson({ officer, loaded }: DeskCase): void {
  const { proposal } = loaded.state;
  if (proposal === null || proposal.approvedBy !== null) throw new VerbError('not_allowed');
  if (!isSecondPerson(officer.id, loaded.history)) throw new VerbError('not_permitted');
}

/** Whether somebody has had no hand in what is to be confirmed. */
export function isSecondPerson(
  id: Officer['id'],
  history: readonly Pick<StoredEvent, 'actor' | 'event'>[],
): boolean {
  return !history.some(({ actor, event }) => actor === id && PERSONS_PART[event.type] === 'judgement');
}

/** Decides a case as one person has proposed and another has confirmed. */
export async function decideAsProposed(hand: Hand, state: CaseState, proposal: Proposal): Promise<CaseState> {
  const { tx, actor, leaves, loaded } = hand;
  const sealed = loaded.history.findLast(({ event }) => event.type === 'decision.proposed')?.sealed;
  if (!sealed || proposal.approvedBy === null) throw new Error('a confirmed proposal keeps what it proposes');
  const { proposed } = await openInto(leaves, tx, actor, 'assess', {
    proposed: toOpen(sealed, DecisionPersonal),
  });
  const { claim } = await openFacts(hand);
  const { outcome, assessment, reason } = proposed;
  const officers = [proposal.officer, proposal.approvedBy];
  const { outcome: kind, grounds } = proposal;
  return decide(hand, state, claim, { kind, outcome, assessment, reason, grounds, officers });
}
