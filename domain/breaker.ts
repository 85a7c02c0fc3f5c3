import type { Answer } from './answer.ts';

/** Why a breaker counts a call as failed. Nonsense counts apart: whoever answers, if not to be understood or believed, is not away. */
export type BreakerCause = 'down' | 'timeout' | 'malformed' | 'bad_signature';

/**
 * 熔断 of one connector, shared by all brokers. closed: calls pass. open: none does until `probeAt`. half_open: one call, the
 * probe, is out; if nobody has heard of it by `probeAt`, another may be sent.
 */
export interface Breaker {
  state: 'closed' | 'open' | 'half_open';
  /** Failures of one class in a row. */
  failures: number;
  /** Since when nothing has been sent; null while closed. */
  openedAt: Date | null;
  probeAt: Date | null;
  cause: BreakerCause | null;
}

export const CLOSED: Breaker = { state: 'closed', failures: 0, openedAt: null, probeAt: null, cause: null };

/** What a call says about its connector: it is there, or it is not, or it talks nonsense. */
export type CallOutcome = 'alive' | BreakerCause;

/** Failures in a row that open the breaker. One garbled answer may be one bad record; twenty in a row are a bad release. */
const SILENT_LIMIT = 5;
const GARBLED_LIMIT = 20;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
/** A probe's answer is waited for so much longer than its call may take. */
const PROBE_GRACE_MS = 5_000;

/** A department that says quota, suspended, or not permitted is there, and so is one that answers about somebody else. */
export function outcomeOf(answer: Answer): CallOutcome {
  if (answer.kind !== 'unavailable') return 'alive';
  return isFailure(answer.cause) ? answer.cause : 'alive';
}

function isFailure(cause: string): cause is BreakerCause {
  return ['down', 'timeout', 'malformed', 'bad_signature'].includes(cause);
}

/**
 * The breaker after a call. Any sign of life closes it. A failure that was on its way when it opened changes nothing: only the
 * probe's own failure opens it again, for longer.
 * @param jitter from 0 to 1, so that brokers and departments do not fall into step
 */
export function afterCall(
  breaker: Breaker,
  call: { outcome: CallOutcome; isProbe: boolean },
  now: Date,
  jitter: number,
): Breaker {
  const { outcome, isProbe } = call;
  if (outcome === 'alive') return CLOSED;
  if (breaker.state !== 'closed' && !isProbe) return breaker;
  const isSameClass = breaker.cause !== null && isGarbled(breaker.cause) === isGarbled(outcome);
  const failures = isSameClass || breaker.state !== 'closed' ? breaker.failures + 1 : 1;
  const limit = isGarbled(outcome) ? GARBLED_LIMIT : SILENT_LIMIT;
  if (breaker.state === 'closed' && failures < limit) return { ...CLOSED, failures, cause: outcome };
  const probeAt = new Date(now.getTime() + pauseMs(failures - limit, jitter));
  return { state: 'open', failures, openedAt: breaker.openedAt ?? now, probeAt, cause: outcome };
}

function isGarbled(outcome: BreakerCause): boolean {
  return outcome === 'malformed' || outcome === 'bad_signature';
}

/** 5 s, 10 s, 20 s … 5 min, each with a fifth of jitter. */
function pauseMs(reopened: number, jitter: number): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(Math.max(reopened, 0), 20), LONGEST_PAUSE_MS);
  return pause * (0.9 + jitter * 0.2);
}

/** Whether a probe may be sent now. */
export function mayProbe({ state, probeAt }: Breaker, now: Date): boolean {
  return state !== 'closed' && probeAt !== null && probeAt <= now;
}

/** The breaker once a probe is under way. @param timeoutMs how long the call may take */
export function probing(breaker: Breaker, now: Date, timeoutMs: number): Breaker {
  return { ...breaker, state: 'half_open', probeAt: new Date(now.getTime() + timeoutMs + PROBE_GRACE_MS) };
}

/** A probe that was not sent after all (nothing was due, or nothing might be asked): the next may try soon. */
export function unprobed(breaker: Breaker, now: Date): Breaker {
  return { ...breaker, state: 'open', probeAt: new Date(now.getTime() + FIRST_PAUSE_MS) };
}
