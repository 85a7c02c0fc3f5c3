import { LateReply } from '#connectors/protocol.ts';
import { readVerified } from '#connectors/read-reply.ts';
import { hintSteps } from '#flow/hint.ts';
import { findLeftBehind, keepLate, takeAwaitedStep } from '#flow/late-answer.ts';
import { recordAnswers } from '#flow/record-answers.ts';
import type { DoorSettings } from './door.ts';
import { type DoorReply, type Incoming, malformed, refuse, TAKEN } from './reply.ts';

/**
 * An answer that a department had announced. Applied where its question still waits; kept and not applied where the case has
 * moved on; either way the department has done its part.
 */
export async function lateAnswer(
  { pool, clock }: DoorSettings,
  { signers: [plugged], json, message, signed }: Incoming,
): Promise<DoorReply> {
  const late = LateReply.safeParse(json);
  if (!late.success) return malformed(late.error);
  const now = clock();
  const connector = plugged.document.id;
  const { ticket, ...reply } = late.data;
  const told = { signed, body: message.body };
  const awaited = await takeAwaitedStep(pool, now, connector, ticket);
  if (awaited === undefined) {
    const left = await findLeftBehind(pool, connector, reply.call, signed.digest);
    if (left !== undefined) await keepLate(pool, now, left, reply.answer.kind, told);
    return TAKEN;
  }
  const answer = readVerified(reply, awaited.question, awaited.call, awaited.nonce);
  const { written, planned } = await recordAnswers(pool, now, awaited.caseId, [
    { step: awaited.step, answer, late: told },
  ]);
  if (planned) hintSteps(pool);
  if (written > 0) return TAKEN;
  return refuse('down', '这个问题正由另一进程处理，请再发一次', { origin: 'portal', retryAfterSeconds: 2 });
}
