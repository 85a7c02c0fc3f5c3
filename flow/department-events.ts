import {
  type ConcernedStep,
  forgetAnswers,
  hastenSteps,
  insertDepartmentEvent,
  listConcernedSteps,
  markOverturnedBefore,
  noteEventCases,
} from '#db/department-events.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { AnswerKind } from '#domain/answer.ts';
import type { CaseState } from '#domain/case.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { CaseId, ConnectorId, StepId } from '#domain/ids.ts';
import { isAllowed } from '#domain/permission.ts';
import type { RequirementStanding } from '#domain/requirement.ts';
import { StopReason } from '#domain/requirement.ts';
import { blindIndex } from './blind-index.ts';
import { appendInHand, type Hand, withHand } from './hand.ts';
import { record } from './ledger.ts';
import { findAskable, requeue } from './reopen-question.ts';
import { SYSTEM } from './system.ts';

/** What a department says has happened to a person or a record of one. */
export interface DepartmentEvent {
  /** The sender's own id for it, unique within the connector. */
  id: string;
  connector: ConnectorId;
  type: 'birth' | 'death' | 'correction' | 'void';
  evidence: EvidenceCode;
  /** Citizen identity number of 18 characters; kept as a blind index only. */
  idNumber: string;
  occurredAt: Date;
}

/** Which earlier answers an event takes back: a registered death those that knew of none, a correction all of them. */
const OVERTURNS = {
  birth: [],
  death: ['no_record', 'contradicted'],
  correction: ['confirmed', 'contradicted', 'no_record', 'ambiguous'],
  void: ['confirmed', 'contradicted', 'no_record', 'ambiguous'],
} as const satisfies Record<DepartmentEvent['type'], readonly AnswerKind[]>;

/**
 * Records an event once and has its evidence asked again for the person's open cases, also for those that wait on a desk
 * because nothing was on record. Decided cases stay as they were decided: what they were told is marked as overturned. All
 * of it stands or falls together, so that an event which was not taken is sent again.
 * @returns whether it was new, and how many cases look again
 */
export async function recordDepartmentEvent(
  pool: Pool,
  now: Date,
  event: DepartmentEvent,
): Promise<{ isNew: boolean; cases: number }> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const { connector, type, evidence, occurredAt } = event;
    const id = `${connector}:${event.id}`;
    const subject = blindIndex('citizen_id', event.idNumber);
    const row = { id, connector, type, evidence, subject, occurredAt, receivedAt: now };
    if (!(await insertDepartmentEvent(tx, row))) return { isNew: false, cases: 0 };
    const looked = type === 'birth' ? [] : await lookAgain(tx, now, id, event, subject);
    await noteEventCases(tx, id, looked);
    const refs = { event: id, connector, type, evidence, cases: looked };
    await record(tx, now, [{ kind: 'event.received', actor: SYSTEM.broker.id, refs }]);
    return { isNew: true, cases: looked.length };
  });
}

async function lookAgain(
  tx: Tx,
  now: Date,
  id: string,
  { connector, evidence, type }: DepartmentEvent,
  subject: string,
): Promise<CaseId[]> {
  const concerned = await listConcernedSteps(tx, { connector, evidence, subject });
  const ids = concerned.map((step) => step.id);
  await markOverturnedBefore(tx, ids, OVERTURNS[type], now);
  await forgetAnswers(tx, ids);
  await hastenSteps(tx, ids, now);
  const out = new Set<StepId>();
  const looked = new Set<CaseId>();
  for (const step of concerned) {
    if (!isAllowed(step.caseStatus, 'plan')) continue;
    if (await askAgain(tx, now, id, type, step, out)) looked.add(step.caseId);
  }
  return [...looked];
}

/** @param out the steps that ask again because of this event; whoever followed one of them waits for its new answer */
async function askAgain(
  tx: Tx,
  now: Date,
  event: string,
  type: DepartmentEvent['type'],
  step: ConcernedStep,
  out: Set<StepId>,
): Promise<boolean> {
  let isAsked = false;
  await withHand(tx, SYSTEM.broker, now, step.caseId, async (hand) => {
    const { state } = hand.loaded;
    const standing = standingAfter(state, step, type);
    const question = state.questions.find((each) => each.step === step.id);
    if (standing === undefined || question === undefined) return state;
    const leader = step.leader !== null && out.has(step.leader) ? step.leader : null;
    isAsked = await requeue(tx, now, hand.service.definition, question, null, leader);
    if (!isAsked) return state;
    out.add(step.id);
    return reopened(hand, state, step, event, standing);
  });
  return isAsked;
}

function reopened(
  hand: Hand,
  state: CaseState,
  { id: step, requirement }: ConcernedStep,
  event: string,
  standing: RequirementStanding,
): CaseState {
  const refs = { case: hand.loaded.row.id, step, requirement, event };
  hand.leaves.push({ kind: 'question.reopened', actor: hand.actor.id, refs });
  const data = { step, requirement, event, standing };
  return appendInHand(hand, state, [{ event: { type: 'question.reopened', version: 1, data } }]);
}

/**
 * How a requirement stands while the department is asked again; undefined where its answer could change nothing. What was
 * established by this very answer, or stopped by it, waits for the new one. What has gone on to other means, or to a person's
 * desk, stays there: the new answer, if it is a good one, overtakes it.
 */
function standingAfter(
  state: CaseState,
  { id, requirement }: ConcernedStep,
  type: DepartmentEvent['type'],
): RequirementStanding | undefined {
  const standing = state.standings[requirement];
  if (standing === undefined) return undefined;
  const last = findAskable(state, requirement);
  const isStopped = standing.kind === 'exhausted' && StopReason.safeParse(standing.reason).success;
  if (standing.kind === 'established' || isStopped) {
    const isNews = type !== 'death' || isStopped;
    return last?.step === id && isNews ? { kind: 'waiting', rung: last.rung, offered: null } : undefined;
  }
  return standing;
}
