import { evidenceTypes } from '#catalogue/index.ts';
import { leaveTask, type TaskReport } from '#db/connector-tasks.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import { retireSunset } from './connectors/deprecate-version.ts';
import { completeTask, type TakenTask, takeTask } from './connectors/run-task.ts';
import { SYSTEM } from './system.ts';

export type { TaskReport };

/** How long a task is one broker's business; longer than the suite takes with a department that answers slowly. */
const LEASE_MS = 300_000;

/** Takes the console's oldest open task for this broker. */
export async function takeOneTask(pool: Pool, now: Date): Promise<TakenTask | undefined> {
  return withTx(pool, SYSTEM.broker, (tx) => takeTask(tx, now, LEASE_MS));
}

/** Writes what a task has found. */
export async function finishOneTask(
  pool: Pool,
  now: Date,
  { task }: TakenTask,
  report: TaskReport,
): Promise<void> {
  await withTx(pool, SYSTEM.broker, (tx) => completeTask(tx, now, task, report));
}

/** Leaves a test open until officers have answered it, at the latest until their time has run out. */
export async function waitForOfficers(pool: Pool, { task }: TakenTask, until: Date): Promise<void> {
  await withTx(pool, SYSTEM.broker, (tx) => leaveTask(tx, task.id, task.leaseUntil, until));
}

/** Retires the versions whose announced end has come. Returns whether there were any. */
export async function retireDueVersions(pool: Pool, now: Date): Promise<boolean> {
  return withTx(pool, SYSTEM.broker, async (tx) => (await retireSunset(tx, now)) > 0);
}

/** Every field of an evidence type: what a test call asks for. Empty for one that the catalogue does not have. */
export function fieldsOf(code: EvidenceCode): string[] {
  return evidenceTypes.find((each) => each.code === code)?.fields.map(({ name }) => name) ?? [];
}
