import { lockConnectorOf } from '#db/connector-versions.ts';
import type { ConnectorRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { type Actor, holds, type Permission } from '#domain/permission.ts';
import { VerbError } from '../problems.ts';

/** Somebody who answers for a department's data. */
export type Officer = Extract<Actor, { kind: 'staff' }> & { department: DepartmentId };

/**
 * The actor as an officer of a department whose role carries the permission.
 * @throws VerbError not_found for whoever has no department's console, not_permitted where the role lacks the permission
 */
export function requireOfficer(actor: Actor, permission: Permission): Officer {
  if (actor.kind !== 'staff') throw new VerbError('not_found');
  if (!holds(actor, permission)) throw new VerbError('not_permitted');
  if (actor.department === null) throw new VerbError('not_found');
  return { ...actor, department: actor.department };
}

/** A connector of the officer's department, held until the transaction ends. @throws VerbError not_found for any other */
export async function takeConnector(tx: Tx, officer: Officer, id: ConnectorId): Promise<ConnectorRow> {
  const row = await lockConnectorOf(tx, officer.department, id);
  if (row === undefined) throw new VerbError('not_found');
  return row;
}
