/** A record of a file before its header is known: the row as the file counts it (the first is 1), and its cells in order. */
export interface RawRecord {
  row: number;
  cells: readonly (string | null)[];
  /** Why its cells cannot be told apart, or must not be used. */
  problem: 'malformed_row' | 'oversized_cell' | null;
}

/** No field of a register is longer; what is, is a mistake of the export. */
export const MAX_CELL = 4_000;
/** So many records are handed on together. */
export const RECORDS_TOGETHER = 1_000;
