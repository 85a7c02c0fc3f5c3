import { encrypt } from './cipher.ts';
import { type DataKey, keyIdBytes } from './data-key.ts';

/** Where a sealed value stands; bound into its ciphertext. */
export function placeOf(table: string, column: string, row: string): string {
  return `${table}|${column}|${row}`;
}

/** Seals a JSON value for one column of one row. */
export function seal(key: DataKey, table: string, column: string, row: string, value: unknown): Buffer {
  const plain = Buffer.from(JSON.stringify(value), 'utf8');
  return encrypt(key.secret, keyIdBytes(key.id), placeOf(table, column, row), plain);
}
