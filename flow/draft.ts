import { z } from 'zod';
import { type ApplicationRow, updateAnswers } from '#db/applications.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Actor } from '#domain/permission.ts';
import { getKey } from './data-key.ts';
import { type OpenPurpose, open, toOpen } from './open.ts';
import { seal } from './seal.ts';

/**
 * What an application's sealed answers hold: the accepted claim, and by page the raw form that was not accepted, so that
 * it is shown again exactly as it was typed.
 */
export const Answers = z.object({
  claim: z.record(z.string(), z.string()),
  rejected: z.record(z.string(), z.record(z.string(), z.string())),
});
export type Answers = z.infer<typeof Answers>;

/** The answers of an application that its applicant or the system reads. */
export async function openAnswers(
  tx: Tx,
  actor: Actor,
  purpose: OpenPurpose,
  now: Date,
  row: Pick<ApplicationRow, 'answers'>,
): Promise<Answers> {
  const { answers } = await open(tx, actor, purpose, now, { answers: toOpen(row.answers, Answers) });
  return answers;
}

/** Seals and stores a draft's answers. */
export async function saveAnswers(
  tx: Tx,
  row: Pick<ApplicationRow, 'id' | 'keyId'>,
  answers: Answers,
  now: Date,
): Promise<void> {
  const key = await getKey(tx, row.keyId);
  await updateAnswers(tx, row.id, seal(key, 'applications', 'answers', row.id, answers), now);
}
