import { insertTask, listRunning } from '#db/connector-tasks.ts';
import { findVersion } from '#db/connector-versions.ts';
import type { Tx } from '#db/with-tx.ts';
import { type ConnectorId, TaskId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { newId } from '../new-id.ts';
import { VerbError } from '../problems.ts';
import type { TaskInput } from './connector-task.ts';
import { requireOfficer, takeConnector } from './officer.ts';

/**
 * Asks the broker to try a version: a test call, or, once one has succeeded, the conformance suite. One at a time.
 * @throws VerbError not_found, not_permitted, not_allowed for the suite before a test call has succeeded or for a version
 * that has been retired, or stale while another runs
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
  if (input.kind === 'conformance' && found.testedAt === null) throw new VerbError('not_allowed');
  const running = await listRunning(tx, officer.department);
  if (running.some((task) => task.connector === connector && task.version === version))
    throw new VerbError('stale');
  const id = newId(TaskId, 'task', now);
  const { kind } = input;
  const { department, id: requestedBy } = officer;
  await insertTask(tx, { id, connector, version, department, kind, input, requestedBy, requestedAt: now });
  await record(tx, now, [
    { kind: 'connector.changed', actor: officer.id, refs: { connector, version, what: kind, task: id } },
  ]);
  return id;
}
