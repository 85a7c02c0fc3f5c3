import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** Civil dates of the product are dates in this zone. */
const ZONE = 'Asia/Shanghai';

/** A whole calendar date, `YYYY-MM-DD`. Strings of this form order by `<` as their dates do. */
export const CivilDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { abort: true })
  .refine(exists, { error: 'no such date', abort: true })
  .brand<'CivilDate'>();
export type CivilDate = z.infer<typeof CivilDate>;

/** A calendar month, `YYYY-MM`. */
export const CivilMonth = z
  .string()
  .regex(/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/)
  .brand<'CivilMonth'>();
export type CivilMonth = z.infer<typeof CivilMonth>;

/** @throws RangeError if the parts do not name a date that exists. */
export function civilDate(year: number, month: number, day: number): CivilDate {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const parsed = CivilDate.safeParse(text);
  if (!parsed.success) throw new RangeError(`no such date: ${text}`);
  return parsed.data;
}

/** The parts of a date as numbers; the month counts from 1. */
export function partsOf(date: CivilDate): { year: number; month: number; day: number } {
  return { year: yearOf(date), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: CivilDate): CivilMonth {
  return CivilMonth.parse(date.slice(0, 7));
}

/** The first and the last day of a month. */
export function daysOf(month: CivilMonth): { first: CivilDate; last: CivilDate } {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return { first: civilDate(year, number, 1), last: civilDate(year, number, daysIn(year, number)) };
}

/** Day of the week by ISO 8601: Monday is 1, Sunday is 7. */
export function dayOfWeek(date: CivilDate): number {
  return plain(date).dayOfWeek;
}

/** @param days whole days, may be negative */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromPlain(plain(date).add({ days }));
}

/**
 * The corresponding day `months` later (earlier if negative); a month that lacks the day gives its last day
 * (民法典第二百零二条).
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return fromPlain(plain(date).add({ months }, { overflow: 'constrain' }));
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return plain(from).until(plain(to), { largestUnit: 'day' }).days;
}

/**
 * Whole months completed from `from` to `to`, counted as `addMonths` counts them, so that a month that began on
 * 31 January is complete on 28 February. Negative if `to` is earlier.
 */
export function monthsBetween(from: CivilDate, to: CivilDate): number {
  if (to < from) return 0 - monthsBetween(to, from);
  const months = monthIndex(monthOf(to)) - monthIndex(monthOf(from));
  return addMonths(from, months) <= to ? months : months - 1;
}

/** How many calendar months a period touches, both ends included: 2008-04 to 2026-03 is 216. 0 if it is empty. */
export function countMonths(first: CivilMonth, last: CivilMonth): number {
  return Math.max(0, monthIndex(last) - monthIndex(first) + 1);
}

/**
 * The civil date in China of an instant.
 * @param instant a Date or an ISO 8601 string with its offset
 * @throws RangeError if the text is not an instant
 */
export function civilDateAt(instant: Date | string): CivilDate {
  const exact =
    typeof instant === 'string'
      ? Temporal.Instant.from(instant)
      : Temporal.Instant.fromEpochMilliseconds(instant.getTime());
  return fromPlain(exact.toZonedDateTimeISO(ZONE).toPlainDate());
}

function exists(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return year >= 1 && day >= 1 && day <= daysIn(year, month);
}

/** The length of a month in days; 0 for a month that there is not. */
function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function plain(date: CivilDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}

function fromPlain(date: Temporal.PlainDate): CivilDate {
  return civilDate(date.year, date.month, date.day);
}

function monthIndex(month: CivilMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
