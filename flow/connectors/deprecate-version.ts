import {
  findConnector,
  findVersion,
  findWaiting,
  listSunset,
  updateLiveVersion,
  updateVersion,
} from '#db/connector-versions.ts';
import type { Tx } from '#db/with-tx.ts';
import { addDays, civilDateAt } from '#domain/dates.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { VerbError } from '../problems.ts';
import { SYSTEM } from '../system.ts';
import { requireOfficer, takeConnector } from './officer.ts';

/** In how many days a version may be announced to end. */
export const SUNSET_DAYS = [30, 60, 90, 120] as const;
export type SunsetDays = (typeof SUNSET_DAYS)[number];

/** The end of the civil day that many days ahead, in Asia/Shanghai. */
export function sunsetAfter(now: Date, days: SunsetDays): Date {
  return new Date(`${addDays(civilDateAt(now), days + 1)}T00:00:00+08:00`);
}

/**
 * 弃用: announces when the present version ends; until then it answers as before. An announced end may be set anew.
 * @throws VerbError not_found, not_permitted, or not_allowed for a version that does not answer
 */
export async function deprecateVersion(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  version: number,
  days: SunsetDays,
): Promise<void> {
  const officer = requireOfficer(actor, 'connect:connector:department');
  const { liveVersion } = await takeConnector(tx, officer, connector);
  const found = await findVersion(tx, connector, version);
  if (found === undefined) throw new VerbError('not_found');
  if (liveVersion !== version) throw new VerbError('not_allowed');
  const sunsetAt = sunsetAfter(now, days);
  await updateVersion(tx, connector, version, { state: 'deprecated', sunsetAt });
  await record(tx, now, [
    {
      kind: 'connector.changed',
      actor: officer.id,
      refs: { connector, version, what: 'deprecated', until: sunsetAt.toISOString() },
    },
  ]);
}

/**
 * Retires the versions whose announced end has come, for the broker: the version that waits for it answers from then on, or
 * none.
 * @returns how many were retired
 */
export async function retireSunset(tx: Tx, now: Date): Promise<number> {
  const over = await listSunset(tx, now);
  for (const { connector, version } of over) {
    await updateVersion(tx, connector, version, { state: 'retired' });
    const isPresent = (await findConnector(tx, connector))?.liveVersion === version;
    const next = isPresent ? await findWaiting(tx, connector) : undefined;
    if (isPresent) await updateLiveVersion(tx, connector, next?.version ?? null);
    const refs = { connector, version, what: 'retired', ...(next && { next: next.version }) };
    await record(tx, now, [{ kind: 'connector.changed', actor: SYSTEM.broker.id, refs }]);
  }
  return over.length;
}
