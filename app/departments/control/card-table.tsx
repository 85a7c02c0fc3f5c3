import { useFormatter, useTranslations } from 'next-intl';
import type { ReportCard } from '#flow/control/report.ts';
import { Details } from '../../ui/details.tsx';
import { Table } from '../../ui/table.tsx';

const FIGURES = ['availability', 'medianMs', 'p95Ms', 'noRecord', 'overturned', 'papersSaved'] as const;
const SHARES: readonly string[] = ['availability', 'noRecord', 'overturned'];

/** The figures of a month in three columns. */
export function CardTable({ card, caption }: { card: ReportCard; caption: string }) {
  const t = useTranslations('control');
  const format = useFormatter();
  const say = (figure: (typeof FIGURES)[number], value: number | null | undefined) => {
    if (value === null || value === undefined) return t('report.none');
    if (!SHARES.includes(figure)) return format.number(Math.round(value));
    return format.number(value, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });
  };
  const { current, before } = card;
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'figure', title: t('report.figure') },
        { key: 'own', title: t('report.month'), amount: true },
        { key: 'before', title: t('report.last'), amount: true, foldedName: t('report.last') },
        { key: 'city', title: t('report.city'), amount: true, foldedName: t('report.city') },
      ]}
      rows={FIGURES.map((figure) => ({
        key: figure,
        cells: {
          figure: t(`report.is.${figure}`),
          own: say(figure, current.own?.[figure]),
          before: say(figure, before.own?.[figure]),
          city: say(figure, current.city?.[figure]),
        },
      }))}
    />
  );
}

/** What each figure counts, exactly. */
export function CardDefinitions() {
  const t = useTranslations('control');
  return (
    <Details summary={t('report.how')}>
      <ul className="dashes small">
        {FIGURES.map((figure) => (
          <li key={figure}>{t(`report.means.${figure}`)}</li>
        ))}
        <li>{t('report.means.city')}</li>
      </ul>
    </Details>
  );
}
