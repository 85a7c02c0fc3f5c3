import type { ReactNode } from 'react';

export type Column = {
  key: string;
  title: ReactNode;
  /** Right aligned, tabular figures; the unit stands in the column's title. */
  amount?: boolean;
  /** The word before the value when the table is folded on a phone; left out where the value speaks for itself. */
  foldedName?: string;
};

export type TableRow = { key: string; cells: { [column: string]: ReactNode } };

type TableProps = {
  caption: ReactNode;
  /** The caption repeats a title that stands right above: then only screen readers get it. */
  captionHidden?: boolean;
  /** The first column names its row. */
  columns: readonly Column[];
  rows: readonly TableRow[];
  /** The sum: label over all columns but the last, then the last column's value. */
  foot?: { label: ReactNode; value: ReactNode };
};

/** A table with caption and scopes; in a narrow container each row folds to name, amount, then the rest. */
export function Table({ caption, captionHidden = false, columns, rows, foot }: TableProps) {
  return (
    <table className="folding">
      <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, title, amount }) => (
            <th key={key} scope="col" className={amount ? 'amount' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>{columns.map((column, index) => cell(column, index, cells[column.key]))}</tr>
        ))}
      </tbody>
      {foot === undefined ? null : (
        <tfoot>
          <tr>
            <th scope="row" colSpan={columns.length - 1}>
              {foot.label}
            </th>
            <td className="amount">{foot.value}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function cell({ key, amount, foldedName }: Column, index: number, content: ReactNode) {
  if (index === 0) {
    return (
      <th key={key} scope="row">
        {content}
      </th>
    );
  }
  return (
    <td key={key} className={amount ? 'amount' : undefined} data-column={foldedName}>
      {content}
    </td>
  );
}
