import { isDeepStrictEqual } from 'node:util';
import type { Connector } from '#connectors/contract.ts';
import { openConnector } from '#connectors/open-connector.ts';
import { SAMPLE_KINDS, type SampleKind } from '#connectors/samples.ts';
import type { TaskInput, TestQuestion } from '#flow/connectors/connector-task.ts';
import type { TaskReport } from '#flow/run-task.ts';
import { askOnce, questionOf, type RunTask } from './tasks.ts';

type Suite = Extract<TaskInput, { kind: 'conformance' }>;
type Check = TaskReport['checks'][number];

/**
 * What can be shown of a version from outside, with questions whose answers its department has given along: each kind of
 * answer comes back as that kind, with no field too many, and twice the same.
 */
export const runSuite: RunTask = async (input, document, credentials, tools, callback) => {
  if (input.kind !== 'conformance') throw new TypeError('the suite has samples');
  const connector = openConnector(document, credentials, tools);
  const checks: Check[] = [];
  for (const kind of SAMPLE_KINDS) checks.push(await checkKind(connector, input, kind, callback));
  return { ok: checks.every(({ result }) => result !== 'broken'), checks };
};

async function checkKind(
  connector: Connector,
  { samples, bypass }: Suite,
  kind: SampleKind,
  callback: string,
): Promise<Check> {
  const begun = performance.now();
  const reason = bypass[kind];
  if (reason !== undefined) return { name: kind, result: 'bypassed', why: reason, ms: 0 };
  const sample = samples[kind];
  const why = sample === undefined ? 'no_sample' : await faultOf(connector, sample, kind, callback);
  const ms = Math.round(performance.now() - begun);
  return { name: kind, result: why === null ? 'kept' : 'broken', why, ms };
}

async function faultOf(
  connector: Connector,
  sample: TestQuestion,
  kind: SampleKind,
  callback: string,
): Promise<string | null> {
  const question = questionOf(sample);
  const [first, second] = [
    await askOnce(connector, question, callback),
    await askOnce(connector, question, callback),
  ];
  if (first.kind === 'unavailable') return first.cause;
  if (first.kind !== kind) return `answered ${first.kind}`;
  const said = (answer: typeof first) => ('fields' in answer ? answer.fields : null);
  return second.kind === kind && isDeepStrictEqual(said(first), said(second)) ? null : 'not the same twice';
}
