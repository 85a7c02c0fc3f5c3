import { escapeIdentifier } from 'pg';
import type { PersonKeys, Reach, Source } from '#domain/connector.ts';
import { writtenBirths, writtenNames, writtenNumbers } from '#domain/person-key.ts';
import type { PersonRef, Question } from '#domain/question.ts';
import { listMappedColumns } from './feed/mapped-columns.ts';

export type ViewReach = Extract<Reach, { way: 'view' }>;

/** One query with its bound values. */
export interface Statement {
  text: string;
  values: string[][];
}

/** A cell is cut here: no field of a register is longer, and a reply has to stay small. */
const MAX_CELL = 4_000;

/**
 * The query for rows that may be about the persons of a question: only the mapped columns, as text; by number in every way in
 * which a register may have written it, and by name with birth date where the keys say so. One row more than allowed shows that
 * there were more.
 * @returns undefined where the mapping has no key for these persons
 */
export function viewStatement(source: Source, reach: ViewReach, question: Question): Statement | undefined {
  const values: string[][] = [];
  const bind = (forms: string[]) => `any($${values.push(forms)}::text[])`;
  const conditions = wantedRows(source.rows?.persons ?? [], question.subjects).flatMap((persons) => {
    const each = persons.map(([mapping, person]) => isPerson(mapping, person, bind));
    return each.every((condition) => condition !== undefined) ? [`(${each.join(' and ')})`] : [];
  });
  const columns = listMappedColumns(source);
  if (conditions.length === 0 || columns.length === 0) return undefined;
  const selected = columns.map((column) => {
    const name = escapeIdentifier(column);
    return `left(${name}::text, ${MAX_CELL}) as ${name}`;
  });
  const view = reach.view.split('.').map(escapeIdentifier).join('.');
  const text = `select ${selected.join(', ')} from ${view} where ${conditions.join(' or ')} limit ${reach.maxRows + 1}`;
  return { text, values };
}

/**
 * Who has to stand in a row for it to be wanted: rows of one person are wanted of each; rows of couples in both orders, because
 * registers order by sex, and of one person on either side.
 */
function wantedRows(
  persons: readonly PersonKeys[],
  subjects: Question['subjects'],
): (readonly [PersonKeys, PersonRef])[][] {
  const [one, other] = persons;
  const [first, second] = subjects;
  if (one === undefined || first === undefined) return [];
  if (other === undefined) return subjects.map((person) => [[one, person]]);
  if (second === undefined) return [[[one, first]], [[other, first]]];
  return [
    [
      [one, first],
      [other, second],
    ],
    [
      [one, second],
      [other, first],
    ],
  ];
}

function isPerson(
  { idColumn, nameColumn, birthColumn, keys }: PersonKeys,
  { name, idNumber }: PersonRef,
  bind: (forms: string[]) => string,
): string | undefined {
  const column = (of: string) => `${escapeIdentifier(of)}::text`;
  const ways: string[] = [];
  if (idColumn !== null && (keys.includes('id18') || keys.includes('id15')))
    ways.push(`${column(idColumn)} = ${bind(writtenNumbers(idNumber))}`);
  const births = writtenBirths(idNumber);
  if (nameColumn !== null && birthColumn !== null && keys.includes('name_birth') && births.length > 0)
    ways.push(
      `(${column(nameColumn)} = ${bind(writtenNames(name))} and ${column(birthColumn)} = ${bind(births)})`,
    );
  return ways.length === 0 ? undefined : `(${ways.join(' or ')})`;
}
