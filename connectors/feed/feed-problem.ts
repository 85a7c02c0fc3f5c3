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

/** A file that is not taken; the one before goes on serving. Carries a machine word and at most a column's name. */
export class FeedProblem extends Error {
  readonly word: FeedProblemWord;
  /** The columns that it is about. */
  readonly columns: readonly string[];

  constructor(word: FeedProblemWord, columns: readonly string[] = [], options?: ErrorOptions) {
    super(word, options);
    this.name = 'FeedProblem';
    this.word = word;
    this.columns = columns;
  }
}
