import { useTranslations } from 'next-intl';
import { civilDateOf, dateWords, timeWords } from '../ui/date-words.ts';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/record.tsx';
import styles from './filed-section.module.css';
import type { OwnApplicationView } from './own-application.ts';

/** The confirmation of a filing: when it was received, what happens next, and whom to ask. */
export function FiledSection({ application }: { application: OwnApplicationView }) {
  const t = useTranslations('application');
  const received = application.filedAt.toISOString();
  const locale = application.cases[0]?.words.locale ?? 'zh-CN';
  const values = {
    count: application.cases.length,
    date: dateWords(locale, civilDateOf(received)),
    time: timeWords(received),
  };
  return (
    <Section title={t('filed.title')}>
      <Notice kind="settled" title={t('filed.notice')}>
        <p>{t('filed.noticeDetail', values)}</p>
      </Notice>
      <div className={styles.after}>
        <p>{t('filed.next')}</p>
        <p>{t('filed.contact')}</p>
      </div>
    </Section>
  );
}
