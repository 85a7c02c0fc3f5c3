import { answerChecks } from './conformance/answers.ts';
import { callChecks } from './conformance/calls.ts';
import { faultChecks } from './conformance/faults.ts';
import { ConformanceError, isInside, type OutsidePlug, type Plug } from './conformance/plug.ts';
import { sentChecks } from './conformance/sent.ts';
import { type WireCheck, wireChecks } from './conformance/wire-checks.ts';
import type { SampleKind } from './samples.ts';

/** What a connector can be asked to show; one that it leaves out needs a written reason. */
export type Capability =
  | SampleKind
  | 'asked_fields'
  | 'excess_fields'
  | 'malformed'
  | 'wrong_person'
  | 'wrong_call'
  | 'deadline'
  | 'down'
  | 'unreachable'
  | 'credential'
  | 'silent_failures'
  | 'same_call'
  | 'call_conflict'
  | 'ground'
  | 'minimum'
  | 'deterministic'
  | 'pending';

/** One guarantee of a connector. Those that need a department which fails on purpose can be shown against its sandbox only. */
export type Check = {
  capability: Capability;
  /** Completes the sentence "the connector …". */
  guarantee: string;
  /** @throws ConformanceError if the guarantee is not kept */
} & (
  | { from: 'outside'; run(plug: OutsidePlug): Promise<void> }
  | { from?: 'inside'; run(plug: Plug): Promise<void> }
);

/** Why a capability is left out, for whoever decides whether the department may join. */
export type Bypass = Readonly<Partial<Record<string, string>>>;

/** A reason is a sentence. */
const SHORTEST_REASON = 20;

/** Every guarantee of a connector, in the order in which they are shown. */
export const CHECKS: readonly Check[] = [...answerChecks, ...faultChecks, ...sentChecks, ...callChecks];

/** Every guarantee of a department's own side of the wire protocol. */
export const WIRE_CHECKS: readonly WireCheck[] = wireChecks;

export interface CheckResult {
  capability: string;
  guarantee: string;
  /** `untested`: it cannot be shown from where the suite was run. */
  result: 'kept' | 'broken' | 'bypassed' | 'untested';
  /** What was broken, or why it was left out. */
  why: string | null;
}

const FROM_OUTSIDE = 'from outside the department cannot be made to fail on purpose';

/** Shows one guarantee, from a department that behaves. Errors other than a broken guarantee are thrown. */
export async function runCheck(
  plug: OutsidePlug,
  check: Check | WireCheck,
  bypass: Bypass,
): Promise<CheckResult> {
  const { capability, guarantee } = check;
  const reason = bypass[capability];
  if (reason !== undefined) {
    const isReason = reason.length >= SHORTEST_REASON;
    const why = isReason ? reason : 'left out without a reason';
    return { capability, guarantee, result: isReason ? 'bypassed' : 'broken', why };
  }
  if (isInside(plug)) await plug.behave('none');
  try {
    if (check.from === 'outside') await check.run(plug);
    else if (isInside(plug)) await check.run(plug);
    else return { capability, guarantee, result: 'untested', why: FROM_OUTSIDE };
    return { capability, guarantee, result: 'kept', why: null };
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error;
    return { capability, guarantee, result: 'broken', why: error.message };
  }
}

/**
 * The conformance suite: what every connector must show before it is asked about a real person. Needs no test runner;
 * results carry no personal value.
 */
export async function runConformance(plug: OutsidePlug, bypass: Bypass = {}): Promise<CheckResult[]> {
  const checks = plug.wire === undefined ? CHECKS : [...CHECKS, ...WIRE_CHECKS];
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await runCheck(plug, check, bypass));
  return results;
}
