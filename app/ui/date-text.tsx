import { useLocale } from 'next-intl';
import { civilDateOf, dateWords, timeWords } from './date-words.ts';

/** A civil date in the reader's language; `date` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export function DateText({ date, withYear = true }: { date: string; withYear?: boolean }) {
  const locale = useLocale();
  return <time dateTime={date}>{dateWords(locale, date, { withYear })}</time>;
}

/** The time of day of an instant (ISO 8601 with offset), in Shanghai. */
export function TimeText({ instant, seconds = false }: { instant: string; seconds?: boolean }) {
  return <time dateTime={instant}>{timeWords(instant, { seconds })}</time>;
}

/** Date and time of an instant (ISO 8601 with offset), in Shanghai: 2026年4月21日 14:09. */
export function DateTimeText({ instant, withYear = true }: { instant: string; withYear?: boolean }) {
  const locale = useLocale();
  return (
    <time dateTime={instant}>
      {dateWords(locale, civilDateOf(instant), { withYear })} {timeWords(instant)}
    </time>
  );
}
