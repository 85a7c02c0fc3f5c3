import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import type { Locale } from '#domain/evidence.ts';
import type { FormPage } from '#domain/service.ts';
import type { DraftView } from '#flow/read-draft.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { ActionLink, Actions, Button } from '../../../ui/button.tsx';
import { CheckAnswers } from '../../../ui/check-answers.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PhraseTitle } from '../../../ui/phrase-title.tsx';
import { ListTitle, Section } from '../../../ui/record.tsx';
import { submitApplication } from '../../actions.ts';
import { answerWords } from '../../answer-words.ts';
import styles from '../../apply.module.css';
import { draftMetadata, loadDraft } from '../../load-draft.ts';
import { StepFrame } from '../../step-frame.tsx';
import { CHECK, findUnanswered, questionPath, SOURCES, stepPath } from '../../steps.ts';

type Props = { params: Promise<{ application: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('apply');
  return draftMetadata((await params).application, async () => ({ title: t('check.title') }));
}

/** Every answer once more, and the one act that sends them. */
export default guardedPage(async ({ params }: Props) => {
  const { application } = await params;
  const actor = await authOrSignIn(`/apply/${application}/${CHECK}`);
  const loaded = await loadDraft(actor, application);
  const { draft } = loaded;
  const lacking = findUnanswered(draft);
  if (lacking !== undefined) redirect(questionPath(draft.id, lacking.id, true));
  const t = await getTranslations('apply');
  const locale = await getLocale();
  const days = Math.max(...draft.services.map(({ timeLimit }) => timeLimit.workingDays));
  const payDays = Math.max(...draft.services.map(({ payWithinWorkingDays }) => payWithinWorkingDays));
  return (
    <>
      <StepFrame loaded={loaded} step={CHECK}>
        <h1>
          <PhraseTitle>{t('check.title')}</PhraseTitle>
        </h1>
        <div className={styles.below}>
          <Notice kind="waiting" title={t('check.notSentTitle')}>
            <p>{t('check.notSent')}</p>
          </Notice>
        </div>
      </StepFrame>
      {draft.pages.map((page) => (
        <AnsweredPage key={page.id} draft={draft} page={page} locale={locale} />
      ))}
      <Section title={t('check.coversTitle')}>
        <p>{t('check.covers', { count: draft.services.length })}</p>
        <ul className="dashes">
          {draft.services.map(({ id, shortTitle }) => (
            <li key={id}>{shortTitle[locale]}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('check.afterTitle')}>
        <p>
          {t.rich('check.ask', {
            sources: (words) => <a href={stepPath(draft.id, SOURCES)}>{words}</a>,
          })}
        </p>
        <p>{t('check.limit', { days, payDays })}</p>
        <form action={submitApplication}>
          <input type="hidden" name="draft-id" value={draft.id} />
          <Actions>
            <Button>{t('check.submit')}</Button>
            <ActionLink href="/applications">{t('question.stop')}</ActionLink>
          </Actions>
        </form>
      </Section>
    </>
  );
});

type AnsweredPageProps = { draft: DraftView; page: FormPage; locale: Locale };

async function AnsweredPage({ draft, page, locale }: AnsweredPageProps) {
  const t = await getTranslations('apply');
  const tail = (digits: string) => t('check.accountTail', { digits });
  const rows = page.fields.map((field) => ({
    key: field.id,
    label: field.label[locale],
    value: answerWords(field, draft.claim[field.id] ?? '', locale, tail),
    changeHref: questionPath(draft.id, page.id, true),
  }));
  return (
    <section className={styles.answers}>
      <ListTitle>
        <PhraseTitle>{page.title[locale]}</PhraseTitle>
      </ListTitle>
      <CheckAnswers rows={rows} />
    </section>
  );
}
