import type { Tx } from '#db/with-tx.ts';
import type { Actor } from '#domain/permission.ts';
import { appendAtDesk, type SeenCase, takeUp } from './desk-work.ts';
import { record } from './ledger.ts';
import { VerbError } from './problems.ts';
import { findAskable, requeue } from './reopen-question.ts';
import { getService } from './services.ts';

/**
 * 重新核验: has the department asked once more for one requirement of a case of the area. The question carries who had it asked:
 * the department sees it, and who asks outside the own cases is found.
 * @throws VerbError not_found, not_permitted, stale, or not_allowed where there is no answered question to put again
 */
export async function askAgain(
  tx: Tx,
  actor: Actor,
  now: Date,
  seen: SeenCase,
  requirement: string,
): Promise<void> {
  const desk = await takeUp(tx, actor, seen);
  const { officer, loaded } = desk;
  const question = findAskable(loaded.state, requirement);
  const standing = question && { kind: 'waiting' as const, rung: question.rung, offered: null };
  if (question === undefined || standing === undefined) throw new VerbError('not_allowed');
  const data = { step: question.step, requirement, officer, standing };
  await appendAtDesk(tx, now, desk, { event: { type: 'question.asked_again', version: 1, data } });
  const { definition } = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  if (!(await requeue(tx, now, definition, question, officer.id, null))) throw new VerbError('stale');
  await record(tx, now, [
    {
      kind: 'question.reopened',
      actor: officer.id,
      refs: { case: seen.id, step: question.step, requirement },
    },
  ]);
}
