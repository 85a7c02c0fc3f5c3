import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { authOrSignIn } from '../../auth/auth.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { draftMetadata, loadDraft } from '../load-draft.ts';
import { findUnanswered, SOURCES, stepPath } from '../steps.ts';

type Props = { params: Promise<{ application: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await getLocale();
  return draftMetadata((await params).application, async ({ draft }) => ({
    title: draft.bundle.shortTitle[locale],
  }));
}

/** The address of a draft as such: on to where it stopped. */
export default guardedPage(async ({ params }: Props) => {
  const { application } = await params;
  const actor = await authOrSignIn(`/apply/${application}`);
  const { draft } = await loadDraft(actor, application);
  redirect(stepPath(draft.id, findUnanswered(draft)?.id ?? SOURCES));
});
