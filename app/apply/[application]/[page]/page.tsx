import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { authOrSignIn } from '../../../auth/auth.ts';
import { findKeptForm } from '../../../parked.ts';
import { Details } from '../../../ui/details.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { saveQuestion } from '../../actions.ts';
import styles from '../../apply.module.css';
import { draftMetadata, type LoadedDraft, loadDraft } from '../../load-draft.ts';
import { describeQuestion, listFieldErrors } from '../../question.ts';
import { QuestionForm } from '../../question-form.tsx';
import { StepFrame } from '../../step-frame.tsx';
import { CHECK, questionPath, stepAfter } from '../../steps.ts';

type Props = {
  params: Promise<{ application: string; page: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
};

/** What the form shows: what was typed when a session had ended, else what was rejected, else what is saved. */
async function shownForm({ draft }: LoadedDraft, pageId: string, fromCheck: boolean) {
  const page = draft.pages.find(({ id }) => id === pageId);
  if (page === undefined) notFound();
  const kept = await findKeptForm(questionPath(draft.id, page.id, fromCheck));
  const rejected = kept === undefined ? draft.rejected[page.id] : undefined;
  const typed = kept ?? rejected?.raw ?? draft.claim;
  const values = Object.fromEntries(page.fields.map(({ id }) => [id, typed[id] ?? '']));
  return { page, values, faults: rejected?.faults, isKept: kept !== undefined };
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { application, page: pageId } = await params;
  const fromCheck = (await searchParams).from === CHECK;
  const locale = await getLocale();
  return draftMetadata(application, async (loaded) => {
    const { page, faults } = await shownForm(loaded, pageId, fromCheck);
    return { title: page.title[locale], rejected: faults !== undefined };
  });
}

/** One question of the application. */
export default guardedPage(async ({ params, searchParams }: Props) => {
  const { application, page: pageId } = await params;
  const fromCheck = (await searchParams).from === CHECK;
  const actor = await authOrSignIn(`/apply/${application}/${pageId}${fromCheck ? `?from=${CHECK}` : ''}`);
  const loaded = await loadDraft(actor, application);
  const { page, values, faults, isKept } = await shownForm(loaded, pageId, fromCheck);
  const { draft } = loaded;
  const locale = await getLocale();
  const t = await getTranslations('apply');
  const { form, apply } = await getMessages();
  return (
    <StepFrame loaded={loaded} step={page.id} fromCheck={fromCheck}>
      {isKept ? (
        <div className={styles.apart}>
          <Notice kind="waiting" title={t('keptTitle')}>
            <p>{t('kept')}</p>
          </Notice>
        </div>
      ) : null}
      <NextIntlClientProvider messages={{ form, apply: { question: apply.question } }}>
        <QuestionForm
          key={`${page.id} ${draft.savedAt.toISOString()}`}
          question={await describeQuestion(page, locale)}
          hidden={{
            'draft-id': draft.id,
            'page-id': page.id,
            'next-id': fromCheck ? CHECK : stepAfter(draft, page.id),
          }}
          values={values}
          rejected={await listFieldErrors(page, faults ?? {}, locale)}
          save={saveQuestion}
        >
          {page.help === null ? null : (
            <Details summary={page.help.question[locale]}>
              <p>{page.help.answer[locale]}</p>
            </Details>
          )}
        </QuestionForm>
      </NextIntlClientProvider>
    </StepFrame>
  );
});
