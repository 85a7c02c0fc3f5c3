declare const value: unique symbol;

/**
 * A personal value as `db` returns it: ciphertext that knows its place. Table, column and row are bound into the
 * ciphertext, so that it cannot be moved; `T` is what `flow/open.ts` gives back after parsing.
 */
export interface Sealed<T> {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  readonly bytes: Buffer;
  readonly [value]?: T;
}

/** Marks the bytes of one column of one row as sealed. */
export function sealed<T>(table: string, column: string, row: string, bytes: Buffer): Sealed<T> {
  return { table, column, row, bytes };
}
