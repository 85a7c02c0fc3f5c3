import { isDamaged } from '#domain/cleaning/encoding.ts';
import { cleanIdNumber } from '#domain/cleaning/id-number.ts';
import { cleanText } from '#domain/cleaning/written-text.ts';
import type { PersonKeys, Source } from '#domain/connector.ts';
import { civilDate } from '#domain/dates.ts';
import type { SourceRow } from '../contract.ts';
import { readField } from './read-field.ts';

/** One thing in a row that cannot be used: the column and a machine word. Never the value: it may be personal. */
export interface RowProblem {
  column: string;
  problem: string;
}

/** Doubts that a question may still settle, by the person's birth date or the row's day. */
const OPEN_UNTIL_ASKED: ReadonlySet<string> = new Set([
  'century_unknown',
  'code_period_unknown',
  'serial_implausible',
]);
/** A row is checked before anybody asks, on no particular day. */
const EVER = { from: civilDate(1800, 1, 1), to: civilDate(2999, 12, 31), expected: null };
/** Rows at which spreadsheets cut a table off (xls and xlsx), with and without the line of titles. */
const SHEET_LIMITS: ReadonlySet<number> = new Set([65_535, 65_536, 1_048_575, 1_048_576]);

/** What is wrong with a row of a file before anybody asks for it. @returns no entry where all can be read */
export function checkRow(source: Source, row: SourceRow): RowProblem[] {
  const mapping = source.rows;
  if (mapping === null) return [{ column: '*', problem: 'no_mapping' }];
  const fields = Object.entries(mapping.fields).flatMap(([name, field]): RowProblem[] => {
    const raw = row[field.column];
    if (raw === undefined) return [{ column: field.column, problem: 'column_missing' }];
    if (field.compareWith !== null) return problem(field.column, cleanText(raw).doubt);
    return problem(field.column, readField(name, field, raw, { window: EVER, writtenOn: null }).doubt);
  });
  const found = [...mapping.persons.flatMap((keys) => checkPerson(keys, row)), ...fields];
  return found.filter(
    (one, index) =>
      found.findIndex((each) => each.column === one.column && each.problem === one.problem) === index,
  );
}

/** A file with exactly as many rows as a spreadsheet holds was most likely cut off. @param count rows without titles */
export function checkRowCount(count: number): 'row_limit_reached' | null {
  return SHEET_LIMITS.has(count) ? 'row_limit_reached' : null;
}

function checkPerson({ idColumn, nameColumn, birthColumn }: PersonKeys, row: SourceRow): RowProblem[] {
  const columns = [idColumn, nameColumn, birthColumn].filter((column) => column !== null);
  const missing = columns.filter((column) => row[column] === undefined);
  if (missing.length > 0) return missing.map((column) => ({ column, problem: 'column_missing' }));
  if (columns.every((column) => cleanText(row[column]).value === null)) {
    return [{ column: columns[0] ?? '*', problem: 'no_key' }];
  }
  const id = idColumn === null ? null : (row[idColumn] ?? null);
  const name = nameColumn === null ? null : (row[nameColumn] ?? null);
  const idDoubt = cleanText(id).value === null ? null : cleanIdNumber(id ?? '', EVER.to).doubt;
  return [
    ...problem(idColumn ?? '*', idDoubt),
    ...problem(nameColumn ?? '*', name !== null && isDamaged(name.trim()) ? 'name_damaged' : null),
  ];
}

function problem(column: string, doubt: string | null): RowProblem[] {
  return doubt === null || OPEN_UNTIL_ASKED.has(doubt) ? [] : [{ column, problem: doubt }];
}
