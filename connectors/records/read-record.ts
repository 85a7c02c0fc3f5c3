import type { Cleaning, FactFields, FactValue, Flag } from '#domain/answer.ts';
import { type Cleaned, certain, doubtful, type Step } from '#domain/cleaning/cleaned.ts';
import { type NumberFacts, readAsked } from '#domain/matching/match-person.ts';
import type { SourceRow } from '../contract.ts';
import { compareClaim } from './compare-claim.ts';
import { checkHousehold, isDead, listOdd } from './cross-check.ts';
import { type Found, subjectOfRow } from './find-rows.ts';
import { type Mapping, type Reading, readColumn } from './read-column.ts';
import { findMapping } from './well-known-fields.ts';

/** What one record says to a question. A doubt about any asked field is one about the record. */
export interface ReadRecord {
  fields: FactFields;
  doubt: string | null;
  flags: Flag[];
  cleaning: Omit<Cleaning, 'source'>[];
  rows: readonly SourceRow[];
}

/** Reads the asked fields of a record that is certainly about the persons asked for, and what speaks against them. */
export function readRecord(found: Found, reading: Reading): ReadRecord {
  const { mapping, question } = reading;
  const owners = ownersOf(found, reading);
  const offered = question.fields.filter((name) => findMapping(mapping, name) !== undefined);
  const read = offered.map((name) => [name, readAskedField(name, found, reading, owners)] as const);
  const odd = found.rows.flatMap((row, index) => {
    const owner = owners[index];
    return owner === undefined ? [] : listOdd(row, reading, owner);
  });
  const household =
    found.rows.length > 1 ? checkHousehold(found.rows, reading) : { doubt: null, remarks: [] };
  return {
    fields: Object.fromEntries(read.map(([name, { value }]) => [name, value])),
    doubt: read.find(([, { doubt }]) => doubt !== null)?.[1].doubt ?? household.doubt,
    flags: [
      ...(found.rows.some((row) => isDead(row, reading)) ? (['deceased'] as const) : []),
      ...(odd.length > 0 ? (['disputed'] as const) : []),
    ],
    cleaning: [
      ...found.match.steps.map((step) => entry(step.part, step)),
      ...read.flatMap(([name, { steps }]) =>
        steps.map((step) => entry(name, step, isCompared(mapping, name))),
      ),
      // Values that nobody asked for stay inside; the word says what is wrong.
      ...[...odd, ...household.remarks].map((reason) => ({ field: '*', reason, raw: '', clean: null })),
    ],
    rows: found.rows,
  };
}

type Owners = readonly (NumberFacts | undefined)[];

function readAskedField(name: string, found: Found, reading: Reading, owners: Owners): Cleaned<FactValue> {
  const place = placeOf(name, found);
  const read = place.rows.map((index) => readCell(place.name, found.rows[index], reading, owners[index]));
  const [first = certain<FactValue>(null)] = read;
  const same = read.every(({ value, doubt }) => value === first.value && doubt === first.doubt);
  return same ? first : doubtful('rows_disagree', '');
}

function readCell(
  name: string,
  row: SourceRow | undefined,
  reading: Reading,
  owner: NumberFacts | undefined,
): Cleaned<FactValue> {
  const field = findMapping(reading.mapping, name);
  if (field === undefined || row === undefined) return certain<FactValue>(null);
  const { compareWith, column } = field;
  if (compareWith === null) return readColumn(name, field, row, reading, owner);
  return compareClaim(compareWith, reading.question, row[column] ?? null, reading.today);
}

/**
 * Fields that begin with "first" and "second" belong to the persons in the question's order: in a row that writes them in
 * the other order they change places; with one row for each person they stand in the row of theirs. Any other field must
 * be the same in both rows.
 */
function placeOf(name: string, { rows, swapped }: Found): { name: string; rows: number[] } {
  const side = /^(first|second)([A-Z].*)$/.exec(name);
  if (rows.length > 1) return { name, rows: side ? [side[1] === 'first' ? 0 : 1] : [0, 1] };
  if (!side || !swapped) return { name, rows: [0] };
  return { name: `${side[1] === 'first' ? 'second' : 'first'}${side[2]}`, rows: [0] };
}

/** Whose each row is. In a row of two persons dates of one cannot be laid at anybody's door. */
function ownersOf({ rows }: Found, { mapping, question, today }: Reading): Owners {
  const persons = question.subjects.map(({ idNumber }) => readAsked(idNumber, today));
  if (rows.length > 1) return persons;
  if (mapping.persons.length > 1) return [undefined];
  return [persons[subjectOfRow(mapping, question) ?? 0]];
}

function isCompared(mapping: Mapping, name: string): boolean {
  return (findMapping(mapping, name)?.compareWith ?? null) !== null;
}

/** Where only yes or no was asked, what the column holds stays inside. */
function entry(field: string, { reason, raw, clean }: Step, hidden = false): Omit<Cleaning, 'source'> {
  if (hidden) return { field, reason, raw: '', clean: null };
  return { field, reason, raw: raw.slice(0, 200), clean: clean?.slice(0, 200) ?? null };
}
