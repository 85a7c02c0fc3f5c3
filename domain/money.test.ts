import fc from 'fast-check';
import { Fraction } from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { Fen, fen, fenFromYuan, formatFen, roundYuan, splitFen, sumFen, yuanFromFen } from './money.ts';

const amounts = fc.integer({ min: -1e12, max: 1e12 }).map(fen);
const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 5n }))
  .map(([n, d]) => new Fraction(n, d));

describe('an amount of money', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is never %s fen', (count) => {
    expect(() => fen(count)).toThrow(RangeError);
    expect(Fen.safeParse(count).success).toBe(false);
  });

  test('has no negative zero', () => {
    expect(Object.is(fen(-0), 0)).toBe(true);
    expect(splitFen(fen(-1), [1, 0]).every((share) => !Object.is(share, -0))).toBe(true);
    expect(Object.is(roundYuan(new Fraction(-1, 1000), '0.01'), 0)).toBe(true);
  });

  test('survives the way through exact yuan and back', () => {
    fc.assert(fc.property(amounts, (amount) => fenFromYuan(yuanFromFen(amount)) === amount));
  });

  test('is not rounded unless somebody asks for it', () => {
    expect(() => fenFromYuan(new Fraction(1, 3))).toThrow(RangeError);
    expect(fenFromYuan(new Fraction('11084.17'))).toBe(1108417);
  });
});

describe('rounding', () => {
  test.each([
    ['66505/12*2', new Fraction(66505, 12).mul(2), '0.01', 1108417],
    ['66505/12*9', new Fraction(66505, 12).mul(9), '0.01', 4987875],
    ['47066/12*11, a published minimum of 2022', new Fraction(47066, 12).mul(11), '0.01', 4314383],
    ['33822/12*15.25, a published example of 2021', new Fraction(33822, 12).mul('15.25'), '0.01', 4298213],
    ['30006*157/144, where a double is a fen short', new Fraction(30006).mul(157).div(144), '0.01', 3271488],
    ['a half fen', new Fraction('0.005'), '0.01', 1],
    ['just below a half fen', new Fraction('0.00499'), '0.01', 0],
    ['minus a half fen', new Fraction('-0.005'), '0.01', -1],
    ['a half yuan', new Fraction('2.5'), '1', 300],
    ['just below a half yuan', new Fraction('2.4999'), '1', 200],
    ['minus a half yuan', new Fraction('-2.5'), '1', -300],
  ] as const)('goes half up for %s', (_title, yuan, unit, expected) => {
    expect(roundYuan(yuan, unit)).toBe(expected);
  });

  test('moves an amount by half a unit at most and mirrors at zero', () => {
    fc.assert(
      fc.property(fractions, fc.constantFrom('0.01' as const, '1' as const), (yuan, unit) => {
        const rounded = yuanFromFen(roundYuan(yuan, unit));
        expect(rounded.sub(yuan).abs().lte(new Fraction(unit).div(2))).toBe(true);
        expect(rounded.div(unit).d).toBe(1n);
        expect(roundYuan(yuan.neg(), unit) + roundYuan(yuan, unit)).toBe(0);
      }),
    );
  });
});

describe('splitting', () => {
  const weights = fc
    .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((weight) => weight > 0));

  test('never loses or makes a fen', () => {
    fc.assert(fc.property(amounts, weights, (total, list) => sumFen(splitFen(total, list)) === total));
  });

  test('keeps every share within one fen of its exact share', () => {
    fc.assert(
      fc.property(amounts, weights, (total, list) => {
        const whole = list.reduce((sum, weight) => sum + weight, 0);
        splitFen(total, list).forEach((share, index) => {
          const exact = new Fraction(total).mul(list[index] ?? 0).div(whole);
          expect(exact.sub(share).abs().lt(1)).toBe(true);
        });
      }),
    );
  });

  test('gives the odd fen to the first of equal shares', () => {
    expect(splitFen(fen(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitFen(fen(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(splitFen(fen(101), [0, 1, 1])).toEqual([0, 51, 50]);
  });

  test('refuses weights that give nothing to anybody', () => {
    expect(() => splitFen(fen(1), [])).toThrow(RangeError);
    expect(() => splitFen(fen(1), [0, 0])).toThrow(RangeError);
    expect(() => splitFen(fen(1), [-1, 2])).toThrow(RangeError);
    expect(() => splitFen(fen(1), [0.5])).toThrow(RangeError);
  });
});

describe('a shown amount', () => {
  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [99_999, '999.99'],
    [100_000, '1,000.00'],
    [6_096_292, '60,962.92'],
    [123_456_789_012, '1,234,567,890.12'],
    [-386_050, '\u22123,860.50'],
    [-1, '\u22120.01'],
  ])('of %d fen reads %s', (count, text) => {
    expect(formatFen(fen(count))).toBe(text);
  });

  test('can be read back to the same fen', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const plain = formatFen(amount).replace('\u2212', '-').replaceAll(',', '');
        expect(fenFromYuan(new Fraction(plain))).toBe(amount);
      }),
    );
  });
});
