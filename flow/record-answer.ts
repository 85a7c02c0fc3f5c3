import { randomBytes } from 'node:crypto';
import { evidenceTypes } from '#catalogue/index.ts';
import { findAnswers } from '#db/applications.ts';
import { finishAttempt, type StepResult, type StepRow } from '#db/steps.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { AnswerNote, CaseState } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import { type AnswerEffect, afterAnswer } from '#domain/ladder.ts';
import { readAnswer } from '#domain/reading.ts';
import type { Requirement } from '#domain/service.ts';
import { advance, type Hand } from './advance.ts';
import { append, loadForWriting } from './append.ts';
import { type CaseFacts, type FactPersonal, openFacts } from './case-facts.ts';
import { getKey } from './data-key.ts';
import { commitment, record } from './ledger.ts';
import { getRequirement, standingOf } from './plan-steps.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

const PENDING_GRACE_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;

/** Which step an answer is for, and the fence under which it may be written. */
export type StepRef = Pick<
  StepRow,
  'id' | 'fence' | 'attempts' | 'caseId' | 'requirement' | 'rung' | 'evidence'
>;

/** Loads a case into the system's hands, locked. */
export async function takeInHand(tx: Tx, caseId: CaseId, now: Date): Promise<Hand> {
  const loaded = await loadForWriting(tx, caseId);
  const service = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  const application = await findAnswers(tx, loaded.row.applicationId);
  if (application === undefined) throw new Error('a case has an application');
  return { tx, actor: SYSTEM.broker, now, key: await getKey(tx, application.keyId), service, loaded };
}

/**
 * Writes one answer where the step's fence still holds, and moves its case forward in the same transaction. Every
 * answer, also a failure, becomes an event. Returns false for a holder that was overtaken: nothing is written then.
 */
export async function recordAnswer(pool: Pool, now: Date, step: StepRef, answer: Answer): Promise<boolean> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const hand = await takeInHand(tx, step.caseId, now);
    const requirement = getRequirement(hand.service, step.requirement);
    const effect = effectOf(requirement, step, answer);
    const facts = await openFacts(tx, hand.actor, 'assess', now, hand.service, hand.loaded);
    const before = facts.states[requirement.id];
    if (before === undefined) throw new Error('every requirement of a case has a state');
    const place = { requirement, claim: facts.claim, rung: step.rung };
    const after = afterAnswer(before, place, effect);

    const result = stepResult(now, step, answer, effect, after.kind === 'established');
    if (!(await finishAttempt(tx, step.id, step.fence, result))) return false;
    const note = noteOf(answer, effect, result);
    const state = await writeAnswer(hand, step, answer, note, effect, after);
    const moved: CaseFacts = { ...facts, states: { ...facts.states, [requirement.id]: after } };
    await advance(hand, state, moved);
    return true;
  });
}

function effectOf(requirement: Requirement, step: StepRef, answer: Answer): AnswerEffect {
  const rung = requirement.ladder[step.rung];
  const evidence = evidenceTypes.find(({ code }) => code === step.evidence);
  if (rung?.means !== 'data_share' || evidence === undefined) throw new Error('only data shares are steps');
  return readAnswer({ rung, evidence, subjects: requirement.subjects }, answer);
}

async function writeAnswer(
  hand: Hand,
  step: StepRef,
  answer: Answer,
  note: AnswerNote,
  effect: AnswerEffect,
  after: Parameters<typeof standingOf>[0],
): Promise<CaseState> {
  const { tx, actor, now, key, loaded } = hand;
  const salt = randomBytes(16);
  const fields = 'fields' in answer ? answer.fields : null;
  const value = effect.effect === 'established' ? effect.value : null;
  const personal: FactPersonal | undefined =
    fields === null && value === null ? undefined : { fields, value, salt: salt.toString('base64') };
  const { id, requirement, rung, attempts: attempt } = step;
  const data = { step: id, requirement, rung, attempt, note, standing: standingOf(after) };
  const state = await append(tx, actor, now, key, loaded.row.id, loaded.state, [
    { event: { type: 'answer.received', version: 1, data }, ...(personal && { personal }) },
  ]);
  await record(tx, now, [
    {
      kind: 'answer.received',
      actor: actor.id,
      refs: { step: id, case: loaded.row.id, attempt, answer: note.kind },
      ...(personal && { commitments: { fact: commitment(salt, { fields, value }) } }),
    },
  ]);
  return state;
}

/** A waiting step stays in the queue: until a late answer is overdue, or until the next attempt. */
function stepResult(
  now: Date,
  step: StepRef,
  answer: Answer,
  effect: AnswerEffect,
  isEstablished: boolean,
): StepResult {
  if (effect.effect !== 'wait' || isEstablished) {
    return { status: 'done', dueAt: now, ticket: null, finishedAt: now };
  }
  if (answer.kind === 'pending') {
    const dueAt = new Date(Date.parse(answer.expectedAt) + PENDING_GRACE_MS);
    return { status: 'open', dueAt, ticket: answer.ticket, finishedAt: null };
  }
  const asked = answer.kind === 'unavailable' && answer.retryAt !== null ? Date.parse(answer.retryAt) : null;
  const dueAt = asked === null ? retryAt(now, step.attempts) : new Date(Math.max(asked, now.getTime()));
  return { status: 'open', dueAt, ticket: null, finishedAt: null };
}

/** Exponential back-off with a fifth of jitter, so that cases that failed together do not return together. */
function retryAt(now: Date, attempts: number): Date {
  const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_RETRY_MS);
  return new Date(now.getTime() + wait * (0.9 + Math.random() * 0.2));
}

function noteOf(answer: Answer, effect: AnswerEffect, result: StepResult): AnswerNote {
  const told = 'source' in answer ? answer : null;
  return {
    kind: answer.kind,
    source: told?.source ?? null,
    asOf: told?.asOf ?? null,
    keyUsed: told?.keyUsed ?? null,
    flags: told?.flags ?? [],
    cause: answer.kind === 'unavailable' ? answer.cause : null,
    nextAt: nextAt(answer, result),
    reason: effect.effect === 'lower' || effect.effect === 'stop' ? effect.reason : null,
  };
}

function nextAt(answer: Answer, result: StepResult): string | null {
  if (answer.kind === 'pending') return answer.expectedAt;
  return result.status === 'open' ? result.dueAt.toISOString() : null;
}

/** A step as an answer refers to it. */
export function stepRef(step: StepRow, fence: number): StepRef {
  const { id, attempts, caseId, requirement, rung, evidence } = step;
  return { id, fence, attempts, caseId, requirement, rung, evidence };
}
