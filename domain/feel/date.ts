import { FeelDate, FeelDuration } from './value.ts';

const LARGEST_YEAR = 999_999_999;

/** The civil date of an ISO 8601 text such as `2026-11-22`. Throws a RangeError for anything else. */
export function feelDate(iso: string): FeelDate {
  const date = findDate(iso);
  if (!date) throw new RangeError('A civil date is written YYYY-MM-DD.');
  return date;
}

/** The date that the text or the parts say, or undefined where there is no such day. */
export function findDate(iso: string): FeelDate | undefined {
  const match = /^(-?(?:\d{4}|[1-9]\d{4,8}))-(\d\d)-(\d\d)$/.exec(iso);
  return match ? findDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

export function findDateOf(year: number, month: number, day: number): FeelDate | undefined {
  if (![year, month, day].every(Number.isInteger) || Math.abs(year) > LARGEST_YEAR) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return new FeelDate(year, month, day);
}

export function printDate(date: FeelDate): string {
  const year = `${date.year < 0 ? '-' : ''}${Math.abs(date.year).toString().padStart(4, '0')}`;
  return `${year}-${date.month.toString().padStart(2, '0')}-${date.day.toString().padStart(2, '0')}`;
}

/** The duration of `P1Y2M` (whole months) or `P30D` (whole days); undefined for any other text, also for times. */
export function findDuration(text: string): FeelDuration | undefined {
  const match = /^(-?)P(?:(?:(\d+)Y)?(?:(\d+)M)?|(\d+)D)$/.exec(text);
  if (!match) return undefined;
  const [, sign, years, months, days] = match;
  if (years === undefined && months === undefined && days === undefined) return undefined;
  const length = days === undefined ? BigInt(years ?? 0) * 12n + BigInt(months ?? 0) : BigInt(days);
  return new FeelDuration(days === undefined ? 'months' : 'days', sign === '-' ? -length : length);
}

export function printDuration(duration: FeelDuration): string {
  const sign = duration.length < 0n ? '-' : '';
  const length = duration.length < 0n ? -duration.length : duration.length;
  if (duration.unit === 'days') return `${sign}P${length}D`;
  const years = length / 12n > 0n ? `${length / 12n}Y` : '';
  const months = length % 12n > 0n || years === '' ? `${length % 12n}M` : '';
  return `${sign}P${years}${months}`;
}

/**
 * The date moved by a duration, or undefined where it leaves the calendar. Months keep the day, or take the
 * month's last day where it has no such day (31 January + P1M = 28 or 29 February; XPath F&O §10.7).
 */
export function moveDate(date: FeelDate, duration: FeelDuration): FeelDate | undefined {
  if (duration.unit === 'days') return dateOfDayNumber(dayNumber(date) + Number(duration.length));
  const months = date.year * 12 + (date.month - 1) + Number(duration.length);
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return findDateOf(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** Whole months from one date to another, towards zero: a month is full once its day of the month is reached. */
export function monthsBetween(from: FeelDate, to: FeelDate): FeelDuration {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  const short = months > 0 && to.day < from.day ? -1 : months < 0 && to.day > from.day ? 1 : 0;
  return new FeelDuration('months', BigInt(months + short));
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(date: FeelDate): number {
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5) + date.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOfDayNumber(days: number): FeelDate | undefined {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const civilMonth = month < 10 ? month + 3 : month - 9;
  return findDateOf(yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day);
}

/** ISO 8601 number of the weekday: Monday is 1, Sunday is 7. */
export function weekday(date: FeelDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
