import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  dayNumber,
  feelDate,
  findDate,
  findDuration,
  moveDate,
  printDate,
  printDuration,
  weekday,
} from './date.ts';
import { FeelDuration } from './value.ts';

const MS_PER_DAY = 86_400_000;

it('agrees with the platform calendar on every day number, weekday and day shift', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -700_000, max: 2_900_000 }),
      fc.integer({ min: -9999, max: 9999 }),
      (day, shift) => {
        const platform = new Date(day * MS_PER_DAY);
        const date = feelDate(isoOf(platform));
        expect(dayNumber(date)).toBe(day);
        expect(weekday(date)).toBe(platform.getUTCDay() || 7);
        const moved = moveDate(date, new FeelDuration('days', BigInt(shift)));
        expect(moved && printDate(moved)).toBe(isoOf(new Date((day + shift) * MS_PER_DAY)));
      },
    ),
  );
});

function isoOf(date: Date): string {
  const iso = date.toISOString();
  return (iso.startsWith('+') ? iso.slice(2) : iso.replace(/^-00/, '-')).slice(
    0,
    iso.startsWith('-') ? 11 : 10,
  );
}

it('knows no day that the calendar does not have', () => {
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00', '', '02026-01-01']) {
    expect(findDate(text)).toBeUndefined();
  }
  expect(() => feelDate('2026-02-29')).toThrow(RangeError);
});

it('reads durations of months or of days, and nothing with hours or of both', () => {
  const read = (text: string) => {
    const duration = findDuration(text);
    return duration && printDuration(duration);
  };
  expect(['P14M', '-P1Y2M', 'P0M', 'P30D', '-P1D'].map(read)).toEqual([
    'P1Y2M',
    '-P1Y2M',
    'P0M',
    'P30D',
    '-P1D',
  ]);
  expect(['P', 'PT1H', 'P1DT1H', 'P1Y1D', '1Y', ''].map(read)).toEqual(Array(6).fill(undefined));
});
