import { z } from 'zod';
import { CivilDate, CivilMonth, civilDate, daysOf } from './dates.ts';

/** A year of which nothing more is known, `YYYY`. */
export const CivilYear = z
  .string()
  .regex(/^(?!0000)\d{4}$/)
  .brand<'CivilYear'>();
export type CivilYear = z.infer<typeof CivilYear>;

/**
 * A date as far as it is known: year, year and month, or whole. The missing part is unknown and is never filled
 * in: `1985` is some day of 1985, not the first of January.
 */
export const PartialDate = z.union([CivilDate, CivilMonth, CivilYear]);
export type PartialDate = z.infer<typeof PartialDate>;

/** Why a written date gives none: a system's stand-in for "none", a date that cannot be, or not a date at all. */
export type NoDateReason = 'sentinel' | 'impossible' | 'unreadable';

export type ReadDate = { date: PartialDate; reason: null } | { date: null; reason: NoDateReason };

/** Dates that systems write where they have none, and the spreadsheet serial of the last of them. */
const SENTINELS: readonly string[] = ['1900-01-01', '1970-01-01', '9999-12-31'];
const SENTINEL_SERIAL = '2958465';

const WRITTEN = [
  /^(?<year>\d{4})(?:(?<month>\d{2})(?<day>\d{2}))?$/,
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})(?:\k<mark>(?<day>\d{1,2}))?$/,
  /^(?<year>\d{4})年(?:(?<month>\d{1,2})月(?:(?<day>\d{1,2})日)?)?$/,
] as const;

/**
 * Reads a date as registers write it: `1985-03-15`, `1985/3/15`, `1985.3`, `19850315`, `1985年3月15日`, with months
 * and days left out or written as zeros where they are unknown (`1985-00-00`, `19850000`). Years of two digits and
 * six digits in a row are unreadable: the century would be a guess.
 */
export function readDate(raw: string): ReadDate {
  const text = raw.trim();
  if (text === SENTINEL_SERIAL) return { date: null, reason: 'sentinel' };
  const parts = WRITTEN.map((form) => form.exec(text)).find((match) => match !== null);
  if (parts === undefined) return { date: null, reason: 'unreadable' };

  const { year = '', month = '', day = '' } = parts.groups ?? {};
  const date = known(year, month.padStart(2, '0'), day.padStart(2, '0'));
  if (date === undefined) return { date: null, reason: 'impossible' };
  if (SENTINELS.includes(date)) return { date: null, reason: 'sentinel' };
  return { date, reason: null };
}

/** Whether a partial date is whole. */
export function isWhole(date: PartialDate): date is CivilDate {
  return date.length === 'YYYY-MM-DD'.length;
}

/** The first and the last day that the date can stand for. */
export function spanOf(date: PartialDate): { first: CivilDate; last: CivilDate } {
  if (isWhole(date)) return { first: date, last: date };
  if (isMonth(date)) return daysOf(date);
  return { first: civilDate(Number(date), 1, 1), last: civilDate(Number(date), 12, 31) };
}

/**
 * How `a` lies to `b`. `same` only if both are whole and equal; `unknown` if the unknown parts decide, also for
 * the same month twice.
 */
export function compareDates(a: PartialDate, b: PartialDate): 'before' | 'after' | 'same' | 'unknown' {
  const [spanA, spanB] = [spanOf(a), spanOf(b)];
  if (spanA.last < spanB.first) return 'before';
  if (spanA.first > spanB.last) return 'after';
  return isWhole(a) && isWhole(b) ? 'same' : 'unknown';
}

function isMonth(date: CivilMonth | CivilYear): date is CivilMonth {
  return date.length === 'YYYY-MM'.length;
}

/** The date that the parts name, zeros standing for what is unknown; undefined if there is none. */
function known(year: string, month: string, day: string): PartialDate | undefined {
  if (month !== '00' && day !== '00') return CivilDate.safeParse(`${year}-${month}-${day}`).data;
  if (month !== '00') return CivilMonth.safeParse(`${year}-${month}`).data;
  return day === '00' ? CivilYear.safeParse(year).data : undefined;
}
