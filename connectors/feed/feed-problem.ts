import type { FeedFault } from './feed-fault.ts';

/** Why a whole file is not taken. */
export type FeedProblemWord =
  | 'empty_file'
  | 'no_rows'
  | 'too_large'
  | 'bad_charset'
  | 'missing_column'
  | 'duplicate_column'
  | 'unclosed_quote'
  | 'oversized_record'
  | 'too_many_bad_rows'
  | 'bad_zip'
  | 'zip_bomb'
  | 'encrypted'
  | 'no_sheet'
  | 'bad_workbook'
  | 'date_1904'
  | 'oversized_cell'
  | 'changed_while_read';

/** How many rows of a file were bad, how many its document allows, and the first of them. */
export interface BadShare {
  rows: number;
  bad: number;
  /** The document's `maxBadShare`. */
  allowed: number;
  first: readonly FeedFault[];
}

interface FeedProblemFacts extends ErrorOptions {
  columns?: readonly string[];
  titles?: readonly string[];
  share?: BadShare;
}

/** A file that is not taken; the one before goes on serving. Carries titles of columns and places, never a cell. */
export class FeedProblem extends Error {
  readonly word: FeedProblemWord;
  /** The document's columns that it is about: those that are missing, or stand there more than once. */
  readonly columns: readonly string[];
  /** The titles of the file; none where not one of them is the document's, for then the first row may be somebody's data. */
  readonly titles: readonly string[];
  /** Of `too_many_bad_rows` alone. */
  readonly share: BadShare | null;

  constructor(word: FeedProblemWord, facts: FeedProblemFacts = {}) {
    super(`${word}: ${sentenceOf(word, facts)}`, facts);
    this.name = 'FeedProblem';
    this.word = word;
    this.columns = facts.columns ?? [];
    this.titles = facts.titles ?? [];
    this.share = facts.share ?? null;
  }
}

const SENTENCES: Readonly<
  Record<Exclude<FeedProblemWord, 'missing_column' | 'duplicate_column' | 'too_many_bad_rows'>, string>
> = {
  empty_file: 'there is nothing in the file',
  no_rows: 'the file has a row of titles and nothing else',
  too_large: 'the file is larger than 2 GB, or the shared texts of the workbook than 96 million characters',
  bad_charset: 'the file is not in the encoding that the document names',
  unclosed_quote: 'a quote is opened and never closed',
  oversized_record: 'a row is longer than 256 KB; most likely a quote in it is never closed',
  bad_zip: 'the workbook is damaged, cut, or none at all',
  zip_bomb: 'the workbook unpacks to far more than it may',
  encrypted: 'the workbook is protected by a password',
  no_sheet: 'the workbook has no sheet',
  bad_workbook: 'the workbook is not written as its format says',
  date_1904: 'the workbook counts its dates from 1904',
  oversized_cell: 'a title, or a cell of the workbook, is far too long',
  changed_while_read: 'the file changed while it was read',
};

function sentenceOf(word: FeedProblemWord, { columns = [], titles = [], share }: FeedProblemFacts): string {
  switch (word) {
    case 'missing_column':
      return `${columns.join(', ')}; ${titlesFound(titles)}`;
    case 'duplicate_column':
      return `${columns.join(', ')} more than once; ${titlesFound(titles)}`;
    case 'too_many_bad_rows':
      return share === undefined ? 'more bad rows than the document allows' : shareFound(share);
    default:
      return SENTENCES[word];
  }
}

function titlesFound(titles: readonly string[]): string {
  if (titles.length > 0) return `the file has: ${titles.join(', ')}`;
  return 'no title in the first row is one of the document’s: is there a row of titles, and is the delimiter right?';
}

function shareFound({ rows, bad, allowed, first }: BadShare): string {
  const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`;
  const places = first.map(({ row, column, problem }) => `row ${row} ${column} ${problem}`);
  const counts = `${bad} of ${rows} rows are bad (${percent(bad / rows)}), the document allows ${percent(allowed)}`;
  return places.length === 0 ? counts : `${counts}; the first: ${places.join(', ')}`;
}
