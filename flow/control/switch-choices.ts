import { evidenceTypes } from '#catalogue/index.ts';
import { listTails } from '#db/accounts.ts';
import { listTrafficChoices } from '#db/exchange-queries.ts';
import type { Tx } from '#db/with-tx.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { ConnectorId, StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { ownConnector } from './own-connector.ts';

const MONTH_MS = 31 * 86_400_000;

/** What of a connector can be stopped by itself. */
export interface SwitchChoices {
  evidence: readonly EvidenceType[];
  /** Services and members of staff that have had it asked within a month. */
  services: readonly string[];
  officers: readonly { id: StaffId; tail: string }[];
}

/** @throws VerbError not_found, not_permitted */
export async function readSwitchChoices(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: ConnectorId,
): Promise<SwitchChoices> {
  const { of } = await ownConnector(tx, actor, 'switch:connector:department', id);
  const seen = await listTrafficChoices(tx, of, new Date(now.getTime() - MONTH_MS), now);
  const tails = await listTails(tx, [...new Set(seen.flatMap(({ officer }) => officer ?? []))]);
  return {
    evidence: evidenceTypes.filter((type) => type.connectors.includes(id)),
    services: [...new Set(seen.map(({ service }) => service))].toSorted(),
    officers: [...tails].map(([officer, tail]) => ({ id: officer, tail })),
  };
}
