import type { Due } from '#domain/case-event.ts';
import { CivilDate, daysBetween } from '#domain/dates.ts';
import type { Need } from '#domain/outcome.ts';

/** The clock lamp of a case: its shape says how urgent it is, its word by how much. */
export type TimeLeft =
  | { lamp: 'open' | 'near'; days: number }
  | { lamp: 'over'; days: number }
  /** Nobody can do anything: a figure, or next year's working days, is not published yet. */
  | { lamp: 'paused'; why: 'figure' | 'calendar' };

/** The days on which people work round today, in order, as civil dates. */
export type WorkingDays = readonly string[];

/** From four fifths of the promised time on, the lamp is half full. */
const NEAR = 0.2;

/**
 * How much of a time limit is left.
 * @param limit working days that were promised in all; null where only the last day is known
 * @param needs what a case waits for: where nothing but unpublished figures is missing, nobody can go on
 */
export function timeLeft(
  due: Due,
  limit: number | null,
  today: string,
  days: WorkingDays,
  needs: readonly Need[] = [],
): TimeLeft {
  if (needs.length > 0 && needs.every(({ kind }) => kind === 'parameter'))
    return { lamp: 'paused', why: 'figure' };
  if (!('date' in due)) return { lamp: 'paused', why: 'calendar' };
  if (due.date < today) return { lamp: 'over', days: countDays(due.date, today, days) };
  const left = countDays(today, due.date, days);
  return { lamp: left <= (limit ?? 0) * NEAR || left <= 1 ? 'near' : 'open', days: left };
}

/** Working days after `from` up to and with `to`; calendar days where the calendar does not reach as far. */
function countDays(from: string, to: string, days: WorkingDays): number {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || from < first || to > last)
    return daysBetween(CivilDate.parse(from), CivilDate.parse(to));
  return days.filter((day) => day > from && day <= to).length;
}
