import type { Source } from '#domain/connector.ts';
import { type AskedKeys, keysOf, nameBirthKey, numberKey } from '#domain/person-key.ts';
import type { PersonRef, Question } from '#domain/question.ts';
import { blindIndex } from './blind-index.ts';

/** Between the keys of two persons of one row. */
const AND = '\u0001';

/** The blind indexes under which a row is found: of its persons' numbers, and of their names with birth dates, in order. */
export function feedRowKeys(
  { rows }: Source,
  values: Readonly<Record<string, string | null>>,
): { idKey: string | null; nameKey: string | null } {
  const persons = rows?.persons ?? [];
  const cell = (column: string | null) => (column === null ? null : (values[column] ?? null));
  return {
    idKey: joined(
      'feed_number',
      persons.map(({ idColumn }) => numberKey(cell(idColumn) ?? '')),
    ),
    nameKey: joined(
      'feed_name',
      persons.map(({ nameColumn, birthColumn }) => nameBirthKey(cell(nameColumn), cell(birthColumn))),
    ),
  };
}

/**
 * The blind indexes under which rows about a question's persons may stand: rows of one person of each, rows of couples in both
 * orders, because registers order by sex. Whoever stands on one side of a couple cannot be looked up alone.
 * @returns undefined where the source's rows cannot be found by these persons
 */
export function questionKeys(
  { rows }: Source,
  { subjects }: Question,
): { ids: string[]; names: string[] } | undefined {
  const persons = rows?.persons ?? [];
  const asked = rowsWanted(persons.length, subjects).map((row) => row.map(keysOf));
  if (asked.length === 0) return undefined;
  const byName = persons.every(({ keys }) => keys.includes('name_birth'));
  const indexes = (kind: 'feed_number' | 'feed_name', pick: (keys: AskedKeys) => string | undefined) =>
    asked.flatMap((row) => joined(kind, row.map(pick)) ?? []);
  return {
    ids: indexes('feed_number', ({ number }) => number),
    names: byName ? indexes('feed_name', ({ nameBirth }) => nameBirth) : [],
  };
}

function rowsWanted(width: number, subjects: Question['subjects']): PersonRef[][] {
  if (width === 1) return subjects.map((person) => [person]);
  return width === 2 && subjects.length === 2 ? [[...subjects], [...subjects].reverse()] : [];
}

function joined(kind: 'feed_number' | 'feed_name', keys: readonly (string | undefined)[]): string | null {
  const isWhole = keys.length > 0 && keys.every((key) => key !== undefined);
  return isWhole ? blindIndex(kind, keys.join(AND)) : null;
}
