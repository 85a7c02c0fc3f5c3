import { findConnectorOf } from '#db/connector-versions.ts';
import type { TrafficOf } from '#db/exchange-queries.ts';
import type { ConnectorRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor, DepartmentPermission } from '#domain/permission.ts';
import { type Officer, requireOfficer } from '../connectors/officer.ts';
import { VerbError } from '../problems.ts';

/** A connector of the officer's own department. */
export interface OwnConnector {
  officer: Officer;
  connector: ConnectorRow;
  of: TrafficOf;
}

/** @throws VerbError not_found, also for a connector of another department, or not_permitted */
export async function ownConnector(
  tx: Tx,
  actor: Actor,
  permission: DepartmentPermission,
  id: ConnectorId,
): Promise<OwnConnector> {
  const officer = requireOfficer(actor, permission);
  const connector = await findConnectorOf(tx, officer.department, id);
  if (connector === undefined) throw new VerbError('not_found');
  return { officer, connector, of: { department: officer.department, connector: id } };
}
