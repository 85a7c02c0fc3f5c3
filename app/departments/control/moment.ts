import { civilDateOf, timeWords } from '../../ui/date-words.ts';

/** An instant at the desk: 2026-04-21 14:31, in Shanghai. */
export function momentWords(at: Date): string {
  const instant = at.toISOString();
  return `${civilDateOf(instant)} ${timeWords(instant)}`;
}
