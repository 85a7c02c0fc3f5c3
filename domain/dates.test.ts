import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  CivilDate,
  CivilMonth,
  civilDate,
  civilDateAt,
  countMonths,
  dayOfWeek,
  daysBetween,
  daysOf,
  monthOf,
  monthsBetween,
  partsOf,
  yearOf,
} from './dates.ts';

const date = (text: string) => CivilDate.parse(text);
const month = (text: string) => CivilMonth.parse(text);
const START = date('1900-01-01');
const dates = fc.integer({ min: 0, max: 70_000 }).map((days) => addDays(START, days));

describe('a civil date', () => {
  test.each(['1996-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('can be %s', (text) => {
    expect(CivilDate.parse(text)).toBe(text);
  });

  test.each([
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '0000-01-01',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '２０２６-01-01',
  ])('is never %s', (text) => {
    expect(CivilDate.safeParse(text).success).toBe(false);
  });

  test('is made of parts that exist and taken apart again', () => {
    expect(civilDate(2026, 3, 18)).toBe('2026-03-18');
    expect(partsOf(date('2026-03-18'))).toEqual({ year: 2026, month: 3, day: 18 });
    expect(yearOf(date('2025-12-31'))).toBe(2025);
    expect(monthOf(date('2025-12-31'))).toBe('2025-12');
    expect(() => civilDate(2026, 2, 29)).toThrow(RangeError);
    expect(() => civilDate(10_000, 1, 1)).toThrow(RangeError);
  });

  test('knows its day of the week from Monday 1 to Sunday 7', () => {
    expect(dayOfWeek(date('2026-01-05'))).toBe(1);
    expect(dayOfWeek(date('2026-01-04'))).toBe(7);
  });

  test('orders as text as it orders in time', () => {
    fc.assert(fc.property(dates, dates, (a, b) => a < b === daysBetween(a, b) > 0));
  });
});

describe('arithmetic', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('takes %s by %d months to %s', (from, months, expected) => {
    expect(addMonths(date(from), months)).toBe(expected);
  });

  test('undoes days that were added', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
      }),
    );
  });

  test('counts the months that it added', () => {
    fc.assert(
      fc.property(dates, fc.nat({ max: 1200 }), (from, months) => {
        expect(monthsBetween(from, addMonths(from, months))).toBe(months);
      }),
    );
  });

  test('counts no month before it is complete', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const months = monthsBetween(from, to);
        expect(addMonths(from, months) <= to && to < addMonths(from, months + 1)).toBe(true);
        expect(monthsBetween(to, from) + months).toBe(0);
      }),
    );
  });

  test.each([
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-02-27', 0],
    ['2026-03-18', '2026-04-17', 0],
    ['2026-03-18', '2027-03-18', 12],
    ['2026-03-18', '2026-02-19', 0],
    ['2026-03-18', '2026-02-18', -1],
  ])('finds from %s to %s %d whole months', (from, to, months) => {
    expect(monthsBetween(date(from), date(to))).toBe(months);
  });

  test('counts a period of calendar months with both of its ends', () => {
    expect(countMonths(month('2008-04'), month('2026-03'))).toBe(216);
    expect(countMonths(month('2026-03'), month('2026-03'))).toBe(1);
    expect(countMonths(month('2026-04'), month('2026-03'))).toBe(0);
    expect(CivilMonth.safeParse('2026-13').success).toBe(false);
    expect(daysOf(month('2024-02'))).toEqual({ first: '2024-02-01', last: '2024-02-29' });
  });
});

describe('the civil date of an instant', () => {
  test.each([
    ['2026-03-17T15:59:59.999Z', '2026-03-17'],
    ['2026-03-17T16:00:00Z', '2026-03-18'],
    ['2026-03-18T00:00:00+08:00', '2026-03-18'],
    ['2025-12-31T23:59:59-05:00', '2026-01-01'],
    ['1988-07-01T15:30:00Z', '1988-07-02'],
  ])('at %s is %s in China, summer time of 1986 to 1991 included', (instant, expected) => {
    expect(civilDateAt(instant)).toBe(expected);
    expect(civilDateAt(new Date(instant))).toBe(expected);
  });

  test('is not guessed for a text without an offset', () => {
    expect(() => civilDateAt('2026-03-18T00:00:00')).toThrow(RangeError);
  });
});
