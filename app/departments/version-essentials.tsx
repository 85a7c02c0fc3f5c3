import { useLocale, useTranslations } from 'next-intl';
import type { ConnectorDocument, Source } from '#domain/connector.ts';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { KeyValues } from '../ui/key-values.tsx';

type Props = {
  row: Pick<VersionView['row'], 'dailyLimit' | 'timeoutMs' | 'width'>;
  document: ConnectorDocument;
};

/** What a version says in words, for whoever signs it and has no earlier one that answered to compare it with. */
export function VersionEssentials({ row, document }: Props) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const count = new Intl.NumberFormat(locale);
  return (
    <>
      {document.sources.map((source) => (
        <SourceEssentials key={source.id} source={source} />
      ))}
      <KeyValues
        rows={[
          {
            label: t('essentials.limits'),
            content: t('essentials.limitsOf', {
              daily: count.format(row.dailyLimit),
              timeout: count.format(row.timeoutMs),
              width: count.format(row.width),
            }),
          },
        ]}
      />
    </>
  );
}

function SourceEssentials({ source: { title, evidence, reach, coverage } }: { source: Source }) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const isAlways = coverage.from === null && coverage.to === null;
  return (
    <KeyValues
      rows={[
        { label: t('essentials.evidence'), content: `${title[locale]}　${evidence}` },
        { label: t('essentials.way'), content: t(`way.${reach.way}.title`) },
        ...(reach.way === 'desk'
          ? [
              {
                label: t('essentials.answered'),
                content: (
                  <>
                    {t('essentials.dueHours', { hours: reach.dueHours })}{' '}
                    {t('essentials.persons', { persons: reach.twoPersons ? 'two' : 'one' })}
                  </>
                ),
              },
            ]
          : []),
        {
          label: t('essentials.covers'),
          content: isAlways
            ? t('offered.allYears')
            : t('offered.between', { from: coverage.from ?? 'none', to: coverage.to ?? 'none' }),
        },
      ]}
    />
  );
}
