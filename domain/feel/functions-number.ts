import Fraction from 'fraction.js';
import {
  aDuration,
  aNumber,
  aString,
  type Builtin,
  type Kind,
  nullable,
  numbers,
  optional,
  spreading,
  strict,
} from './builtin.ts';
import { findNumber, findRounded, isWhole, type Rounding, truncate } from './number.ts';
import { FeelDuration, type FeelValue, isNumber } from './value.ts';

const aNumberOrDuration: Kind<Fraction | FeelDuration> = {
  read: (value) => aNumber.read(value) ?? aDuration.read(value),
};

const rounding = (mode: Rounding) =>
  strict({ n: aNumber, scale: aNumber }, ({ n, scale }) => findRounded(n, scale, mode) ?? null);

const roundingToWhole = (mode: Rounding) =>
  strict({ n: aNumber, scale: optional(aNumber) }, ({ n, scale }) => {
    return findRounded(n, scale ?? new Fraction(0), mode) ?? null;
  });

/** The sum; null for an empty list, as DMN has it. */
function sum(list: readonly Fraction[]): Fraction | null {
  return list.length === 0 ? null : list.reduce((total, item) => total.add(item), new Fraction(0));
}

function median(list: readonly Fraction[]): FeelValue {
  const sorted = list.toSorted((left, right) => left.compare(right));
  const middle = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]].filter(
    isNumber,
  );
  return mean(middle);
}

function mean(list: readonly Fraction[]): FeelValue {
  return sum(list)?.div(list.length) ?? null;
}

function absolute(n: Fraction | FeelDuration): FeelValue {
  if (isNumber(n)) return n.abs();
  return new FeelDuration(n.unit, n.length < 0n ? -n.length : n.length);
}

/** The remainder with the sign of the divisor (DMN 1.5 Table 76), null when dividing by zero. */
function modulo(dividend: Fraction, divisor: Fraction): FeelValue {
  return divisor.n === 0n ? null : dividend.sub(divisor.mul(dividend.div(divisor).floor()));
}

function readNumber(from: string, grouping: string | null, decimal: string | null): FeelValue {
  const point = decimal ?? '.';
  if (grouping === point || (grouping !== null && ![' ', ',', '.'].includes(grouping))) return null;
  if (![',', '.'].includes(point)) return null;
  const plain = grouping === null ? from : from.replaceAll(grouping, '');
  if (point !== '.' && plain.includes('.')) return null;
  return findNumber(plain.replace(point, '.')) ?? null;
}

const isMultipleOfTwo = (n: Fraction) => truncate(n) % 2n === 0n;

export const NUMBER_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  abs: strict({ n: aNumberOrDuration }, ({ n }) => absolute(n)),
  floor: roundingToWhole('floor'),
  ceiling: roundingToWhole('ceiling'),
  decimal: rounding('half even'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half up'),
  'round half down': rounding('half down'),
  modulo: strict({ dividend: aNumber, divisor: aNumber }, ({ dividend, divisor }) =>
    modulo(dividend, divisor),
  ),
  odd: strict({ number: aNumber }, ({ number }) => isWhole(number) && !isMultipleOfTwo(number)),
  even: strict({ number: aNumber }, ({ number }) => isWhole(number) && isMultipleOfTwo(number)),
  sum: spreading(strict({ list: numbers }, ({ list }) => sum(list))),
  mean: spreading(strict({ list: numbers }, ({ list }) => mean(list))),
  median: spreading(strict({ list: numbers }, ({ list }) => median(list))),
  product: spreading(
    strict({ list: numbers }, ({ list }) => {
      return list.length === 0 ? null : list.reduce((total, item) => total.mul(item), new Fraction(1));
    }),
  ),
  number: strict(
    { from: aString, 'grouping separator': nullable(aString), 'decimal separator': nullable(aString) },
    (given) => readNumber(given.from, given['grouping separator'], given['decimal separator']),
  ),
};
