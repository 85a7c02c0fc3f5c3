import { z } from 'zod';
import { insertGrant, insertGrantChange } from '#db/grants.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import { ConnectorId, GrantId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { newId } from '../new-id.ts';
import { VerbError } from '../problems.ts';
import { findGrantNeed, type GrantNeed } from './grant-needs.ts';

/** What somebody who requests a grant may say. Fields, purpose and legal basis are the service definition's. */
export const GrantRequest = z.object({
  service: z.string(),
  requirement: z.string(),
  evidence: z.string(),
  connector: ConnectorId,
  perDay: z.coerce.number().int().min(1).max(10_000_000),
  share: z.coerce.number().int().min(0),
  priority: z.enum(['urgent', 'normal', 'night']),
  reuse: z.enum(['none', 'application', 'purpose']),
  reuseHours: z.coerce.number().int().min(1).max(720),
  validFrom: z.iso.date(),
  /** A grant ends: whoever still needs it then asks again. */
  validTo: z.iso.date(),
  riskNote: z.string().trim().min(1).max(1000),
});
export type GrantRequest = z.infer<typeof GrantRequest>;

export type GrantFault = 'past' | 'before_start' | 'over_limit' | 'exists';

/** A city administrator. @throws VerbError not_found for who is no member of staff, not_permitted for any other role */
export function requireAdministrator(actor: Actor): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind !== 'staff') throw new VerbError('not_found');
  if (!holds(actor, 'request:grant:city')) throw new VerbError('not_permitted');
  return actor;
}

/** What a service has to ask, for who may request it. @throws VerbError not_found for what no service has to ask, not_permitted */
export async function readGrantNeed(
  tx: Tx,
  actor: Actor,
  now: Date,
  asked: { service: string; requirement: string; evidence: string },
): Promise<GrantNeed> {
  requireAdministrator(actor);
  const need = await findGrantNeed(tx, now, asked);
  if (need === undefined) throw new VerbError('not_found');
  return need;
}

/**
 * 申请授权: asks a department to let a service ask for what its definition says that it needs.
 * @returns the request, or why its fields are not taken
 * @throws VerbError not_found for whoever is no city administrator and for what no service has to ask
 */
export async function requestGrant(
  tx: Tx,
  actor: Actor,
  now: Date,
  request: GrantRequest,
): Promise<{ grant: GrantId } | { faults: Readonly<Record<string, GrantFault>> }> {
  const administrator = requireAdministrator(actor);
  const need = await readGrantNeed(tx, actor, now, request);
  if (!need.connectors.includes(request.connector)) throw new VerbError('not_found');
  const faults: Record<string, GrantFault> = {
    ...(request.validFrom < civilDateAt(now) ? { validFrom: 'past' as const } : {}),
    ...(request.validTo <= request.validFrom ? { validTo: 'before_start' as const } : {}),
    ...(request.share > request.perDay ? { share: 'over_limit' as const } : {}),
  };
  if (Object.keys(faults).length > 0) return { faults };
  const id = newId(GrantId, 'grnt', now);
  const { fields, purpose, legalBasis } = need;
  const isNew = await insertGrant(tx, {
    ...request,
    evidence: need.evidence.code,
    id,
    fields: [...fields],
    purpose,
    legalBasis,
    state: 'requested',
    requestedBy: administrator.id,
  });
  if (!isNew) return { faults: { validFrom: 'exists' } };
  await insertGrantChange(tx, {
    id: newId(z.string(), 'gchg', now),
    grantId: id,
    at: now,
    by: administrator.id,
    what: 'requested',
    note: request.riskNote,
    changes: {},
  });
  const { service, requirement, connector, perDay, validTo } = request;
  const refs = { grant: id, service, requirement, evidence: need.evidence.code, connector, perDay, validTo };
  await record(tx, now, [
    { kind: 'grant.requested', actor: administrator.id, refs: { ...refs, fields: [...fields] } },
  ]);
  return { grant: id };
}
