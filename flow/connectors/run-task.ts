import { claimTask, finishTask, listTasks, type TaskReport, type TaskRow } from '#db/connector-tasks.ts';
import { findVersion, updateVersion } from '#db/connector-versions.ts';
import { type ConnectorVersionRow, listCredentials } from '#db/connectors.ts';
import type { Tx } from '#db/with-tx.ts';
import type { TaskId } from '#domain/ids.ts';
import { record } from '../ledger.ts';
import { SYSTEM } from '../system.ts';
import { TaskInput } from './connector-task.ts';
import { isDeskVersion } from './desk-test.ts';

/** A task that this broker has taken, with everything that it needs; its lease is what it was taken with. */
export interface TakenTask {
  task: TaskRow & { leaseUntil: Date };
  input: TaskInput;
  version: ConnectorVersionRow;
  /** Credentials by slot, sealed to the broker. */
  sealed: ReadonlyMap<string, string>;
}

/** Takes the task that has waited longest, for the broker; undefined where there is none. */
export async function takeTask(tx: Tx, now: Date, leaseMs: number): Promise<TakenTask | undefined> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const task = await claimTask(tx, now, leaseUntil);
  if (task === undefined) return undefined;
  const version = await findVersion(tx, task.connector, task.version);
  if (version === undefined) throw new Error('a task is about a version');
  const credentials = await listCredentials(tx, [task.connector]);
  const sealed = new Map(credentials.map(({ slot, sealed: text }) => [slot, text]));
  return { task: { ...task, leaseUntil }, input: TaskInput.parse(task.input), version, sealed };
}

/**
 * Writes what a task has found, and with it how far its version has come: a test call that has succeeded makes it tested, a
 * green report of the suite conforming; a later report that is not green takes that back while the version is not live.
 * Where officers answer for all of it there is no suite: their answer to the test is both, and a later test that they leave
 * unanswered takes both back. Nothing is written where the lease has passed to another broker.
 */
export async function completeTask(
  tx: Tx,
  now: Date,
  task: { id: TaskId; leaseUntil: Date | null },
  report: TaskReport,
): Promise<void> {
  const done = await finishTask(tx, task.id, task.leaseUntil, now, report);
  if (done === undefined) return;
  const { connector, version, kind } = done;
  const found = await findVersion(tx, connector, version);
  const move =
    found &&
    (isDeskVersion(found.document)
      ? moveOfDesk(found, report.ok, now, await isNewest(tx, done))
      : moveAfter(found, kind, report.ok, now));
  if (move !== undefined) await updateVersion(tx, connector, version, move);
  await record(tx, now, [
    {
      kind: 'connector.changed',
      actor: SYSTEM.broker.id,
      refs: { connector, version, what: kind, task: task.id, result: report.ok ? 'kept' : 'broken' },
    },
  ]);
}

function moveAfter({ state }: ConnectorVersionRow, kind: TaskRow['kind'], isOk: boolean, now: Date) {
  if (kind === 'test_call')
    return isOk && state === 'draft' ? { state: 'tested' as const, testedAt: now } : undefined;
  if (isOk) return state === 'tested' ? { state: 'conforming' as const, conformingAt: now } : undefined;
  return state === 'conforming' ? { state: 'tested' as const, conformingAt: null } : undefined;
}

function moveOfDesk({ state }: ConnectorVersionRow, isOk: boolean, now: Date, isNewest: boolean) {
  if (isOk)
    return state === 'draft' || state === 'tested'
      ? { state: 'conforming' as const, testedAt: now, conformingAt: now }
      : undefined;
  // Where the question was asked anew, the older one may run out.
  return state === 'conforming' && isNewest
    ? { state: 'draft' as const, testedAt: null, conformingAt: null }
    : undefined;
}

async function isNewest(tx: Tx, { id, connector, version }: TaskRow): Promise<boolean> {
  const newest = (await listTasks(tx, connector)).find((task) => task.version === version);
  return newest?.id === id;
}
