import { answerChecks } from './conformance/answers.ts';
import { callChecks } from './conformance/calls.ts';
import { faultChecks } from './conformance/faults.ts';
import { ConformanceError, type Plug, type SampleKind } from './conformance/plug.ts';

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
  | 'minimum'
  | 'deterministic'
  | 'pending';

/** One guarantee of a connector, shown against its department's sandbox. */
export interface Check {
  capability: Capability;
  /** Completes the sentence "the connector …". */
  guarantee: string;
  /** @throws ConformanceError if the guarantee is not kept */
  run(plug: Plug): Promise<void>;
}

/** Why a capability is left out, for whoever decides whether the department may join. */
export type Bypass = Readonly<Partial<Record<Capability, string>>>;

/** A reason is a sentence. */
const SHORTEST_REASON = 20;

/** Every guarantee, in the order in which they are shown. */
export const CHECKS: readonly Check[] = [...answerChecks, ...faultChecks, ...callChecks];

export interface CheckResult {
  capability: Capability;
  guarantee: string;
  result: 'kept' | 'broken' | 'bypassed';
  /** What was broken, or why it was left out. */
  why: string | null;
}

/** Shows one guarantee, from a department that behaves. Errors other than a broken guarantee are thrown. */
export async function runCheck(plug: Plug, check: Check, bypass: Bypass): Promise<CheckResult> {
  const { capability, guarantee } = check;
  const reason = bypass[capability];
  if (reason !== undefined) {
    const isReason = reason.length >= SHORTEST_REASON;
    const why = isReason ? reason : 'left out without a reason';
    return { capability, guarantee, result: isReason ? 'bypassed' : 'broken', why };
  }
  await plug.behave('none');
  try {
    await check.run(plug);
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
export async function runConformance(plug: Plug, bypass: Bypass = {}): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of CHECKS) results.push(await runCheck(plug, check, bypass));
  return results;
}
