import Fraction from 'fraction.js';
import { dayNumber, moveDate } from './date.ts';
import { isWhole, power, truncate } from './number.ts';
import type { ArithmeticOperator } from './syntax.ts';
import { FeelDate, FeelDuration, type FeelValue, Unknown, unknownFrom } from './value.ts';

type Kind = 'number' | 'string' | 'date' | 'duration';

/** Which kinds each operator takes on either side (DMN 1.5 §10.3.2.13, without times). */
const TAKES = {
  '+': { left: ['number', 'string', 'date', 'duration'], right: ['number', 'string', 'date', 'duration'] },
  '-': { left: ['number', 'date', 'duration'], right: ['number', 'date', 'duration'] },
  '*': { left: ['number', 'duration'], right: ['number', 'duration'] },
  '/': { left: ['number', 'duration'], right: ['number', 'duration'] },
  '**': { left: ['number'], right: ['number'] },
} as const satisfies Record<ArithmeticOperator, Record<'left' | 'right', readonly Kind[]>>;

/**
 * Arithmetic on exact numbers, texts, dates and durations. Null where the operands do not fit, on division by
 * zero and on a power that is not exact. An unknown operand leaves the result unknown (`u * 0` too: nobody has
 * said that u is a number), except where the other operand alone already makes it null.
 */
export function calculate(operator: ArithmeticOperator, left: FeelValue, right: FeelValue): FeelValue {
  if (!fits(left, TAKES[operator].left) || !fits(right, TAKES[operator].right)) return null;
  if (operator === '/' && isZero(right)) return null;
  if (left instanceof Unknown || right instanceof Unknown) return unknownFrom(left, right);
  if (left instanceof Fraction && right instanceof Fraction) return calculateNumbers(operator, left, right);
  if (typeof left === 'string' || typeof right === 'string') {
    return typeof left === 'string' && typeof right === 'string' ? left + right : null;
  }
  if (left instanceof FeelDate || right instanceof FeelDate) return calculateDates(operator, left, right);
  return calculateDurations(operator, left, right);
}

export function negate(value: FeelValue): FeelValue {
  if (value instanceof Unknown) return unknownFrom(value);
  if (value instanceof Fraction) return value.neg();
  return value instanceof FeelDuration ? new FeelDuration(value.unit, -value.length) : null;
}

function fits(value: FeelValue, kinds: readonly Kind[]): boolean {
  if (value instanceof Unknown) return true;
  const kind = kindOf(value);
  return kind !== undefined && kinds.includes(kind);
}

function kindOf(value: FeelValue): Kind | undefined {
  if (value instanceof Fraction) return 'number';
  if (typeof value === 'string') return 'string';
  if (value instanceof FeelDate) return 'date';
  return value instanceof FeelDuration ? 'duration' : undefined;
}

function isZero(value: FeelValue): boolean {
  return (
    (value instanceof Fraction && value.n === 0n) || (value instanceof FeelDuration && value.length === 0n)
  );
}

function calculateNumbers(operator: ArithmeticOperator, left: Fraction, right: Fraction): FeelValue {
  switch (operator) {
    case '+':
      return left.add(right);
    case '-':
      return left.sub(right);
    case '*':
      return left.mul(right);
    case '/':
      return left.div(right);
    case '**':
      return power(left, right);
  }
}

function calculateDates(operator: ArithmeticOperator, left: FeelValue, right: FeelValue): FeelValue {
  if (operator === '-' && left instanceof FeelDate && right instanceof FeelDate) {
    return new FeelDuration('days', BigInt(dayNumber(left) - dayNumber(right)));
  }
  if (left instanceof FeelDate && right instanceof FeelDuration) {
    const by = operator === '-' ? new FeelDuration(right.unit, -right.length) : right;
    return moveDate(left, by) ?? null;
  }
  if (operator === '+' && left instanceof FeelDuration && right instanceof FeelDate) {
    return moveDate(right, left) ?? null;
  }
  return null;
}

function calculateDurations(operator: ArithmeticOperator, left: FeelValue, right: FeelValue): FeelValue {
  if (left instanceof FeelDuration && right instanceof FeelDuration) {
    if (left.unit !== right.unit) return null;
    if (operator === '+') return new FeelDuration(left.unit, left.length + right.length);
    if (operator === '-') return new FeelDuration(left.unit, left.length - right.length);
    return operator === '/' ? new Fraction(left.length, right.length) : null;
  }
  if (left instanceof FeelDuration && right instanceof Fraction) {
    if (operator === '*') return scaled(left, right);
    return operator === '/' ? scaled(left, right.inverse()) : null;
  }
  return operator === '*' && left instanceof Fraction && right instanceof FeelDuration
    ? scaled(right, left)
    : null;
}

/**
 * Months are cut towards zero to whole months, as DMN has it. A product that is no whole number of days is null:
 * the subset has no times of day to put the rest in.
 */
function scaled(duration: FeelDuration, factor: Fraction): FeelDuration | null {
  const length = factor.mul(duration.length);
  if (duration.unit === 'days' && !isWhole(length)) return null;
  return new FeelDuration(duration.unit, truncate(length));
}
