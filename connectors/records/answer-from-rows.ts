import type { z } from 'zod';
import type { Answer, Cleaning, KeyUsed } from '#domain/answer.ts';
import { readRegisterDate } from '#domain/cleaning/register-date.ts';
import type { Source } from '#domain/connector.ts';
import { civilDate, civilDateAt } from '#domain/dates.ts';
import { spanOf } from '#domain/partial-date.ts';
import type { Question } from '#domain/question.ts';
import type { SourceRow } from '../contract.ts';
import { type Found, findRows } from './find-rows.ts';
import { type ReadRecord, readRecord } from './read-record.ts';
import { findMapping } from './well-known-fields.ts';

/** Rows of one source that may be about the persons of a question, and the times that belong to them. */
export interface RowsOf {
  source: Source;
  question: Question;
  rows: readonly SourceRow[];
  /** When the source's data was read, or the file was written. */
  asOf: Date;
  now: Date;
}

type Mapping = NonNullable<Source['rows']>;

/** More steps than this are not told: nobody reads them. */
const MOST_STEPS = 200;

/**
 * Makes one answer of a source's rows by its mapping. Rows about other persons are passed over; a row that only may be about
 * the person asked for makes the answer `ambiguous`, never `confirmed`; no row is `no_record`, whatever else is known. Each
 * cleaning step is told with what the source had written; where a record is not certainly the person's, nothing of it is told.
 */
export function answerFromRows({ source, question, rows, asOf, now }: RowsOf): Answer {
  const mapping = source.rows;
  const offered = mapping === null ? [] : question.fields.filter((name) => findMapping(mapping, name));
  if (mapping === null || offered.length === 0) {
    return { kind: 'not_permitted', rule: 'connector:fields_not_offered' };
  }
  const readAt = new Date(Math.min(asOf.getTime(), now.getTime()) - source.lagHours * 3_600_000);
  const today = civilDateAt(now);
  const base = provenance(source, readAt, null);
  const finding = findRows(mapping, question, rows, today);
  if (finding.kind === 'none') return { kind: 'no_record', ...base };
  if (finding.kind === 'unsure') {
    return { kind: 'ambiguous', candidates: finding.candidates, reason: finding.reason, ...base };
  }
  const reading = { mapping, question, sourceDay: civilDateAt(readAt), today };
  const sorted = finding.records.toSorted(byKey);
  const records = sorted.map((each) => readRecord(each, reading));
  const [[found], [record]] = [sorted, records];
  if (record === undefined || found === undefined) return { kind: 'no_record', ...base };
  const says = new Set(records.map(({ fields, doubt, flags }) => JSON.stringify([fields, doubt, flags])));
  if (says.size > 1)
    return { kind: 'ambiguous', candidates: records.length, reason: 'rows_disagree', ...base };
  const cleaning = withSource(source, record.cleaning);
  const certain = { ...provenance(source, rowTime(mapping, record, readAt), found.match.key), ...cleaning };
  if (record.doubt !== null) {
    return { kind: 'ambiguous', candidates: 1, reason: record.doubt, ...certain };
  }
  const fieldAsOf = listFieldTimes(mapping, offered, record, readAt);
  return {
    kind: 'confirmed',
    fields: record.fields,
    ...certain,
    flags: record.flags,
    ...(Object.keys(fieldAsOf).length > 0 ? { fieldAsOf } : {}),
  };
}

const KEYS = ['id18', 'id15', 'name_birth'];

/** The best key first, then by what is written: the order of the rows is chance. */
function byKey(one: Found, other: Found): number {
  const order = KEYS.indexOf(one.match.key) - KEYS.indexOf(other.match.key);
  return order || (JSON.stringify(one.rows) < JSON.stringify(other.rows) ? -1 : 1);
}

function provenance(source: Source, asOf: Date, keyUsed: z.infer<typeof KeyUsed> | null) {
  return {
    source: source.title['zh-CN'].slice(0, 120),
    asOf: asOf.toISOString(),
    keyUsed,
    validUntil: null,
    flags: [],
  };
}

function withSource(source: Source, steps: ReadRecord['cleaning']): { cleaning?: Cleaning[] } {
  if (steps.length === 0) return {};
  const title = source.title['zh-CN'].slice(0, 120);
  return { cleaning: steps.slice(0, MOST_STEPS).map((step) => ({ source: title, ...step })) };
}

/** Of when the record speaks: of the oldest of its rows where they say it, never of later than the source was read. */
function rowTime(mapping: Mapping, { rows }: ReadRecord, readAt: Date): Date {
  const times = rows.map((row) => timeIn(mapping.asOfColumn, row, readAt) ?? readAt);
  return new Date(Math.min(readAt.getTime(), ...times.map((time) => time.getTime())));
}

/** Fields that the source dates one by one, or has not refreshed since a day. */
function listFieldTimes(
  mapping: Mapping,
  offered: readonly string[],
  { rows }: ReadRecord,
  readAt: Date,
): Record<string, string> {
  return Object.fromEntries(
    offered.flatMap((name) => {
      const field = findMapping(mapping, name);
      const until = field?.refreshedUntil ? [new Date(`${field.refreshedUntil}T23:59:59+08:00`)] : [];
      const dated = rows.flatMap((row) => timeIn(field?.asOfColumn ?? null, row, readAt) ?? []);
      const times = [...until, ...dated].map((time) => time.getTime());
      return times.length === 0 ? [] : [[name, new Date(Math.min(...times, readAt.getTime())).toISOString()]];
    }),
  );
}

/** The beginning of the day, month or year that a column names: what is known only roughly is not made younger. */
function timeIn(column: string | null, row: SourceRow, readAt: Date): Date | undefined {
  if (column === null) return undefined;
  const window = { from: civilDate(1900, 1, 1), to: civilDateAt(readAt), expected: null };
  const date = readRegisterDate(row[column] ?? null, window).value;
  return date === null ? undefined : new Date(`${spanOf(date).first}T00:00:00+08:00`);
}
