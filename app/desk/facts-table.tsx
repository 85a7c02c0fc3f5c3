import { useTranslations } from 'next-intl';
import { Table } from '../ui/table.tsx';
import type { DeskFact } from './desk-facts.ts';
import { FactResult, FactSource, FactValue } from './fact-lines.tsx';

/** Facts side by side: what, value, source, as-of date, result. */
export function FactsTable({ caption, facts }: { caption: string; facts: readonly DeskFact[] }) {
  const t = useTranslations('desk-case');
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'title', title: t('facts.title') },
        { key: 'value', title: t('facts.value'), foldedName: t('facts.value') },
        { key: 'source', title: t('facts.source'), foldedName: t('facts.source') },
        { key: 'asOf', title: t('facts.asOf'), foldedName: t('facts.asOf') },
        { key: 'result', title: t('facts.result') },
      ]}
      rows={facts.map((fact) => ({
        key: fact.key,
        cells: {
          title: (
            <>
              {fact.title}
              {fact.thing === null ? null : <span className="soft small thing">{fact.thing}</span>}
            </>
          ),
          value: <FactValue fact={fact} />,
          source: <FactSource fact={fact} />,
          asOf:
            fact.asOf === null ? (
              ''
            ) : (
              <time className="nowrap" dateTime={fact.asOf}>
                {fact.asOf}
              </time>
            ),
          result: (
            <span className="nowrap">
              <FactResult mark={fact.mark} />
            </span>
          ),
        },
      }))}
    />
  );
}
