import { useTranslations } from 'next-intl';
import { Section } from '../ui/record.tsx';
import type { CaseContext } from './case-context.ts';

/** 怎么退: that it can be returned in parts by agreement, and where. */
export function RepaymentSection({ context: { view, words } }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const { summary, pays, counter } = view.service;
  return (
    <>
      <Section title={t('owed.why')}>
        <p>{summary[words.locale]}</p>
      </Section>
      <Section title={t('owed.how')}>
        {[...pays[words.locale].split('\n'), ...counter[words.locale].split('\n')].map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </Section>
    </>
  );
}
