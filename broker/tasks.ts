import type { JWK } from 'jose';
import type { Connector } from '#connectors/contract.ts';
import type { Tools } from '#connectors/open-adapter.ts';
import { openConnector } from '#connectors/open-connector.ts';
import type { Pool } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { ConnectorDocument } from '#domain/connector.ts';
import { sourcesWithoutCredential } from '#domain/needed-credentials.ts';
import { type CallContext, type Question, TEST_CASE } from '#domain/question.ts';
import type { Clock } from '#flow/clock.ts';
import {
  RUN_OUT,
  reportOfAnswer,
  type TaskInput,
  type TestQuestion,
} from '#flow/connectors/connector-task.ts';
import { callOfTask, hasOfficers } from '#flow/connectors/desk-test.ts';
import type { TakenTask } from '#flow/connectors/run-task.ts';
import { log } from '#flow/log.ts';
import type { TaskReport } from '#flow/run-task.ts';
import { fieldsOf, finishOneTask, takeOneTask, waitForOfficers } from '#flow/run-task.ts';
import { openCredentials } from './registry.ts';

const TIMEOUT_MS = 10_000;

/** What a task is about; its call is the same each time that it is taken. */
export interface TaskErrand {
  input: TaskInput;
  document: ConnectorDocument;
  call: string;
}

/** A report, or until when officers have time to answer. */
export type TaskResult = TaskReport | { waitsUntil: Date };

/** Runs one task against a version's document, which need not be the one that answers. Credentials never show in the report. */
export type RunTask = (
  errand: TaskErrand,
  credentials: ReadonlyMap<string, string>,
  tools: Tools,
  callback: string,
) => Promise<TaskResult>;

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
  const { pool, clock } = settings;
  const taken = await takeOneTask(pool, clock());
  if (taken === undefined) return false;
  const result = await resultOf(settings, taken);
  if ('waitsUntil' in result) await waitForOfficers(pool, taken, result.waitsUntil);
  else await finishOneTask(pool, clock(), taken, result);
  return true;
}

async function resultOf(
  { sealingKey, tools, callback, suite }: TaskSettings,
  { task, input, version, sealed }: TakenTask,
): Promise<TaskResult> {
  const { document } = version;
  const run = input.kind === 'test_call' ? testCall : suite;
  try {
    const credentials = await openCredentials(sealed, sealingKey);
    const unset = sourcesWithoutCredential(document, [...credentials.keys()]);
    if (unset.length > 0) return notRun(input, 'no_credential');
    return await run({ input, document, call: callOfTask(task.id) }, credentials, tools, callback);
  } catch (err) {
    log.error({ err, connector: version.connector, version: version.version }, 'a task could not be run');
    return notRun(input, 'not_opened');
  }
}

function notRun({ kind }: TaskInput, why: string): TaskReport {
  return { ok: false, checks: [{ name: kind, result: 'broken', why, ms: 0 }] };
}

/**
 * One real call, signed and with its token like any other, about persons who do not exist. Officers are waited for: taken
 * again, the same call finds their answer, or that their time has run out.
 */
const testCall: RunTask = async ({ input, document, call }, credentials, tools, callback) => {
  if (input.kind !== 'test_call') throw new TypeError('a test call has one question');
  const connector = openConnector(document, credentials, tools);
  const begun = performance.now();
  const answer = await askOnce(connector, call, questionOf(input.question), callback);
  const { evidence } = input.question;
  if (!hasOfficers(document, evidence))
    return reportOfAnswer(evidence, answer, Math.round(performance.now() - begun));
  if (answer.kind !== 'pending') return reportOfAnswer(evidence, answer);
  const waitsUntil = new Date(answer.expectedAt);
  return waitsUntil > tools.clock() ? { waitsUntil } : RUN_OUT;
};

/** The question of a test: all that its evidence type has. */
export function questionOf({ evidence, subjects, given }: TestQuestion): Question {
  return { evidence, fields: fieldsOf(evidence), subjects, given };
}

/** A test says of itself that it is one, in every word that goes along. */
export async function askOnce(
  connector: Connector,
  call: string,
  question: Question,
  callback: string,
): Promise<Answer> {
  const context: CallContext = {
    call,
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
