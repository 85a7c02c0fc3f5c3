import type { Reach, Source } from '#domain/connector.ts';
import { nameBirthKey, numberKey } from '#domain/person-key.ts';
import type { SourceRow } from '../contract.ts';
import { checkRow, checkRowCount } from '../records/check-row.ts';
import { isDamaged } from './decode-text.ts';
import { DUPLICATE, type FeedFault } from './feed-fault.ts';
import { FeedProblem } from './feed-problem.ts';
import { type Header, readHeader } from './header.ts';
import { listMappedColumns } from './mapped-columns.ts';
import type { RawRecord } from './raw-record.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { openRowSet } from './row-set.ts';

/** Rows that can be found by a person's keys, only with the columns of the mapping; and what was wrong on the way. */
export interface FeedBatch {
  rows: { row: number; values: SourceRow }[];
  /** At most one for a place. */
  faults: FeedFault[];
  /** Rows with a fault, whether they are taken or not; rows that stood before are none of them. */
  badRows: number;
  /** Rows of which nothing is taken. */
  leftOut: number;
  /** Rows that stood before, and are taken once. */
  duplicates: number;
}

type FileReach = Extract<Reach, { way: 'file' }>;

/** So many rows with damaged text may be a register's own; more of them, and the file is of another encoding. */
const DAMAGED_ROWS = 10;
const DAMAGED_SHARE = 0.02;
/** So many bad places are told with a file that is refused for them. */
const FIRST_TOLD = 10;

/**
 * Reads a file of a source, row by row, never more of it in memory than some hundreds of rows. Broken rows are reported and
 * left out; a value that cannot be read is reported and stays, for whoever asks is told so.
 * @throws FeedProblem where the file as a whole is not to be taken
 */
export async function* readFeed(path: string, source: Source, reach: FileReach): AsyncGenerator<FeedBatch> {
  const checks = openChecks(source);
  const seen: Seen = { rows: 0, bad: 0, damaged: 0, first: [] };
  let header: Header | undefined;
  for await (const records of recordsOf(path, reach)) {
    const rest = header === undefined ? records.slice(1) : records;
    const batch: FeedBatch = { rows: [], faults: [], badRows: 0, leftOut: 0, duplicates: 0 };
    if (header === undefined && records[0] !== undefined) {
      header = readHeader(records[0], listMappedColumns(source), reach.format);
      batch.faults.push(...header.faults);
    }
    for (const record of rest) addRow(batch, seen, record.row, checks(record, header));
    if (seen.damaged > DAMAGED_ROWS && seen.damaged > seen.rows * DAMAGED_SHARE)
      throw new FeedProblem('bad_charset');
    yield batch;
  }
  const { rows, bad, first } = seen;
  if (rows === 0) throw new FeedProblem(header === undefined ? 'empty_file' : 'no_rows');
  if (bad > rows * reach.maxBadShare) {
    const share = { rows, bad, allowed: reach.maxBadShare, first };
    throw new FeedProblem('too_many_bad_rows', { share });
  }
  const cut = checkRowCount(rows);
  if (cut) {
    const faults = [{ row: rows + 1, column: '*', problem: cut, detail: {} }];
    yield { rows: [], faults, badRows: 0, leftOut: 0, duplicates: 0 };
  }
}

/** What the rows of a file have come to so far. */
interface Seen {
  rows: number;
  bad: number;
  damaged: number;
  first: FeedFault[];
}

function addRow(batch: FeedBatch, seen: Seen, row: number, { values, faults, isDamagedRow }: Checked): void {
  seen.rows += 1;
  if (isDamagedRow) seen.damaged += 1;
  batch.faults.push(...faults);
  if (values) batch.rows.push({ row, values });
  if (faults.some(({ problem }) => problem === DUPLICATE)) {
    batch.duplicates += 1;
    return;
  }
  if (values === undefined) batch.leftOut += 1;
  if (faults.length === 0) return;
  seen.bad += 1;
  batch.badRows += 1;
  seen.first.push(...faults.slice(0, FIRST_TOLD - seen.first.length));
}

function recordsOf(path: string, { format, encoding, delimiter }: FileReach): AsyncGenerator<RawRecord[]> {
  return format === 'csv' ? readCsv(path, encoding, delimiter) : readXlsx(path);
}

interface Checked {
  /** Undefined where the row is left out. */
  values: SourceRow | undefined;
  faults: FeedFault[];
  isDamagedRow: boolean;
}

/** The checks of one row after the other; they remember which rows there have been. */
function openChecks(source: Source): (record: RawRecord, header: Header | undefined) => Checked {
  const known = openRowSet();
  return (record, header) => {
    const whole = (problem: string, detail = {}) => ({ row: record.row, column: '*', problem, detail });
    const leftOut = (fault: FeedFault): Checked => ({
      values: undefined,
      faults: [fault],
      isDamagedRow: false,
    });
    if (record.problem !== null) return leftOut(whole(record.problem));
    if (header === undefined || !header.fits(record.cells))
      return leftOut(whole('malformed_row', { cells: record.cells.length }));
    const values = header.pick(record.cells);
    const first = known.add(JSON.stringify(values), record.row);
    if (first !== undefined) return leftOut(whole(DUPLICATE, { first }));
    const damaged = Object.keys(values).filter((column) => isDamaged(values[column] ?? ''));
    const faults = [
      ...damaged.map((column) => ({ ...whole('damaged_text'), column })),
      ...checkRow(source, values)
        .filter(({ column }) => !damaged.includes(column))
        .map((problem) => ({ ...whole(problem.problem), column: problem.column })),
    ];
    const isFindable = hasKey(source, values);
    return {
      values: isFindable ? values : undefined,
      faults: onePerColumn(isFindable ? faults : [...faults, whole('no_person_key')]),
      isDamagedRow: damaged.length > 0,
    };
  };
}

function onePerColumn(faults: readonly FeedFault[]): FeedFault[] {
  return faults.filter(({ column }, index) => faults.findIndex((each) => each.column === column) === index);
}

/** Whether every person of a row has a number, or every one a name with a birth date: nobody can be asked about otherwise. */
function hasKey({ rows }: Source, values: SourceRow): boolean {
  const persons = rows?.persons ?? [];
  const cell = (column: string | null) => (column === null ? '' : (values[column] ?? ''));
  return (
    persons.every(({ idColumn }) => numberKey(cell(idColumn)) !== undefined) ||
    persons.every(
      ({ nameColumn, birthColumn }) => nameBirthKey(cell(nameColumn), cell(birthColumn)) !== undefined,
    )
  );
}
