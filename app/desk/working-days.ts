import 'server-only';
import type { Tx } from '#db/with-tx.ts';
import { addDays, civilDateAt } from '#domain/dates.ts';
import { dueAfter } from '#flow/calendar.ts';
import type { WorkingDays } from './time-left.ts';

const DAYS_BACK = 60;
const SHOWN = 90;

/** The working days from two months ago on, as far as calendars are published. */
export async function workingDaysRound(tx: Tx, now: Date): Promise<WorkingDays> {
  const first = addDays(civilDateAt(now), -DAYS_BACK);
  const start = new Date(`${first}T12:00:00+08:00`);
  const days: string[] = [];
  for (let count = 1; count <= SHOWN; count += 1) {
    const day = await dueAfter(tx, start, count);
    if (!('date' in day)) break;
    days.push(day.date);
  }
  return days;
}
