import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Fen, formatFen } from '#domain/money.ts';
import { Table } from './table.tsx';

export type AmountRow = {
  key: string;
  item: ReactNode;
  /** How it was worked out (5,542.0833×2个月), or why it was refused. */
  formula: ReactNode;
  /** Whole fen; words where there is no single amount (a span, a ceiling, 不予发放). */
  amount: Fen | string;
};

type AmountTableProps = {
  caption: ReactNode;
  captionHidden?: boolean;
  rows: readonly AmountRow[];
  /** Whole fen; no sum where the rows are examples. */
  totalFen?: Fen;
};

/** Items of money with their formula; the unit stands once, in the column's title. */
export function AmountTable({ caption, captionHidden, rows, totalFen }: AmountTableProps) {
  const t = useTranslations('money');
  return (
    <Table
      caption={caption}
      captionHidden={captionHidden}
      columns={[
        { key: 'item', title: t('item') },
        { key: 'formula', title: t('formula') },
        { key: 'amount', title: t('amount'), amount: true },
      ]}
      rows={rows.map(({ key, item, formula, amount }) => ({
        key,
        cells: { item, formula, amount: typeof amount === 'number' ? formatFen(amount) : amount },
      }))}
      foot={totalFen === undefined ? undefined : { label: t('total'), value: formatFen(totalFen) }}
    />
  );
}
