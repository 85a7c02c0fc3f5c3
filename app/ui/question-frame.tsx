import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionLink } from './button.tsx';
import { ErrorSummary, type FieldError } from './error-summary.tsx';
import { MarginLine } from './record.tsx';

type QuestionFrameProps = {
  /** What is being applied for. */
  service: ReactNode;
  /** When the draft was last saved, as a TimeText; nothing before the first save. */
  savedAt?: ReactNode;
  /** The question before this one; nothing on the first. */
  backHref?: string;
  errors?: readonly FieldError[];
  /** The form, with its title as legend or label. */
  children: ReactNode;
};

/** What stands round the form of a question page: service and saved time, the way back, what is to be corrected. */
export function QuestionFrame({ service, savedAt, backHref, errors = [], children }: QuestionFrameProps) {
  const t = useTranslations('form');
  return (
    <div className="record page-head">
      <p className="margin">
        <MarginLine>{service}</MarginLine>
        {savedAt === undefined ? null : (
          <MarginLine>
            {t('saved')} {savedAt}
          </MarginLine>
        )}
      </p>
      <div>
        {backHref === undefined ? null : (
          <p>
            <ActionLink href={backHref}>{t('back')}</ActionLink>
          </p>
        )}
        <ErrorSummary errors={errors} />
        {children}
      </div>
    </div>
  );
}
