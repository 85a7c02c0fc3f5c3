import { z } from 'zod';
import { type GrantChangeRow, insertGrantChange, listRivals, lockGrantOf, updateGrant } from '#db/grants.ts';
import type { GrantRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { addDays, CivilDate, civilDateAt } from '#domain/dates.ts';
import type { GrantId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { type Officer, requireOfficer } from '../connectors/officer.ts';
import { record } from '../ledger.ts';
import { newId } from '../new-id.ts';
import { VerbError } from '../problems.ts';

/** A department's words to whoever has asked; a refusal has a reason (政务数据共享条例第二十二条). */
export const DecisionNote = z.string().trim().min(1).max(1000);

async function takeGrant(tx: Tx, officer: Officer, id: GrantId): Promise<GrantRow> {
  const grant = await lockGrantOf(tx, officer.department, id);
  if (grant === undefined) throw new VerbError('not_found');
  return grant;
}

/**
 * 同意授权: the service may ask from the day on that was requested. An earlier grant for the same thing ends the day before.
 * @throws VerbError not_found for another department's, not_permitted, or stale if it has been decided
 */
export async function approveGrant(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: GrantId,
  note: string,
): Promise<void> {
  const officer = requireOfficer(actor, 'decide:grant:department');
  const grant = await takeGrant(tx, officer, id);
  if (grant.state !== 'requested') throw new VerbError('stale');
  if (grant.requestedBy === officer.id) throw new VerbError('not_permitted');
  const decision = { decidedBy: officer.id, decidedAt: now, decisionNote: note.trim() || null };
  await updateGrant(tx, id, { state: 'active', ...decision });
  await write(tx, now, officer, id, 'approved', note.trim() || null, {});
  const lastDay = addDays(CivilDate.parse(grant.validFrom), -1);
  for (const rival of await listRivals(tx, grant)) {
    if (rival.validTo !== null && rival.validTo <= lastDay) continue;
    await updateGrant(tx, rival.id, { validTo: lastDay });
    await write(tx, now, officer, rival.id, 'superseded', null, { validTo: [rival.validTo, lastDay] });
  }
}

/**
 * 不予授权, with its reason, which whoever has asked reads.
 * @throws VerbError not_found for another department's, not_permitted, or stale if it has been decided
 */
export async function refuseGrant(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: GrantId,
  reason: string,
): Promise<void> {
  const officer = requireOfficer(actor, 'decide:grant:department');
  const grant = await takeGrant(tx, officer, id);
  if (grant.state !== 'requested') throw new VerbError('stale');
  const decisionNote = DecisionNote.parse(reason);
  await updateGrant(tx, id, { state: 'refused', decidedBy: officer.id, decidedAt: now, decisionNote });
  await write(tx, now, officer, id, 'refused', decisionNote, {});
}

/** What an officer makes a grant to be. */
export const Narrowing = z.object({
  fields: z.array(z.string()),
  perDay: z.coerce.number().int().min(0).max(10_000_000),
  reuse: z.enum(['none', 'application', 'purpose']),
  reuseHours: z.coerce.number().int().min(1).max(720),
  validTo: z.iso.date().nullable(),
});
export type Narrowing = z.infer<typeof Narrowing>;
export type NarrowingFault = 'wider' | 'none_left' | 'past';

const REUSES = ['none', 'application', 'purpose'] as const;

/** Why a change is no narrowing, by field; nothing for one that is. */
export function narrowingFaults(
  grant: Pick<GrantRow, 'fields' | 'perDay' | 'reuse' | 'reuseHours' | 'validTo'>,
  to: Narrowing,
  today: string,
): Readonly<Record<string, NarrowingFault>> {
  const isLonger = grant.validTo !== null && (to.validTo === null || to.validTo > grant.validTo);
  const isChanged = to.validTo !== grant.validTo;
  return {
    ...(to.fields.length === 0 ? { fields: 'none_left' as const } : {}),
    ...(to.fields.every((field) => grant.fields.includes(field)) ? {} : { fields: 'wider' as const }),
    ...(to.perDay > grant.perDay ? { perDay: 'wider' as const } : {}),
    ...(REUSES.indexOf(to.reuse) > REUSES.indexOf(grant.reuse) ? { reuse: 'wider' as const } : {}),
    ...(to.reuseHours > grant.reuseHours ? { reuseHours: 'wider' as const } : {}),
    ...(isLonger ? { validTo: 'wider' as const } : {}),
    ...(!isLonger && isChanged && to.validTo !== null && to.validTo < today
      ? { validTo: 'past' as const }
      : {}),
  };
}

/**
 * 缩小授权: fewer fields, fewer calls, less reuse, an earlier end; never more, which is a new request.
 * @returns why it is not taken, by field; nothing once it is written
 * @throws VerbError not_found for another department's, not_permitted, or not_allowed for one that is not active
 */
export async function narrowGrant(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: GrantId,
  to: Narrowing,
  note: string,
): Promise<Readonly<Record<string, NarrowingFault>>> {
  const officer = requireOfficer(actor, 'narrow:grant:department');
  const grant = await takeGrant(tx, officer, id);
  if (grant.state !== 'active') throw new VerbError('not_allowed');
  const faults = narrowingFaults(grant, to, civilDateAt(now));
  if (Object.keys(faults).length > 0) return faults;
  const changes = changesOf(grant, to);
  if (Object.keys(changes).length === 0) return {};
  await updateGrant(tx, id, to);
  await write(tx, now, officer, id, 'narrowed', note.trim() || null, changes);
  return {};
}

function changesOf(grant: GrantRow, to: Narrowing): GrantChangeRow['changes'] {
  const names = ['fields', 'perDay', 'reuse', 'reuseHours', 'validTo'] as const;
  const changed = names.filter((name) => JSON.stringify(grant[name]) !== JSON.stringify(to[name]));
  return Object.fromEntries(changed.map((name) => [name, [grant[name], to[name]]]));
}

async function write(
  tx: Tx,
  now: Date,
  officer: Officer,
  grantId: GrantId,
  what: GrantChangeRow['what'],
  note: string | null,
  changes: GrantChangeRow['changes'],
): Promise<void> {
  const id = newId(z.string(), 'gchg', now);
  await insertGrantChange(tx, { id, grantId, at: now, by: officer.id, what, note, changes });
  const refs = { grant: grantId, what, changed: Object.keys(changes) };
  await record(tx, now, [{ kind: 'grant.changed', actor: officer.id, refs }]);
}
