import { listCalendarYears } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { addWorkingDays, Calendar } from '#domain/calendar.ts';
import type { Due } from '#domain/case-event.ts';
import { civilDateAt } from '#domain/dates.ts';
import { remembered } from './reference-cache.ts';

/**
 * The civil date that many working days after an instant, or the year whose calendar is not published yet: such a due
 * date is shown as "announced when the calendar is out" and blocks nothing.
 */
export async function dueAfter(tx: Tx, from: Date, workingDays: number): Promise<Due> {
  const due = addWorkingDays(await readCalendar(tx, 'all'), civilDateAt(from), workingDays);
  return due.kind === 'date' ? { date: due.date } : { unknownYear: due.year };
}

const readCalendar = remembered(60_000, async (tx) => {
  const rows = await listCalendarYears(tx);
  return Calendar.parse({ years: Object.fromEntries(rows.map(({ year, ...days }) => [year, days])) });
});
