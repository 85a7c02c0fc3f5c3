import { z } from 'zod';
import { type Limits as LimitsRow, updateLimits } from '#db/connector-versions.ts';
import { wakeQuestions } from '#db/switches.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { requireOfficer, takeConnector } from './officer.ts';

/** A department's own limits, as they are typed. The reserve is part of the day's calls. */
export const Limits: z.ZodType<LimitsRow> = z
  .object({
    dailyLimit: z.coerce.number().int().min(0).max(10_000_000),
    timeoutMs: z.coerce.number().int().min(100).max(60_000),
    width: z.coerce.number().int().min(1).max(256),
    reserve: z.coerce.number().int().min(0),
    reserveUntil: z.coerce.number().int().min(0).max(24),
  })
  .refine(({ reserve, dailyLimit }) => reserve <= dailyLimit, {
    path: ['reserve'],
    message: 'over the limit',
  });
export type Limits = LimitsRow;

/** Sets a connector's limits at once, for its present version and every later one. @throws VerbError not_found or not_permitted */
export async function setLimits(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  limits: Limits,
): Promise<void> {
  const officer = requireOfficer(actor, 'connect:connector:department');
  await takeConnector(tx, officer, connector);
  await updateLimits(tx, connector, limits);
  await record(tx, now, [
    { kind: 'connector.changed', actor: officer.id, refs: { connector, what: 'limits', ...limits } },
  ]);
  // What waits for midnight because the day was spent can be asked today where the limit was raised.
  await wakeQuestions(tx, { connector }, now);
}
