import 'server-only';
import { notFound } from 'next/navigation';
import { CaseId } from '#domain/ids.ts';
import { readCase } from '#flow/read-case.ts';
import { readWaiting } from '#flow/waiting.ts';
import { authOrSignIn } from '../auth/auth.ts';
import { portal } from '../portal.ts';
import { read } from '../read.ts';
import type { CaseContext } from './case-context.ts';
import { caseWords } from './case-words.ts';

/** The id in an address; whatever is none leads nowhere. */
export function caseIdOf(text: string): CaseId {
  const parsed = CaseId.safeParse(text);
  return parsed.success ? parsed.data : notFound();
}

/** A case of the signed-in person's own, with everything that its pages are made from; others sign in first. */
export async function ownCase(id: CaseId, path: string): Promise<CaseContext> {
  const actor = await authOrSignIn(path);
  const { view, waiting } = await read(actor, async (tx, now) => {
    return { view: await readCase(tx, actor, now, id), waiting: await readWaiting(tx, now, id) };
  });
  const { evidenceTypes } = view;
  return { view, evidenceTypes, words: await caseWords(), now: portal().clock(), waiting };
}
