import type { Locale } from '#messages/locale.ts';

/** Civil time of every page, wherever the server or the reader is. */
const ZONE = 'Asia/Shanghai';
const CIVIL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/**
 * A civil date for residents: 2026年3月18日, in English 18 March 2026. `date` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`
 * (people often know no more). `withYear: false` for a date near today. Throws a RangeError for anything else.
 */
export function dateWords(locale: Locale, date: string, { withYear = true } = {}): string {
  const match = CIVIL_DATE.exec(date);
  if (match === null) throw new RangeError('a civil date is YYYY, YYYY-MM or YYYY-MM-DD');
  const [, year = '', month, day] = match;
  if (locale === 'en') return englishDate(year, month, day, withYear);
  const parts = [`${year}年`, month && `${Number(month)}月`, day && `${Number(day)}日`];
  return (withYear || month === undefined ? parts : parts.slice(1)).join('');
}

function englishDate(year: string, month: string | undefined, day: string | undefined, withYear: boolean) {
  if (month === undefined) return year;
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    year: withYear ? 'numeric' : undefined,
    month: 'long',
    day: day === undefined ? undefined : 'numeric',
  }).format(new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))));
}

/** The civil date (YYYY-MM-DD) on which an instant falls in Shanghai. `instant` is an ISO 8601 time with offset. */
export function civilDateOf(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(instant));
}

/** The time of day of an instant in Shanghai: 14:05, with seconds only where a log is shown. */
export function timeWords(instant: string, { seconds = false } = {}): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  }).format(new Date(instant));
}
