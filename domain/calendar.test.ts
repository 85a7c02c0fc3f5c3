import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  Calendar,
  endOfDays,
  endOfMonths,
  isWorkingDay,
  nextWorkingDay,
} from './calendar.ts';
import { addDays, CivilDate } from './dates.ts';

const date = (text: string) => CivilDate.parse(text);

/** Three invented years: holidays at the new year and in May, one worked Sunday, and a gap in 2032. */
const calendar = Calendar.parse({
  years: {
    2030: {
      workdaysOff: ['2030-01-01', '2030-05-01', '2030-05-02', '2030-05-03'],
      weekendWorkdays: ['2030-05-05'],
    },
    2031: { workdaysOff: ['2031-01-01'], weekendWorkdays: [] },
    2033: { workdaysOff: [], weekendWorkdays: [] },
  },
});
const known = (text: string) => ({ kind: 'date', date: text });
const starts = fc.integer({ min: 0, max: 500 }).map((days) => addDays(date('2030-01-01'), days));
const counts = fc.nat({ max: 100 });

/** The date of an answer that the properties expect to be known. */
function dateOf(answer: ReturnType<typeof addWorkingDays>): CivilDate {
  if (answer.kind === 'unknown') throw new Error(`year ${answer.year} is not loaded`);
  return answer.date;
}

describe('a day', () => {
  test.each([
    ['2030-04-30', true],
    ['2030-05-01', false],
    ['2030-05-04', false],
    ['2030-05-05', true],
    ['2030-05-12', false],
  ])('%s is a working day: %s', (text, working) => {
    expect(isWorkingDay(calendar, date(text))).toEqual({ kind: 'day', working });
  });

  test('of a year that is not loaded is unknown, even a plain Wednesday', () => {
    expect(isWorkingDay(calendar, date('2032-06-16'))).toEqual({ kind: 'unknown', year: 2032 });
  });
});

describe('a term of working days', () => {
  test.each([
    ['2030-04-30', 1, '2030-05-05'],
    ['2030-04-29', 1, '2030-04-30'],
    ['2030-05-05', 5, '2030-05-10'],
    ['2030-05-10', 1, '2030-05-13'],
    ['2030-12-31', 1, '2031-01-02'],
    ['2030-05-01', 0, '2030-05-05'],
    ['2030-04-30', 0, '2030-04-30'],
  ])('that starts on %s and has %d days ends on %s', (from, count, expected) => {
    expect(addWorkingDays(calendar, date(from), count)).toEqual(known(expected));
  });

  test('is unknown if it ends in a year that is not loaded or merely crosses it', () => {
    expect(addWorkingDays(calendar, date('2031-12-31'), 1)).toEqual({ kind: 'unknown', year: 2032 });
    expect(addWorkingDays(calendar, date('2031-12-01'), 400)).toEqual({ kind: 'unknown', year: 2032 });
    expect(addWorkingDays(calendar, date('2029-12-30'), 1)).toEqual({ kind: 'unknown', year: 2029 });
  });

  test('may start on the last day before a loaded year, which is not counted', () => {
    expect(addWorkingDays(calendar, date('2032-12-31'), 1)).toEqual(known('2033-01-03'));
  });

  test('holds exactly its number of working days and ends on one of them', () => {
    fc.assert(
      fc.property(
        starts,
        counts.filter((count) => count > 0),
        (from, count) => {
          const end = dateOf(addWorkingDays(calendar, from, count));
          let worked = 0;
          for (let day = addDays(from, 1); day <= end; day = addDays(day, 1)) {
            const answer = isWorkingDay(calendar, day);
            if (answer.kind === 'day' && answer.working) worked += 1;
          }
          expect(worked).toBe(count);
          expect(isWorkingDay(calendar, end)).toEqual({ kind: 'day', working: true });
        },
      ),
    );
  });

  test('never ends earlier for a later start or a longer count', () => {
    fc.assert(
      fc.property(starts, counts, fc.nat({ max: 30 }), (from, count, more) => {
        const end = dateOf(addWorkingDays(calendar, from, count));
        expect(dateOf(addWorkingDays(calendar, addDays(from, more), count)) >= end).toBe(true);
        expect(dateOf(addWorkingDays(calendar, from, count + more)) >= end).toBe(true);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN])('never has %s days', (count) => {
    expect(() => addWorkingDays(calendar, date('2030-01-01'), count)).toThrow(RangeError);
    expect(() => endOfDays(calendar, date('2030-01-01'), count)).toThrow(RangeError);
    expect(() => endOfMonths(calendar, date('2030-01-01'), count)).toThrow(RangeError);
  });
});

describe('a term of calendar days or months', () => {
  test.each([
    ['2030-04-26', 5, '2030-05-05'],
    ['2030-04-24', 5, '2030-04-29'],
    ['2030-12-27', 5, '2031-01-02'],
  ])('from %s over %d days ends on %s', (from, count, expected) => {
    expect(endOfDays(calendar, date(from), count)).toEqual(known(expected));
  });

  test.each([
    ['2030-01-31', 1, '2030-02-28'],
    ['2030-03-31', 1, '2030-04-30'],
    ['2030-03-15', 12, '2031-03-17'],
    ['2030-02-01', 3, '2030-05-05'],
  ])('from %s over %d months ends on %s', (from, count, expected) => {
    expect(endOfMonths(calendar, date(from), count)).toEqual(known(expected));
  });

  test('is unknown if its last day falls into a year that is not loaded or is pushed into it', () => {
    const shut = Calendar.parse({ years: { 2030: { workdaysOff: ['2030-12-31'], weekendWorkdays: [] } } });
    expect(endOfMonths(calendar, date('2031-06-01'), 12)).toEqual({ kind: 'unknown', year: 2032 });
    expect(nextWorkingDay(shut, date('2030-12-31'))).toEqual({ kind: 'unknown', year: 2031 });
    expect(endOfDays(shut, date('2030-12-30'), 1)).toEqual({ kind: 'unknown', year: 2031 });
  });
});

describe('the calendar data', () => {
  test.each([
    ['a worked weekday', { 2030: { workdaysOff: [], weekendWorkdays: ['2030-05-01'] } }],
    ['a weekend day off', { 2030: { workdaysOff: ['2030-05-04'], weekendWorkdays: [] } }],
    ['a date of another year', { 2030: { workdaysOff: ['2031-01-01'], weekendWorkdays: [] } }],
    ['a date that is not', { 2030: { workdaysOff: ['2030-02-30'], weekendWorkdays: [] } }],
  ])('is refused with %s', (_title, years) => {
    expect(Calendar.safeParse({ years }).success).toBe(false);
  });
});
