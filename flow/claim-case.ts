import type { Tx } from '#db/with-tx.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { appendAtDesk, type SeenCase, takeUp } from './desk-work.ts';
import { record } from './ledger.ts';
import { VerbError } from './problems.ts';

/**
 * 领取: takes a case that nobody has, for oneself alone.
 * @throws VerbError not_found, not_permitted, not_allowed, or stale if somebody has it or it has changed since it was seen
 */
export async function claimCase(tx: Tx, actor: Actor, now: Date, seen: SeenCase): Promise<void> {
  const desk = await takeUp(tx, actor, seen);
  if (desk.loaded.state.owner !== null) throw new VerbError('stale');
  const { officer } = desk;
  await appendAtDesk(tx, now, desk, { event: { type: 'case.claimed', version: 1, data: { officer } } });
  await record(tx, now, [{ kind: 'case.claimed', actor: officer.id, refs: { case: seen.id } }]);
}

/**
 * 退回待领: gives a case back, one's own or, for who may reassign, a colleague's.
 * @throws VerbError not_found, not_permitted, not_allowed or stale
 */
export async function releaseCase(tx: Tx, actor: Actor, now: Date, seen: SeenCase): Promise<void> {
  const desk = await takeUp(tx, actor, seen);
  const { officer, loaded } = desk;
  if (loaded.state.owner === null) throw new VerbError('stale');
  if (loaded.state.owner.id !== officer.id && !holds(actor, 'reassign:case:area'))
    throw new VerbError('stale');
  await appendAtDesk(tx, now, desk, { event: { type: 'case.released', version: 1, data: { officer } } });
  await record(tx, now, [{ kind: 'case.released', actor: officer.id, refs: { case: seen.id } }]);
}
