import { v4 } from 'uuid';
import type { StepResult, StepRow } from '#db/steps.ts';
import type { Answer } from '#domain/answer.ts';
import type { AnswerNote } from '#domain/case-event.ts';
import type { AnswerEffect } from '#domain/ladder.ts';

const PENDING_GRACE_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;

/** What becomes of a step: one that waits stays queued, until a late answer is overdue or until the next attempt. */
export function stepResult(
  now: Date,
  step: Pick<StepRow, 'attempts'>,
  answer: Answer,
  isWaiting: boolean,
): StepResult {
  if (!isWaiting) return { status: 'done', dueAt: now, ticket: null, finishedAt: now, nextCall: null };
  if (answer.kind === 'pending') {
    const dueAt = new Date(Date.parse(answer.expectedAt) + PENDING_GRACE_MS);
    return { status: 'open', dueAt, ticket: answer.ticket, finishedAt: null, nextCall: null };
  }
  const asked = answer.kind === 'unavailable' && answer.retryAt !== null ? Date.parse(answer.retryAt) : null;
  const dueAt = asked === null ? retryAt(now, step.attempts) : new Date(Math.max(asked, now.getTime()));
  // A department that keeps its replies by call would only repeat the one that could not be used.
  const isUnusable = answer.kind === 'unavailable' && ['malformed', 'wrong_subject'].includes(answer.cause);
  return { status: 'open', dueAt, ticket: null, finishedAt: null, nextCall: isUnusable ? v4() : null };
}

/** Exponential back-off with a fifth of jitter, so that cases that failed together do not return together. */
function retryAt(now: Date, attempts: number): Date {
  const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_RETRY_MS);
  return new Date(now.getTime() + wait * (0.9 + Math.random() * 0.2));
}

/** What an event keeps of an answer in the clear. */
export function noteOf(answer: Answer, effect: AnswerEffect, result: StepResult): AnswerNote {
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
    reusedFrom: null,
  };
}

function nextAt(answer: Answer, result: StepResult): string | null {
  if (answer.kind === 'pending') return answer.expectedAt;
  return result.status === 'open' ? result.dueAt.toISOString() : null;
}
