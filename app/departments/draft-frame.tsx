import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '#domain/permission.ts';
import { type DraftStep, stepsOf } from '#flow/connectors/draft.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { ConsoleHead, ConsoleNav } from './console-frame.tsx';
import { stepPath } from './paths.ts';
import { Stamp } from './stamp.tsx';

type Props = {
  actor: Actor;
  view: DraftView;
  step: DraftStep | 'document';
  errors?: readonly FieldError[];
  children: ReactNode;
};

/** What stands round a step of the guided way: which draft, where one is in it, and when it was saved. */
export async function DraftFrame({ actor, view, step, errors = [], children }: Props) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const { draft, row, savedAt } = view;
  const steps = stepsOf(draft);
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ErrorSummary errors={errors} />
      <ConsoleHead
        over={t('draft.over', { connector: draft.title[locale], way: t(`way.${draft.way}.title`) })}
        title={t(`step.${step}.title`)}
      >
        <p className="lead">{t(`step.${step}.lead`)}</p>
      </ConsoleHead>
      <div className="desk-case">
        <div className="case-main">{children}</div>
        <nav className="case-side steps" aria-label={t('draft.steps')}>
          {draft.document === null ? null : <p className="small">{t('draft.byDocument')}</p>}
          <ol>
            {draft.document === null ? null : (
              <li>
                <a
                  href={stepPath(row.id, 'document')}
                  aria-current={step === 'document' ? 'step' : undefined}
                >
                  {t('step.document.short')}
                </a>
              </li>
            )}
            {steps.map((each) => (
              <li key={each}>
                <a href={stepPath(row.id, each)} aria-current={each === step ? 'step' : undefined}>
                  {t(`step.${each}.short`)}
                </a>
              </li>
            ))}
          </ol>
          <p className="small soft">
            {t('draft.savedAt')} <Stamp at={savedAt} />
          </p>
          {step === 'document' || draft.document !== null ? null : (
            <p className="small">
              <a href={stepPath(row.id, 'document')}>{t('draft.byHand')}</a>
            </p>
          )}
        </nav>
      </div>
    </>
  );
}
