import { v4 } from 'uuid';
import type { StepResult } from '#db/steps.ts';
import type { Answer, UnavailableCause } from '#domain/answer.ts';
import type { AnswerNote } from '#domain/case-event.ts';
import { addDays, civilDateAt } from '#domain/dates.ts';
import type { AnswerEffect } from '#domain/ladder.ts';

const PENDING_GRACE_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;
/** A question that was answered with nonsense is put again after so long, each time as a new call; then no more. */
const GARBLED_RETRIES_MS = [2_000, 15_000, 120_000, 600_000, 1_800_000];
/** A switch that is lifted wakes its questions at once; this is for a department that has thrown one of its own. */
const SUSPENDED_RETRY_MS = 900_000;
const MIDNIGHT_SPREAD_MS = 60_000;
/** Nobody is taken at their word that they will be away for longer. */
const FURTHEST_RETRY_MS = 48 * 3_600_000;

/** How a question is put again: by what went wrong. */
export type RetryClass = 'silent' | 'garbled' | 'quota' | 'suspended';

const CLASS = {
  down: 'silent',
  timeout: 'silent',
  malformed: 'garbled',
  wrong_subject: 'garbled',
  bad_signature: 'garbled',
  quota: 'quota',
  suspended: 'suspended',
} as const satisfies Record<UnavailableCause, RetryClass>;

export function retryClass(cause: UnavailableCause | null): RetryClass | null {
  return cause === null ? null : CLASS[cause];
}

/** Whether a question has been answered with nonsense so often that its source is left behind. @param tries with this one */
export function isGivenUp(answer: Answer, tries: number): boolean {
  if (answer.kind !== 'unavailable' || CLASS[answer.cause] !== 'garbled') return false;
  return tries > GARBLED_RETRIES_MS.length;
}

/**
 * What becomes of a step: one that waits stays queued, until a late answer is overdue or until the next attempt.
 * @param tries how often in a row this step has come to the same kind of nothing, with this time
 */
export function stepResult(now: Date, tries: number, answer: Answer, isWaiting: boolean): StepResult {
  if (!isWaiting) {
    const validUntil =
      'validUntil' in answer && answer.validUntil !== null ? new Date(answer.validUntil) : null;
    const done = { status: 'done', dueAt: now, ticket: null, finishedAt: now, nextCall: null } as const;
    return { ...done, answer: answer.kind, validUntil };
  }
  const waiting = { status: 'open', ticket: null, finishedAt: null, answer: null, validUntil: null } as const;
  if (answer.kind === 'pending') {
    const dueAt = new Date(Date.parse(answer.expectedAt) + PENDING_GRACE_MS);
    return { ...waiting, dueAt, ticket: answer.ticket, nextCall: null };
  }
  const isGarbled = answer.kind === 'unavailable' && CLASS[answer.cause] === 'garbled';
  // A department that keeps its replies by call would only repeat the one that could not be used.
  return { ...waiting, dueAt: retryAt(now, tries, answer), nextCall: isGarbled ? v4() : null };
}

function retryAt(now: Date, tries: number, answer: Answer): Date {
  const cause = answer.kind === 'unavailable' ? answer.cause : 'down';
  const asked = answer.kind === 'unavailable' && answer.retryAt !== null ? Date.parse(answer.retryAt) : null;
  const from = now.getTime();
  if (asked !== null) return new Date(Math.min(Math.max(asked, from), from + FURTHEST_RETRY_MS));
  switch (CLASS[cause]) {
    case 'silent':
      return after(now, Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 20), LONGEST_RETRY_MS));
    case 'garbled':
      return after(now, GARBLED_RETRIES_MS[tries - 1] ?? LONGEST_RETRY_MS);
    case 'suspended':
      return after(now, SUSPENDED_RETRY_MS);
    case 'quota': {
      const midnight = Date.parse(`${addDays(civilDateAt(now), 1)}T00:00:00+08:00`);
      return new Date(midnight + Math.random() * MIDNIGHT_SPREAD_MS);
    }
  }
}

/** A fifth of jitter, so that cases that failed together do not return together. */
function after(now: Date, waitMs: number): Date {
  return new Date(now.getTime() + waitMs * (0.9 + Math.random() * 0.2));
}

/** What an event keeps of an answer in the clear. @param aged fields that were older than their evidence type wants them */
export function noteOf(
  answer: Answer,
  effect: AnswerEffect,
  result: StepResult,
  aged: readonly string[],
): AnswerNote {
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
    ...(told?.heard !== undefined && { heard: told.heard }),
    ...(aged.length > 0 && { aged: [...aged] }),
  };
}

function nextAt(answer: Answer, result: StepResult): string | null {
  if (answer.kind === 'pending') return answer.expectedAt;
  return result.status === 'open' ? result.dueAt.toISOString() : null;
}
