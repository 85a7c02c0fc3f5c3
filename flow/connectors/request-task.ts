import { insertTask, listRunning } from '#db/connector-tasks.ts';
import { findVersion } from '#db/connector-versions.ts';
import type { Tx } from '#db/with-tx.ts';
import { type ConnectorId, type DepartmentId, TaskId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { newId } from '../new-id.ts';
import { VerbError } from '../problems.ts';
import type { TaskInput } from './connector-task.ts';
import { isDeskVersion } from './desk-test.ts';
import { requireOfficer, takeConnector } from './officer.ts';
import { readDeskTests } from './read-desk-tests.ts';

/**
 * Asks the broker to try a version: a test call, or, once one has succeeded, the conformance suite. One at a time; a test
 * that waits for officers holds up no other.
 * @throws VerbError not_found, not_permitted, not_allowed for the suite before a test call has succeeded or where officers
 * answer for everything, and for a version that has been retired, or stale while another runs
 */
export async function requestTask(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  version: number,
  input: TaskInput,
): Promise<TaskId> {
  const officer = requireOfficer(actor, 'connect:connector:department');
  await takeConnector(tx, officer, connector);
  const found = await findVersion(tx, connector, version);
  if (found === undefined) throw new VerbError('not_found');
  if (found.state === 'retired') throw new VerbError('not_allowed');
  const hasNoSuite = found.testedAt === null || isDeskVersion(found.document);
  if (input.kind === 'conformance' && hasNoSuite) throw new VerbError('not_allowed');
  if (await isRunning(tx, officer.department, connector, version)) throw new VerbError('stale');
  const id = newId(TaskId, 'task', now);
  const { kind } = input;
  const { department, id: requestedBy } = officer;
  await insertTask(tx, { id, connector, version, department, kind, input, requestedBy, requestedAt: now });
  await record(tx, now, [
    { kind: 'connector.changed', actor: officer.id, refs: { connector, version, what: kind, task: id } },
  ]);
  return id;
}

async function isRunning(
  tx: Tx,
  department: DepartmentId,
  connector: ConnectorId,
  version: number,
): Promise<boolean> {
  const open = await listRunning(tx, department);
  const own = open.filter((task) => task.connector === connector && task.version === version);
  return (await readDeskTests(tx, own)).size < own.length;
}
