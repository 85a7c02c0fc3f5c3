import Fraction from 'fraction.js';
import { FeelLimitError } from './limit.ts';

export type Rounding = 'up' | 'down' | 'half up' | 'half down' | 'half even' | 'floor' | 'ceiling';

/** DMN 1.5 §10.3.4.5: a scale outside this span makes the rounding functions null. */
const SCALE = { min: -6111, max: 6176 } as const;

/** DMN numbers print with 34 significant digits (IEEE 754-2008 decimal128). */
const PRINTED_DIGITS = 34;

const LARGEST_POWER_BITS = 100_000;

/** The exact number of a FEEL literal (`-12.50`, `.5`, `1.2e-3`), or undefined where the text is none. */
export function findNumber(text: string): Fraction | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = match;
  if (whole === '' && decimals === '') return undefined;
  const digits = BigInt(`${whole}${decimals}`);
  return shift(new Fraction(sign === '-' ? -digits : digits), Number(exponent) - decimals.length);
}

/** Rounds to `scale` decimal places. Undefined where the scale is outside what DMN allows. */
export function findRounded(value: Fraction, scale: Fraction, rounding: Rounding): Fraction | undefined {
  const places = truncate(scale);
  if (places < SCALE.min || places > SCALE.max) return undefined;
  return round(value, Number(places), rounding);
}

export function round(value: Fraction, places: number, rounding: Rounding): Fraction {
  const shifted = shift(value, places);
  const whole = shifted.n / shifted.d;
  const rest = shifted.n % shifted.d;
  const magnitude =
    rest > 0n && roundsAway(rounding, shifted.s < 0n, whole, rest * 2n - shifted.d) ? whole + 1n : whole;
  return shift(new Fraction(shifted.s * magnitude), -places);
}

function roundsAway(rounding: Rounding, negative: boolean, whole: bigint, beyondHalf: bigint): boolean {
  switch (rounding) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return negative;
    case 'ceiling':
      return !negative;
    case 'half up':
      return beyondHalf >= 0n;
    case 'half down':
      return beyondHalf > 0n;
    case 'half even':
      return beyondHalf > 0n || (beyondHalf === 0n && whole % 2n === 1n);
  }
}

/** The whole part, towards zero. */
export function truncate(value: Fraction): bigint {
  return value.s * (value.n / value.d);
}

export function isWhole(value: Fraction): boolean {
  return value.d === 1n;
}

/**
 * `base ** exponent` for a whole exponent, exact. Null where the exponent is not whole (the result would not be
 * exact) or zero is raised to a negative power.
 */
export function power(base: Fraction, exponent: Fraction): Fraction | null {
  if (!isWhole(exponent) || (base.n === 0n && exponent.s < 0n)) return null;
  const bits = base.n.toString(2).length + base.d.toString(2).length;
  if (exponent.n * BigInt(bits) > LARGEST_POWER_BITS)
    throw new FeelLimitError('The power is too large to compute.');
  const numerator = (base.s * base.n) ** exponent.n;
  const denominator = base.d ** exponent.n;
  return exponent.s < 0n ? new Fraction(denominator, numerator) : new Fraction(numerator, denominator);
}

/** The decimal print: exact where the decimals end, else 34 significant digits (half even), as DMN prints it. */
export function printNumber(value: Fraction): string {
  const places = decimalPlaces(value) ?? PRINTED_DIGITS - leadingDigits(value);
  return printDecimal(round(value, Math.max(places, 0), 'half even'));
}

/** The digits before the point; for a number below one, minus the zeros that follow the point. */
function leadingDigits(value: Fraction): number {
  const whole = value.n / value.d;
  return whole > 0n ? whole.toString().length : 1 - (value.d / value.n).toString().length;
}

/** How many decimals the number has, or undefined where they never end (1/3). */
export function decimalPlaces(value: Fraction): number | undefined {
  let rest = value.d;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

function printDecimal(value: Fraction): string {
  const places = decimalPlaces(value) ?? 0;
  const digits = ((value.n * 10n ** BigInt(places)) / value.d).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const decimals = places > 0 ? `.${digits.slice(-places)}` : '';
  return `${value.s < 0n && value.n > 0n ? '-' : ''}${whole}${decimals}`;
}

function shift(value: Fraction, places: number): Fraction {
  const factor = 10n ** BigInt(Math.abs(places));
  return places >= 0 ? value.mul(factor) : value.div(factor);
}
