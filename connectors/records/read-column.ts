import type { FactValue } from '#domain/answer.ts';
import type { Cleaned } from '#domain/cleaning/cleaned.ts';
import { readRegisterDate, type Window } from '#domain/cleaning/register-date.ts';
import type { FieldMapping, Source } from '#domain/connector.ts';
import { type CivilDate, civilDate } from '#domain/dates.ts';
import { around, type NumberFacts } from '#domain/matching/match-person.ts';
import type { PartialDate } from '#domain/partial-date.ts';
import type { Question } from '#domain/question.ts';
import type { SourceRow } from '../contract.ts';
import { readField } from './read-field.ts';
import { findMapping, type WellKnownField } from './well-known-fields.ts';

export type Mapping = NonNullable<Source['rows']>;

/** What all columns of a source are read with. */
export interface Reading {
  mapping: Mapping;
  question: Question;
  /** When the source's data was read: the day of its code lists where a row has none of its own. */
  sourceDay: CivilDate;
  today: CivilDate;
}

/** One column as a field of ours. `person`: whose row it is, where that is known; his birth date tells centuries apart. */
export function readColumn(
  name: string,
  field: FieldMapping,
  row: SourceRow,
  reading: Reading,
  person: NumberFacts | undefined,
): Cleaned<FactValue> {
  const birth = person?.birth ?? null;
  const lived: Window = { from: birth ?? civilDate(1800, 1, 1), to: reading.today, expected: null };
  const window = name === 'birthDate' && birth !== null ? around(birth) : lived;
  const dated = field.asOfColumn ?? reading.mapping.asOfColumn;
  const writtenOn = dated === null ? reading.sourceDay : partialDate(row[dated] ?? null, 1900, reading);
  return readField(name, field, row[field.column] ?? null, { window, writtenOn });
}

export function readWellKnown(
  name: WellKnownField,
  row: SourceRow,
  reading: Reading,
  person?: NumberFacts,
): FactValue {
  const field = findMapping(reading.mapping, name);
  return field === undefined ? null : readColumn(name, field, row, reading, person).value;
}

/** A well-known date, also where it is known only in part: that is enough to see what cannot be. */
export function readWellKnownDate(
  name: WellKnownField,
  row: SourceRow,
  reading: Reading,
): PartialDate | null {
  const column = findMapping(reading.mapping, name)?.column;
  return column === undefined ? null : partialDate(row[column] ?? null, 1850, reading);
}

function partialDate(raw: string | null, firstYear: number, { today }: Reading): PartialDate | null {
  return readRegisterDate(raw, { from: civilDate(firstYear, 1, 1), to: today, expected: null }).value;
}
