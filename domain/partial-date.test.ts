import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, CivilDate } from './dates.ts';
import { compareDates, isWhole, PartialDate, readDate, spanOf } from './partial-date.ts';

const partial = (text: string) => PartialDate.parse(text);
const START = CivilDate.parse('1900-01-01');
const days = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays(START, count));
const partials = fc
  .tuple(days, fc.constantFrom(4, 7, 10))
  .map(([day, length]) => partial(day.slice(0, length)));

describe('a written date', () => {
  test.each([
    ['1985-03-15', '1985-03-15'],
    ['1985/3/5', '1985-03-05'],
    ['1985.3.15', '1985-03-15'],
    ['19850315', '1985-03-15'],
    ['1985年3月15日', '1985-03-15'],
    ['1985-03', '1985-03'],
    ['1985.3', '1985-03'],
    ['1985年3月', '1985-03'],
    ['1985-03-00', '1985-03'],
    ['1985', '1985'],
    ['1985年', '1985'],
    ['1985-00-00', '1985'],
    ['19850000', '1985'],
    [' 1985-03-15 ', '1985-03-15'],
  ])('%s is known as far as %s', (raw, expected) => {
    expect(readDate(raw)).toEqual({ date: expected, reason: null });
  });

  test.each(['1900-01-01', '1970-01-01', '9999-12-31', '19700101', '9999/12/31', '1900年1月1日', '2958465'])(
    '%s is a stand-in for no date',
    (raw) => {
      expect(readDate(raw)).toEqual({ date: null, reason: 'sentinel' });
    },
  );

  test.each(['1985-13-01', '1985-02-30', '19850230', '1985-00-15', '0000-00-00', '1985-13'])(
    '%s cannot be',
    (raw) => {
      expect(readDate(raw)).toEqual({ date: null, reason: 'impossible' });
    },
  );

  test.each(['', '无', '85.3', '58-3-15', '850312', '21259', '1985-03/15', '1985-03-15 24:00'])(
    '%j is not guessed at',
    (raw) => {
      expect(readDate(raw)).toEqual({ date: null, reason: 'unreadable' });
    },
  );
});

describe('a partial date', () => {
  test('is never filled in', () => {
    fc.assert(
      fc.property(partials, (date) => readDate(date).date === date || readDate(date).reason === 'sentinel'),
    );
    expect(isWhole(partial('1985-03'))).toBe(false);
  });

  test('spans the days that it can stand for', () => {
    expect(spanOf(partial('1985'))).toEqual({ first: '1985-01-01', last: '1985-12-31' });
    expect(spanOf(partial('1900-02'))).toEqual({ first: '1900-02-01', last: '1900-02-28' });
    expect(spanOf(partial('9999-12'))).toEqual({ first: '9999-12-01', last: '9999-12-31' });
  });

  test.each([
    ['1985-03-15', '1985-03-16', 'before'],
    ['1985-03-15', '1985-03-15', 'same'],
    ['1985-03', '1985-03-15', 'unknown'],
    ['1985-03', '1985-03', 'unknown'],
    ['1985', '1985', 'unknown'],
    ['1985', '1986-01-01', 'before'],
    ['1985-12', '1985', 'unknown'],
    ['1986', '1985-12-31', 'after'],
  ])('%s lies to %s: %s', (a, b, expected) => {
    expect(compareDates(partial(a), partial(b))).toBe(expected);
  });

  test('compares antisymmetrically', () => {
    const mirror = { before: 'after', after: 'before', same: 'same', unknown: 'unknown' } as const;
    fc.assert(fc.property(partials, partials, (a, b) => compareDates(b, a) === mirror[compareDates(a, b)]));
  });

  test('compares transitively where it answers', () => {
    fc.assert(
      fc.property(partials, partials, partials, (a, b, c) => {
        const chained = compareDates(a, b) === 'before' && compareDates(b, c) === 'before';
        expect(!chained || compareDates(a, c) === 'before').toBe(true);
      }),
    );
  });

  test('gives an answer only if every day it can stand for agrees', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(4, 7), days, (day, length, other) => {
        const answer = compareDates(partial(day.slice(0, length)), other);
        expect(answer === 'unknown' || answer === compareDates(day, other)).toBe(true);
      }),
    );
  });
});
