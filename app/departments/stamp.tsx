import { civilDateOf, timeWords } from '../ui/date-words.ts';

/** An instant as the desk writes it: 2026-04-21 14:05. */
export function stampOf(instant: Date): string {
  const text = instant.toISOString();
  return `${civilDateOf(text)} ${timeWords(text)}`;
}

/** The same, for machines to read. */
export function Stamp({ at }: { at: Date }) {
  return (
    <time className="nowrap" dateTime={at.toISOString()}>
      {stampOf(at)}
    </time>
  );
}
