import { FeedProblem } from './feed-problem.ts';
import { MAX_CELL, type RawRecord } from './raw-record.ts';
import type { XmlHandlers } from './read-xml.ts';
import { openText } from './workbook-text.ts';

/** A sheet ends at column XFD. */
const MAX_COLUMNS = 16_384;

/** The row and the cell that are being read. */
interface Open {
  row: number;
  cells: (string | null)[];
  column: number;
  /** The cell's `t`: n number, s shared text, str a formula's text, inlineStr, b, d, e an error. */
  kind: string;
  value: string | null;
  isValue: boolean;
}

/** Turns a sheet's elements, `<row r><c r t><v>` and inline texts `<is><t>`, into records; empty rows are left out. */
export function openSheet(shared: readonly string[]): { records: RawRecord[]; handlers: XmlHandlers } {
  const records: RawRecord[] = [];
  const inline = openText('is');
  const open: Open = { row: 0, cells: [], column: -1, kind: 'n', value: null, isValue: false };
  const handlers: XmlHandlers = {
    open(name, attributes) {
      inline.open(name);
      if (name === 'row') startRow(open, attributes.r);
      else if (name === 'c') startCell(open, attributes);
      else if (name === 'v') open.isValue = true;
    },
    text(text) {
      inline.text(text);
      if (open.isValue) open.value = ((open.value ?? '') + text).slice(0, MAX_CELL + 1);
    },
    close(name) {
      const text = inline.close(name);
      if (text !== undefined) open.value = text;
      if (name === 'v') open.isValue = false;
      else if (name === 'c') open.cells[open.column] = cellValue(open, shared);
      else if (name === 'row' && open.cells.some((cell) => cell !== null)) records.push(recordOf(open));
    },
  };
  return { records, handlers };
}

function startRow(open: Open, number: string | undefined): void {
  open.row = number === undefined ? open.row + 1 : Number(number);
  if (!Number.isSafeInteger(open.row)) throw new FeedProblem('bad_workbook');
  open.cells = [];
  open.column = -1;
}

function startCell(open: Open, { r: reference, t: kind }: Readonly<Record<string, string>>): void {
  open.column = reference === undefined ? open.column + 1 : columnOf(reference);
  if (!(open.column >= 0 && open.column < MAX_COLUMNS)) throw new FeedProblem('bad_workbook');
  while (open.cells.length < open.column) open.cells.push(null);
  open.kind = kind ?? 'n';
  open.value = null;
}

/** `AB12` is column 27, counted from 0; -1 where it names none. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** An error such as #N/A is no value. */
function cellValue({ kind, value }: Open, shared: readonly string[]): string | null {
  if (value === null || kind === 'e') return null;
  if (kind !== 's') return value;
  const text = shared[Number(value)];
  if (text === undefined) throw new FeedProblem('bad_workbook');
  return text;
}

function recordOf({ row, cells }: Open): RawRecord {
  const isOversized = cells.some((cell) => (cell?.length ?? 0) > MAX_CELL);
  return { row, cells: isOversized ? [] : [...cells], problem: isOversized ? 'oversized_cell' : null };
}
