import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { decodeText } from './decode-text.ts';
import { FeedProblem } from './feed-problem.ts';
import { MAX_CELL, type RawRecord, RECORDS_TOGETHER } from './raw-record.ts';

/** A record of more characters is no record: a quote was opened somewhere and never closed. */
const MAX_RECORD = 256 * 1024;

/** What `info: true` makes of a record. */
type Parsed = { info: { lines: number }; record: string[] };

/**
 * Records of a CSV file (RFC 4180) in its order, some hundreds at a time. A record that cannot be parsed comes as malformed and
 * those after it are read on.
 * @throws FeedProblem unclosed_quote, oversized_record
 */
export async function* readCsv(
  path: string,
  encoding: 'utf-8' | 'gb18030',
  delimiter: string,
): AsyncGenerator<RawRecord[]> {
  const skipped: RawRecord[] = [];
  let refused: FeedProblem | undefined;
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    skip_records_with_error: true,
    on_skip: (error) => {
      refused ??= refusalOf(error);
      skipped.push({ row: lineOf(error), cells: [], problem: 'malformed_row' });
      return undefined;
    },
  });
  // An error ends the iteration below; there is nothing else to do with it here.
  pipeline(Readable.from(decodeText(path, encoding)), parser, () => undefined);
  let together: RawRecord[] = [];
  for await (const { info, record } of parser as AsyncIterable<Parsed>) {
    if (refused) throw refused;
    const problem = record.some((cell) => cell.length > MAX_CELL) ? 'oversized_cell' : null;
    together.push({ row: info.lines, cells: problem ? [] : record, problem });
    if (together.length < RECORDS_TOGETHER) continue;
    yield [...together, ...skipped.splice(0)];
    together = [];
  }
  if (refused) throw refused;
  yield [...together, ...skipped.splice(0)];
}

function refusalOf(error: CsvError | undefined): FeedProblem | undefined {
  if (error?.code === 'CSV_QUOTE_NOT_CLOSED') return new FeedProblem('unclosed_quote');
  return error?.code === 'CSV_MAX_RECORD_SIZE' ? new FeedProblem('oversized_record') : undefined;
}

function lineOf(error: CsvError | undefined): number {
  const lines = error?.lines;
  return typeof lines === 'number' ? lines : 0;
}
