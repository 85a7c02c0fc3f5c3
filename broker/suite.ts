import { runFromOutside } from '#connectors/conformance/outside.ts';
import type { CheckResult } from '#connectors/conformance.ts';
import type { Tools } from '#connectors/open-adapter.ts';
import { openConnector } from '#connectors/open-connector.ts';
import type { EvidenceSamples } from '#connectors/samples.ts';
import { type TaskInput, type TestQuestion, unreadWords } from '#flow/connectors/connector-task.ts';
import { hasSystem } from '#flow/connectors/desk-test.ts';
import { unreadFields } from '#flow/connectors/unread-fields.ts';
import type { TaskReport } from '#flow/run-task.ts';
import { askOnce, questionOf, type RunTask } from './tasks.ts';

type Suite = Extract<TaskInput, { kind: 'conformance' }>;
type Check = TaskReport['checks'][number];

/**
 * The conformance suite of the console: the one that the command line runs against a department as it stands, with questions
 * whose answers its officers know. There is none for what only officers answer: they show it by their answer to the test.
 */
export const runSuite: RunTask = async ({ input, document, call }, credentials, tools, callback) => {
  if (input.kind !== 'conformance') throw new TypeError('the suite has samples');
  const { confirmed } = input.samples;
  if (confirmed === undefined) return reportOf([broken('confirmed', 'no_sample')]);
  if (!hasSystem(document, confirmed.evidence)) return reportOf([broken('confirmed', 'officers_answer')]);
  const connector = openConnector(document, credentials, tools);
  const first = await askOnce(connector, call, questionOf(confirmed), callback);
  if (first.kind === 'unavailable') return reportOf([broken('confirmed', first.cause)]);
  const unread = unreadFields(confirmed.evidence, first);
  if (unread.length > 0) return reportOf([broken('confirmed', unreadWords(unread))]);
  const samples = { [confirmed.evidence]: samplesOf(input, confirmed, first) };
  const findings = await runFromOutside({ document, samples, credentials, ...outside(tools) });
  return reportOf(findings.flatMap(({ results }) => results.map((result) => checkOf(result, input.bypass))));
};

/** Values are not typed at the console: what the first answer says, every further one has to say as well. */
function samplesOf(
  { samples, bypass }: Suite,
  confirmed: TestQuestion,
  first: Awaited<ReturnType<typeof askOnce>>,
): EvidenceSamples {
  const unknown = questionOf(confirmed).fields.map((name) => [name, null] as const);
  const named = 'fields' in first ? first.fields : Object.fromEntries(unknown);
  const of = (sample: TestQuestion | undefined, fields: EvidenceSamples['confirmed']['fields']) =>
    sample?.evidence === confirmed.evidence
      ? { subjects: sample.subjects, given: sample.given, fields }
      : undefined;
  return {
    confirmed: { subjects: confirmed.subjects, given: confirmed.given, fields: named },
    contradicted: of(samples.contradicted, {}),
    no_record: of(samples.no_record, {}),
    ambiguous: of(samples.ambiguous, {}),
    bypass,
  };
}

/** What the suite needs of the broker. @throws TypeError where a process without a way out runs it */
function outside({ signer, issuer, outgoing, feeds, clock }: Tools) {
  if (signer === undefined || issuer === undefined || outgoing === undefined)
    throw new TypeError('the suite runs where connectors can be asked');
  return { signer, issuer, outgoing, clock, ...(feeds && { feeds }) };
}

/** What cannot be shown from here, or on this way of joining, is said by a word that the page knows. */
function checkOf({ capability, result, why }: CheckResult, bypass: Readonly<Record<string, string>>): Check {
  if (result === 'untested') return leftOut(capability, 'from_outside');
  if (result === 'bypassed' && bypass[capability] === undefined) return leftOut(capability, 'not_this_way');
  return { name: capability, result, why };
}

const broken = (name: string, why: string): Check => ({ name, result: 'broken', why });
const leftOut = (name: string, why: string): Check => ({ name, result: 'bypassed', why });
const reportOf = (checks: Check[]): TaskReport => ({
  ok: checks.every(({ result }) => result !== 'broken'),
  checks,
});
