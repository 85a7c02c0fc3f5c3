import Fraction from 'fraction.js';
import { dayNumber } from './date.ts';
import { allOf, anyOf, negated, type Truth } from './logic.ts';
import type { ComparisonOperator } from './syntax.ts';
import {
  type FeelContext,
  FeelDate,
  FeelDuration,
  FeelRange,
  FeelTest,
  type FeelValue,
  isContext,
  isList,
  Unknown,
  unknownFrom,
} from './value.ts';

/** FEEL equality (DMN 1.5 §10.3.2.13): null equals only null; values of different kinds give null. */
export function equal(left: FeelValue, right: FeelValue): Truth {
  if (left instanceof Unknown || right instanceof Unknown) return unknownFrom(left, right);
  if (left === null || right === null) return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right);
  if (isTest(left) && isTest(right)) return equalTests(left, right);
  if (isContext(left) && isContext(right)) return equalContexts(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  const difference = order(left, right);
  return typeof difference === 'number' ? difference === 0 : difference;
}

function equalLists(left: readonly FeelValue[], right: readonly FeelValue[]): Truth {
  if (left.length !== right.length) return false;
  return allOf(left.map((item, index) => equal(item, right[index] ?? null)));
}

function isTest(value: FeelValue): value is FeelRange | FeelTest {
  return value instanceof FeelRange || value instanceof FeelTest;
}

function equalTests(left: FeelRange | FeelTest, right: FeelRange | FeelTest): Truth {
  if (left instanceof FeelTest && right instanceof FeelTest) {
    return left.operator === right.operator ? equal(left.than, right.than) : false;
  }
  if (left instanceof FeelTest || right instanceof FeelTest) return false;
  if (left.startIncluded !== right.startIncluded || left.endIncluded !== right.endIncluded) return false;
  return allOf([equal(left.start, right.start), equal(left.end, right.end)]);
}

function equalContexts(left: FeelContext, right: FeelContext): Truth {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length || !keys.every((key) => Object.hasOwn(right, key)))
    return false;
  return allOf(keys.map((key) => equal(left[key] ?? null, right[key] ?? null)));
}

/** Negative, zero or positive as `left` stands before, at or after `right`; null where the two do not compare. */
export function order(left: FeelValue, right: FeelValue): number | null | Unknown {
  if (left instanceof Unknown || right instanceof Unknown) {
    const known = left instanceof Unknown ? right : left;
    return known instanceof Unknown || isOrdered(known) ? unknownFrom(left, right) : null;
  }
  if (left instanceof Fraction && right instanceof Fraction) return left.compare(right);
  if (typeof left === 'string' && typeof right === 'string') return orderText(left, right);
  if (left instanceof FeelDate && right instanceof FeelDate) return dayNumber(left) - dayNumber(right);
  if (left instanceof FeelDuration && right instanceof FeelDuration && left.unit === right.unit) {
    return left.length < right.length ? -1 : left.length > right.length ? 1 : 0;
  }
  return null;
}

function isOrdered(value: FeelValue): boolean {
  return (
    value instanceof Fraction ||
    typeof value === 'string' ||
    value instanceof FeelDate ||
    value instanceof FeelDuration
  );
}

/** Order of text by Unicode code points, not by UTF-16 units. */
function orderText(left: string, right: string): number {
  const [before, after] = [Array.from(left), Array.from(right)];
  const at = before.findIndex((character, index) => character !== after[index]);
  if (at < 0) return before.length - after.length;
  return (before[at]?.codePointAt(0) ?? -1) - (after[at]?.codePointAt(0) ?? -1);
}

export function compare(operator: ComparisonOperator, left: FeelValue, right: FeelValue): Truth {
  if (operator === '=') return equal(left, right);
  if (operator === '!=') return negated(equal(left, right));
  const difference = order(left, right);
  return typeof difference === 'number' ? holds(operator, difference) : difference;
}

function holds(operator: '<' | '<=' | '>' | '>=', difference: number): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
  }
}

/** `value in test`: a range, a unary test, a list of either or of plain values, or one plain value. */
export function satisfies(value: FeelValue, test: FeelValue): Truth {
  if (test instanceof FeelRange) return within(value, test);
  if (test instanceof FeelTest) return compare(test.operator, value, test.than);
  if (isList(test)) {
    const whole = isList(value) || value instanceof Unknown ? isSame(value, test) : false;
    return anyOf([whole, ...test.map((item) => satisfies(value, item))]);
  }
  return isSame(value, test);
}

/** Equality where values of different kinds are simply not the same, as when a list is searched. */
export function isSame(left: FeelValue, right: FeelValue): boolean | Unknown {
  return equal(left, right) ?? false;
}

function within(value: FeelValue, range: FeelRange): Truth {
  return allOf([
    compare(range.startIncluded ? '>=' : '>', value, range.start),
    compare(range.endIncluded ? '<=' : '<', value, range.end),
  ]);
}
