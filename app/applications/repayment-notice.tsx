import { useTranslations } from 'next-intl';
import { fen, formatFen } from '#domain/money.ts';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/record.tsx';
import type { CaseItem } from './application-model.ts';

/** 另有一事: pension that was paid after the death. Said apart from what is granted, and never taken off it. */
export function RepaymentNotice({ items }: { items: readonly CaseItem[] }) {
  const t = useTranslations('application');
  if (items.length === 0) return null;
  return (
    <Section title={t('owed.title')}>
      {items.map(({ path, standing, fen: amount }) => (
        <Notice
          key={path}
          kind="waiting"
          icon="warning"
          title={
            standing === 'owed'
              ? t('owed.decided', { figure: formatFen(fen(amount ?? 0)) })
              : t('owed.lookedAt')
          }
        >
          <p>
            {standing === 'owed' ? t('owed.decidedDetail') : t('owed.lookedAtDetail')}{' '}
            <a className="target" href={path}>
              {standing === 'owed' ? t('owed.link') : t('owed.linkOpen')}
            </a>
          </p>
        </Notice>
      ))}
    </Section>
  );
}
