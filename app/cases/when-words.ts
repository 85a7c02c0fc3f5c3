import type { Locale } from '#messages/locale.ts';
import { civilDateOf, dateWords, timeWords } from '../ui/date-words.ts';

/** An instant (ISO 8601) near today in words: the time alone today, date and time on any other day. */
export function whenWords(locale: Locale, instant: string, now: Date, { seconds = false } = {}): string {
  const time = timeWords(instant, { seconds });
  if (isToday(instant, now)) return time;
  return `${nearDateWords(locale, civilDateOf(instant), now)} ${time}`;
}

/** A civil date without its year where that is this year. */
export function nearDateWords(locale: Locale, date: string, now: Date): string {
  const thisYear = civilDateOf(now.toISOString()).slice(0, 4);
  return dateWords(locale, date, { withYear: date.slice(0, 4) !== thisYear });
}

export function isToday(instant: string, now: Date): boolean {
  return civilDateOf(instant) === civilDateOf(now.toISOString());
}
