import { likeness } from '../city/spelling.ts';

/** What a look-up by number and name came to. */
export type Match<Row> =
  | { kind: 'one'; row: Row }
  | { kind: 'none' }
  | { kind: 'unsure'; candidates: number; reason: string };

/**
 * Picks the record of the person asked for among those under the number. Names count only when exactly equal; similar ones
 * are never taken as the same, and a number that several people carry settles nothing.
 */
export function matchByName<Row>(
  asked: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): Match<Row> {
  const likely = rows.map((row) => ({ row, likeness: likeness(asked, nameOf(row)) }));
  const same = likely.filter((candidate) => candidate.likeness === 'same');
  const [first] = same;
  if (first && rows.length === 1) return { kind: 'one', row: first.row };
  if (rows.length > 1) return { kind: 'unsure', candidates: rows.length, reason: '同一号码有多人登记' };
  if (likely.some((candidate) => candidate.likeness === 'similar')) {
    return { kind: 'unsure', candidates: rows.length, reason: '号码一致，姓名写法不同' };
  }
  return { kind: 'none' };
}
