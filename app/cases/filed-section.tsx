import { useTranslations } from 'next-intl';
import { printCaseNumber } from '#domain/case-number.ts';
import { Actions, LinkButton } from '../ui/button.tsx';
import { civilDateOf, dateWords, timeWords } from '../ui/date-words.ts';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/record.tsx';
import type { CaseContext } from './case-context.ts';
import styles from './filed-section.module.css';
import { bold } from './say.tsx';
import { dueValues } from './timeline.ts';

/** The confirmation of a filing: number, what happens next and when, whom to ask, and the receipt to keep. */
export function FiledSection({ context, casePath }: { context: CaseContext; casePath: string }) {
  const t = useTranslations('case');
  const { row, state } = context.view;
  const received = row.submittedAt.toISOString();
  return (
    <Section title={t('filed.title')}>
      <Notice kind="settled" title={t('filed.notice')}>
        <p>
          {t('filed.noticeDetail', {
            number: printCaseNumber(row.number),
            date: dateWords(context.words.locale, civilDateOf(received)),
            time: timeWords(received),
          })}
        </p>
      </Notice>
      <div className={styles.after}>
        <p>{t('filed.next')}</p>
        <p>{t.rich('dueLead', { ...dueValues(context, state.due), b: bold })}</p>
        <p>{t('filed.contact')}</p>
      </div>
      <Actions>
        <LinkButton href={`${casePath}/receipt`}>{t('filed.print')}</LinkButton>
      </Actions>
    </Section>
  );
}
