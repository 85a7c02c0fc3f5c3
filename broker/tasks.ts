import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import type { Connector } from '#connectors/contract.ts';
import type { Tools } from '#connectors/open-adapter.ts';
import { openConnector } from '#connectors/open-connector.ts';
import type { Pool } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { type ConnectorDocument, sourcesWithoutCredential } from '#domain/connector.ts';
import { type CallContext, type Question, TEST_CASE } from '#domain/question.ts';
import type { Clock } from '#flow/clock.ts';
import type { TaskInput, TestQuestion } from '#flow/connectors/connector-task.ts';
import { log } from '#flow/log.ts';
import type { TaskReport } from '#flow/run-task.ts';
import { fieldsOf, finishOneTask, takeOneTask } from '#flow/run-task.ts';
import { openCredentials } from './registry.ts';

const TIMEOUT_MS = 10_000;

/** Runs one task against a version's document, which need not be the one that answers. Credentials never show in the report. */
export type RunTask = (
  input: TaskInput,
  document: ConnectorDocument,
  credentials: ReadonlyMap<string, string>,
  tools: Tools,
  callback: string,
) => Promise<TaskReport>;

export interface TaskSettings {
  pool: Pool;
  clock: Clock;
  sealingKey: JWK;
  tools: Tools;
  callback: string;
  /** Runs the conformance suite. */
  suite: RunTask;
}

/** Runs the console's oldest open task, if there is one. Returns whether there was. */
export async function runOneTask(settings: TaskSettings): Promise<boolean> {
  const { pool, clock, sealingKey, tools, callback } = settings;
  const taken = await takeOneTask(pool, clock());
  if (taken === undefined) return false;
  const { input, version, sealed } = taken;
  const run = input.kind === 'test_call' ? testCall : settings.suite;
  let report: TaskReport;
  try {
    const credentials = await openCredentials(sealed, sealingKey);
    const unset = sourcesWithoutCredential(version.document, [...credentials.keys()]);
    report =
      unset.length > 0
        ? notRun(input, 'no_credential')
        : await run(input, version.document, credentials, tools, callback);
  } catch (err) {
    log.error({ err, connector: version.connector, version: version.version }, 'a task could not be run');
    report = notRun(input, 'not_opened');
  }
  await finishOneTask(pool, clock(), taken, report);
  return true;
}

function notRun({ kind }: TaskInput, why: string): TaskReport {
  return { ok: false, checks: [{ name: kind, result: 'broken', why, ms: 0 }] };
}

/** One real call, signed and with its token like any other, about persons who do not exist. */
export const testCall: RunTask = async (input, document, credentials, tools, callback) => {
  if (input.kind !== 'test_call') throw new TypeError('a test call has one question');
  const connector = openConnector(document, credentials, tools);
  const begun = performance.now();
  const answer = await askOnce(connector, questionOf(input.question), callback);
  const why =
    answer.kind === 'unavailable'
      ? answer.cause
      : answer.kind === 'not_permitted'
        ? 'answered not_permitted'
        : null;
  const ms = Math.round(performance.now() - begun);
  const check = { name: answer.kind, result: why === null ? 'kept' : 'broken', why, ms } as const;
  return { ok: why === null, checks: [check] };
};

/** The question of a test: all that its evidence type has. */
export function questionOf({ evidence, subjects, given }: TestQuestion): Question {
  return { evidence, fields: fieldsOf(evidence), subjects, given };
}

/** A test says of itself that it is one, in every word that goes along. */
export async function askOnce(connector: Connector, question: Question, callback: string): Promise<Answer> {
  const context: CallContext = {
    call: randomUUID(),
    caseNumber: TEST_CASE,
    requirement: 'test',
    purpose: '接口联调测试（虚构人员）',
    legalBasis: '接口联调测试',
    actor: 'system',
    callback: `${callback}/${connector.id}`,
  };
  const raw = await connector.request(question, context, TIMEOUT_MS);
  return connector.read(raw, question, context);
}
