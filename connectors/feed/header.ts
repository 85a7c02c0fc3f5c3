import type { SourceRow } from '../contract.ts';
import { isDamaged } from './decode-text.ts';
import type { FeedFault } from './feed-fault.ts';
import { FeedProblem } from './feed-problem.ts';
import type { RawRecord } from './raw-record.ts';

/** So much of a title is told, and so many titles: enough to recognise them by. */
const TITLE_CHARACTERS = 120;
const TITLES_TOLD = 60;

/** Where the mapped columns stand in a file. */
export interface Header {
  /** Columns that no mapping names: they are told, and nothing of them is kept. */
  faults: FeedFault[];
  /** Whether a row has as many cells as the header; empty ones beyond it are a habit of spreadsheets. */
  fits(cells: RawRecord['cells']): boolean;
  pick(cells: RawRecord['cells']): SourceRow;
}

/**
 * Reads a file's first row. A row of a CSV file has as many cells as the header; a sheet leaves out the empty ones at its end.
 * @throws FeedProblem bad_charset, missing_column, duplicate_column, oversized_cell
 */
export function readHeader(
  { row, cells, problem }: RawRecord,
  wanted: readonly string[],
  format: 'csv' | 'xlsx',
): Header {
  if (problem === 'oversized_cell') throw new FeedProblem('oversized_cell');
  const names = cells.map((cell) => plain(cell ?? ''));
  if (names.some(isDamaged)) throw new FeedProblem('bad_charset');
  checkColumns(names, wanted);
  const places = wanted.map((column) => [column, names.indexOf(plain(column))] as const);
  const width = names.findLastIndex((name) => name !== '') + 1;
  const mapped = new Set(wanted.map(plain));
  const unknown = [...new Set(names.filter((name) => name !== '' && !mapped.has(name)))];
  return {
    faults: unknown.map((column) => ({
      row,
      column: column.slice(0, TITLE_CHARACTERS),
      problem: 'unknown_column',
      detail: {},
    })),
    fits: (found) =>
      (format === 'xlsx' || found.length >= width) && found.slice(width).every((cell) => !cell?.trim()),
    pick: (found) => Object.fromEntries(places.map(([column, place]) => [column, cellValue(found[place])])),
  };
}

/** The first row is taken for titles, and they are told, only where one of them is looked for. */
function checkColumns(names: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((column) => !names.includes(plain(column)));
  const told = names.filter((name) => name !== '').map((name) => name.slice(0, TITLE_CHARACTERS));
  const titles = missing.length === wanted.length ? [] : told.slice(0, TITLES_TOLD);
  if (missing.length > 0) throw new FeedProblem('missing_column', { columns: missing, titles });
  const twice = wanted.filter((column) => names.filter((name) => name === plain(column)).length > 1);
  if (twice.length > 0) throw new FeedProblem('duplicate_column', { columns: twice, titles });
}

/** Column names are compared without spaces, and full-width letters as plain ones. */
function plain(name: string): string {
  return name.normalize('NFKC').replace(/[\s\uFEFF]/g, '');
}

function cellValue(cell: string | null | undefined): string | null {
  return cell === undefined || cell === null || cell.trim() === '' ? null : cell;
}
