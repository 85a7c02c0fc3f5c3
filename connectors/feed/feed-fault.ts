/** What was wrong at one place of a file; never the value that stood there. `*` is the whole row. */
export interface FeedFault {
  row: number;
  column: string;
  problem: string;
  detail: Record<string, string | number>;
}

/** A row that stood before is told and taken once; it does not make a file bad. */
export const DUPLICATE = 'duplicate_row';
