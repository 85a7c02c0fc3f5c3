import { useTranslations } from 'next-intl';
import type { FeedFile } from '#flow/feed-status.ts';
import { Table } from '../../ui/table.tsx';

/** What was said of a file's rows: where, and what, with the word that the guide explains. Never a value. */
export function RemarkTable({ file: { fileName, remarks } }: { file: FeedFile }) {
  const t = useTranslations('files');
  if (remarks.length === 0) return null;
  return (
    <Table
      caption={t('remarks', { file: fileName })}
      captionHidden
      columns={[
        { key: 'row', title: t('row') },
        { key: 'column', title: t('column') },
        { key: 'what', title: t('what') },
      ]}
      rows={remarks.map(({ row, column, problem, first }) => ({
        key: `${row} ${column}`,
        cells: {
          row: t('rowOf', { row }),
          column: column === '*' ? t('wholeRow') : column,
          what: (
            <>
              {t('remark', { word: problem, first: first ?? 0 })}{' '}
              <code className="soft small">{problem}</code>
            </>
          ),
        },
      }))}
    />
  );
}
