import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseNumber, checkDigit, makeCaseNumber, parseCaseNumber, printCaseNumber } from './case-number.ts';
import { addDays, CivilDate } from './dates.ts';

const filedOn = CivilDate.parse('2026-11-22');
const isArea = (code: string) => code === '990102';
const START = CivilDate.parse('2020-01-01');
const days = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays(START, count));
const digits = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const numbers = fc.tuple(digits(6), days, digits(8)).map((parts) => makeCaseNumber(...parts));
const withCheck = (body: string) => `${body}${checkDigit(body)}`;

describe('the check digit of ISO 7064 MOD 11,10', () => {
  test.each([
    '99010220261122000008',
    '99010220261122000016',
    '99010220261122000129',
    '99010320261231099992',
    '99010520270101000015',
    '99012220260228000031',
  ])('fits %s', (text) => {
    expect(checkDigit(text.slice(0, -1))).toBe(text.at(-1));
  });

  test.each(['99010220261122000007', '99010220261122000080'])('does not fit %s', (text) => {
    expect(checkDigit(text.slice(0, -1))).not.toBe(text.at(-1));
  });

  test('reveals every single wrong digit', () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 22 }), fc.nat({ max: 9 }), (number, place, wrong) => {
        fc.pre(number[place] !== String(wrong));
        const text = `${number.slice(0, place)}${wrong}${number.slice(place + 1)}`;
        expect(parseCaseNumber(text)).toEqual({ ok: false, code: 'E_CHECK' });
      }),
    );
  });

  test('reveals all but one in 45 swaps of neighbours', () => {
    // Ten prefixes bring the routine into each of its ten states.
    const prefixes = [...'0123456789'];
    expect(new Set(prefixes.map(checkDigit)).size).toBe(10);
    const pairs = prefixes.flatMap((a) => prefixes.filter((b) => b !== a).map((b) => [a, b] as const));
    const cases = prefixes.flatMap((prefix) =>
      pairs.map(([a, b]) => [prefix + a + b, prefix + b + a] as const),
    );
    const missed = cases.filter(([right, swapped]) => checkDigit(right) === checkDigit(swapped));
    expect(missed).toHaveLength(cases.length / 45);
  });
});

describe('a case number', () => {
  test('is area, date, eight random digits and a check digit', () => {
    const number = makeCaseNumber('990102', filedOn, '00420017');
    expect(number).toBe(withCheck('9901022026112200420017'));
    expect(parseCaseNumber(number, isArea)).toEqual({ ok: true, value: { number, area: '990102', filedOn } });
  });

  test('is printed in groups of four', () => {
    expect(printCaseNumber(makeCaseNumber('990102', filedOn, '00420017'))).toMatch(
      /^9901 0220 2611 2200 4200 17\d$/,
    );
  });

  test('is read back from every way of writing it', () => {
    const wide = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    fc.assert(
      fc.property(numbers, (number) => {
        const ways = [
          number,
          printCaseNumber(number),
          wide(number),
          wide(printCaseNumber(number)),
          ` ${number}\u3000`,
        ];
        for (const way of ways) expect(parseCaseNumber(way)).toMatchObject({ ok: true, value: { number } });
        expect(CaseNumber.safeParse(number).success).toBe(true);
      }),
    );
  });

  test.each([
    ['a digit too few', withCheck('990102202611220042001'), 'E_LEN'],
    ['nothing', '', 'E_LEN'],
    ['a letter O', '9901022026112200420O179', 'E_CHAR'],
    ['an impossible date', withCheck('9901022026022900420017'), 'E_DATE'],
    ['an area that never was', withCheck('9901992026112200420017'), 'E_REGION'],
  ])('is refused for %s', (_title, text, code) => {
    expect(parseCaseNumber(text, isArea)).toEqual({ ok: false, code });
  });

  test('is not of the schema with an impossible date', () => {
    expect(CaseNumber.safeParse(withCheck('9901022026022900420017')).success).toBe(false);
  });

  test.each([
    ['99010', '00420017'],
    ['990102', '0042001'],
    ['990102', '0042001x'],
  ])('is not made of %s and %s', (area, random) => {
    expect(() => makeCaseNumber(area, filedOn, random)).toThrow(RangeError);
  });
});
