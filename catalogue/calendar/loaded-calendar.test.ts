import { isWorkday } from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay } from '#domain/calendar.ts';
import { addDays, CivilDate, yearOf } from '#domain/dates.ts';
import { loadedCalendar } from './loaded-calendar.ts';

const date = (text: string) => CivilDate.parse(text);

function daysOfYear(year: string): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = date(`${year}-01-01`); yearOf(day) === Number(year); day = addDays(day, 1)) days.push(day);
  return days;
}

describe('the shipped calendar', () => {
  test.each(Object.keys(loadedCalendar.years))(
    'agrees on every day of %s with an independent one',
    (year) => {
      const days = daysOfYear(year);
      expect(days.length).toBeGreaterThanOrEqual(365);
      const ours = days.map((day) => [day, isWorkingDay(loadedCalendar, day)]);
      expect(ours).toEqual(days.map((day) => [day, { kind: 'day', working: isWorkday(day) }]));
    },
  );

  test.each([
    ['2026-09-18', 10, '2026-10-09'],
    ['2026-02-13', 10, '2026-03-05'],
    ['2026-02-12', 5, '2026-02-26'],
    ['2026-04-24', 10, '2026-05-12'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-01-01', 1, '2026-01-04'],
    ['2026-11-20', 20, '2026-12-18'],
  ])('counts from %s %d working days to %s', (from, count, expected) => {
    expect(addWorkingDays(loadedCalendar, date(from), count)).toEqual({ kind: 'date', date: expected });
  });

  test('says unknown for a year whose arrangement is not out', () => {
    expect(isWorkingDay(loadedCalendar, date('2027-01-01'))).toEqual({ kind: 'unknown', year: 2027 });
    expect(addWorkingDays(loadedCalendar, date('2026-12-30'), 5)).toEqual({ kind: 'unknown', year: 2027 });
  });
});
