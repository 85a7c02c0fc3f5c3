import 'server-only';
import type { Metadata } from 'next';
import { notFound, redirect, unstable_rethrow } from 'next/navigation';
import { cache } from 'react';
import { ApplicationId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { type DraftView, readDraft } from '#flow/read-draft.ts';
import { auth } from '../auth/auth.ts';
import { read } from '../read.ts';
import { documentTitle } from '../ui/document-title.ts';

export interface LoadedDraft {
  draft: DraftView;
  now: Date;
}

/** The draft of a page, opened once per request. What is filed already leads to its own page instead. */
export const loadDraft = cache(async (actor: Actor, id: string): Promise<LoadedDraft> => {
  const application = ApplicationId.safeParse(id);
  if (!application.success) notFound();
  const loaded = await read(actor, async (tx, now) => ({
    draft: await readDraft(tx, actor, now, application.data),
    now,
  }));
  if (loaded.draft.status === 'filed') redirect(`/applications/${loaded.draft.id}`);
  return loaded;
});

/**
 * Metadata of a page about a draft. It never fails by itself: a page that cannot be loaded says so in its own body.
 * @param words the title, and whether the page shows a rejected form
 */
export async function draftMetadata(
  id: string,
  words: (loaded: LoadedDraft) => Promise<{ title: string; rejected?: boolean }>,
): Promise<Metadata> {
  try {
    const actor = await auth();
    if (actor === undefined) return {};
    const { title, rejected } = await words(await loadDraft(actor, id));
    return { title: await documentTitle(title, { rejected }) };
  } catch (error) {
    unstable_rethrow(error);
    return {};
  }
}
