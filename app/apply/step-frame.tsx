import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ActionLink } from '../ui/button.tsx';
import { QuestionFrame } from '../ui/question-frame.tsx';
import type { LoadedDraft } from './load-draft.ts';
import { SavedAt } from './saved-at.tsx';
import { stepBefore, stepPath } from './steps.ts';

type StepFrameProps = {
  loaded: LoadedDraft;
  /** The step that the page shows: a question's id, or one of those that follow. */
  step: string;
  /** The page was opened from the check page: back goes there. */
  fromCheck?: boolean;
  children: ReactNode;
};

/** The head of every page of an application: what it is for, when it was saved, and the way back. */
export async function StepFrame({
  loaded: { draft, now },
  step,
  fromCheck = false,
  children,
}: StepFrameProps) {
  const t = await getTranslations('apply');
  const locale = await getLocale();
  const before = stepBefore(draft, step);
  const touched = Object.keys(draft.claim).length + Object.keys(draft.rejected).length > 0;
  return (
    <QuestionFrame
      service={draft.bundle.shortTitle[locale]}
      savedAt={touched ? <SavedAt at={draft.savedAt} now={now} /> : undefined}
    >
      <p>
        {fromCheck ? (
          <ActionLink href={stepPath(draft.id, 'check')}>{t('backToCheck')}</ActionLink>
        ) : before === undefined ? (
          <ActionLink href={`/services/${draft.bundle.id}`}>{t('backToService')}</ActionLink>
        ) : (
          <ActionLink href={stepPath(draft.id, before)}>{t('back')}</ActionLink>
        )}
      </p>
      {children}
    </QuestionFrame>
  );
}
