import { z } from 'zod';
import { addDays, addMonths, CivilDate, dayOfWeek, yearOf } from './dates.ts';

const SATURDAY = 6;
const isWeekend = (date: CivilDate) => dayOfWeek(date) >= SATURDAY;

/**
 * One year as the State Council's notice on that year's holidays arranges it: the weekdays that are days off and
 * the Saturdays and Sundays that are worked. A later notice may still change the last days of December, so a
 * year's row is replaced when the next year's notice says so.
 */
export const CalendarYear = z
  .object({
    workdaysOff: z.array(CivilDate).readonly(),
    weekendWorkdays: z.array(CivilDate).readonly(),
  })
  .refine((year) => year.weekendWorkdays.every(isWeekend), 'weekendWorkdays holds a weekday')
  .refine((year) => !year.workdaysOff.some(isWeekend), 'workdaysOff holds a weekend day');
export type CalendarYear = z.infer<typeof CalendarYear>;

/** The working-day calendar: the years that are loaded, and no others. */
export const Calendar = z
  .object({ years: z.record(z.string().regex(/^\d{4}$/), CalendarYear) })
  .refine(
    ({ years }) =>
      Object.entries(years).every(([year, { workdaysOff, weekendWorkdays }]) =>
        [...workdaysOff, ...weekendWorkdays].every((date) => yearOf(date) === Number(year)),
      ),
    'a year holds a date of another year',
  );
export type Calendar = z.infer<typeof Calendar>;

/** The calendar cannot say, because this year is not loaded: nothing is assumed about any of its days. */
export type UnknownYear = { kind: 'unknown'; year: number };
export type CalendarDate = { kind: 'date'; date: CivilDate } | UnknownYear;
export type CalendarDay = { kind: 'day'; working: boolean } | UnknownYear;

/** Whether people work on this day. */
export function isWorkingDay(calendar: Calendar, date: CivilDate): CalendarDay {
  const year = calendar.years[date.slice(0, 4)];
  if (year === undefined) return { kind: 'unknown', year: yearOf(date) };
  const working = isWeekend(date) ? year.weekendWorkdays.includes(date) : !year.workdaysOff.includes(date);
  return { kind: 'day', working };
}

/**
 * The last day of a term of `count` working days; the day on which it starts is not counted
 * (民法典第二百零一条). A term of 0 ends on its first day, or on the next working day.
 * @returns unknown if the term so much as crosses a year that is not loaded
 * @throws RangeError unless `count` is a whole number from 0
 */
export function addWorkingDays(calendar: Calendar, from: CivilDate, count: number): CalendarDate {
  assertCount(count);
  if (count === 0) return nextWorkingDay(calendar, from);
  let left = count;
  let date = from;
  while (left > 0) {
    date = addDays(date, 1);
    const day = isWorkingDay(calendar, date);
    if (day.kind === 'unknown') return day;
    if (day.working) left -= 1;
  }
  return { kind: 'date', date };
}

/**
 * The last day of a term of `count` calendar days: the start is not counted, and a last day on which nobody works
 * moves to the next working day (民法典第二百零一条, 第二百零三条).
 * @throws RangeError unless `count` is a whole number from 0
 */
export function endOfDays(calendar: Calendar, from: CivilDate, count: number): CalendarDate {
  assertCount(count);
  return nextWorkingDay(calendar, addDays(from, count));
}

/**
 * The last day of a term of `count` months: the corresponding day of the last month, or its last day if it lacks
 * one (民法典第二百零二条), moved to the next working day (第二百零三条).
 * @throws RangeError unless `count` is a whole number from 0
 */
export function endOfMonths(calendar: Calendar, from: CivilDate, count: number): CalendarDate {
  assertCount(count);
  return nextWorkingDay(calendar, addMonths(from, count));
}

/** The day itself if people work on it, else the next day on which they do. */
export function nextWorkingDay(calendar: Calendar, from: CivilDate): CalendarDate {
  let date = from;
  for (;;) {
    const day = isWorkingDay(calendar, date);
    if (day.kind === 'unknown') return day;
    if (day.working) return { kind: 'date', date };
    date = addDays(date, 1);
  }
}

function assertCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`not a count of days or months: ${count}`);
}
