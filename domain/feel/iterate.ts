import Fraction from 'fraction.js';
import { order } from './compare.ts';
import { dayNumber, moveDate } from './date.ts';
import { elementAt } from './functions-list.ts';
import { spend } from './limit.ts';
import { allOf, anyOf } from './logic.ts';
import { isWhole } from './number.ts';
import { type Scope, withItem, withNames } from './scope.ts';
import type { FeelNode, Iteration } from './syntax.ts';
import {
  FeelDate,
  FeelDuration,
  FeelRange,
  type FeelValue,
  isList,
  isNumber,
  Unknown,
  unknownFrom,
} from './value.ts';

export type Evaluate = (node: FeelNode, scope: Scope) => FeelValue;

/** What going through the iterations gave: the body's results, in order, and what kept a list from being known. */
interface Passes {
  readonly results: FeelValue[];
  readonly open: FeelValue[];
}

/** `for … return`: unknown as a whole where one of its lists is unknown; null where one is no list. */
export function iterateAll(
  iterations: readonly Iteration[],
  body: FeelNode,
  scope: Scope,
  evaluate: Evaluate,
): FeelValue {
  const passes = passThrough(iterations, body, scope, evaluate);
  const unsettled = passes.open.filter((value) => value !== null);
  if (unsettled.length > 0) return unknownFrom(...unsettled, ...passes.results);
  return passes.open.length > 0 ? null : passes.results;
}

/** `some` and `every`: ternary or and and over the body's results. */
export function quantify(
  kind: 'some' | 'every',
  iterations: readonly Iteration[],
  body: FeelNode,
  scope: Scope,
  evaluate: Evaluate,
): FeelValue {
  const { results, open } = passThrough(iterations, body, scope, evaluate);
  return kind === 'some' ? anyOf([...results, ...open]) : allOf([...results, ...open]);
}

function passThrough(
  iterations: readonly Iteration[],
  body: FeelNode,
  scope: Scope,
  evaluate: Evaluate,
): Passes {
  const passes: Passes = { results: [], open: [] };
  const visit = (depth: number, inner: Scope): void => {
    const iteration = iterations[depth];
    if (!iteration) {
      passes.results.push(evaluate(body, inner));
      return;
    }
    const items = itemsOf(iteration.in, inner, evaluate);
    if (isList(items)) {
      for (const item of items) visit(depth + 1, withNames(inner, { [iteration.name]: item }));
      return;
    }
    passes.open.push(items);
    if (items === null) return;
    // The list is unknown, and so is what the body makes of its elements: both can still change the result.
    const before = passes.results.length;
    visit(depth + 1, withNames(inner, { [iteration.name]: unknownFrom(items) }));
    passes.open.push(unknownFrom(items, ...passes.results.splice(before)));
  };
  visit(0, scope);
  return passes;
}

/** The elements that an iteration runs over: a list, an unknown, or null where there is nothing to run over. */
function itemsOf(node: FeelNode, scope: Scope, evaluate: Evaluate): readonly FeelValue[] | Unknown | null {
  if (node.kind === 'sequence') {
    const [first, last] = [evaluate(node.first, scope), evaluate(node.last, scope)];
    return steps(first, last, scope);
  }
  const value = evaluate(node, scope);
  if (value === null || value instanceof Unknown || isList(value)) return value;
  return value instanceof FeelRange ? rangeItems(value, scope) : [value];
}

function rangeItems(range: FeelRange, scope: Scope): readonly FeelValue[] | Unknown | null {
  const difference = order(range.start, range.end);
  if (typeof difference === 'number' && difference > 0) return null;
  const all = steps(range.start, range.end, scope);
  if (!isList(all)) return all;
  return all.slice(range.startIncluded ? 0 : 1, range.endIncluded ? all.length : all.length - 1);
}

/** Whole numbers or dates from first to last, both included, upwards or downwards. */
function steps(first: FeelValue, last: FeelValue, scope: Scope): readonly FeelValue[] | Unknown | null {
  if (first instanceof Unknown || last instanceof Unknown) {
    return [first, last].every(canStep) ? unknownFrom(first, last) : null;
  }
  if (isNumber(first) && isNumber(last) && isWhole(first) && isWhole(last)) {
    const from = first.valueOf();
    return count(last.valueOf() - from, scope).map((step) => new Fraction(from + step));
  }
  if (first instanceof FeelDate && last instanceof FeelDate) {
    const days = count(dayNumber(last) - dayNumber(first), scope);
    return days.map((step) => moveDate(first, new FeelDuration('days', BigInt(step))) ?? null);
  }
  return null;
}

function canStep(value: FeelValue): boolean {
  return value instanceof Unknown || value instanceof FeelDate || (isNumber(value) && isWhole(value));
}

function count(distance: number, scope: Scope): readonly number[] {
  spend(scope.budget, Math.abs(distance) + 1);
  return Array.from({ length: Math.abs(distance) + 1 }, (_, step) => Math.sign(distance) * step);
}

const NEVER_A_NUMBER: ReadonlySet<FeelNode['kind']> = new Set([
  'compare',
  'and',
  'or',
  'between',
  'in',
  'some',
  'every',
  'boolean',
  'string',
  'null',
]);

/**
 * `list[filter]`: the elements for which the filter is true, or the element at the place that it says. A value
 * that is no list counts as a list of one; null has no elements.
 */
export function filter(of: FeelValue, by: FeelNode, scope: Scope, evaluate: Evaluate): FeelValue {
  if (of instanceof Unknown) return unknownFrom(of, evaluate(by, withItem(scope, unknownFrom(of))));
  const list = isList(of) ? of : of === null ? [] : [of];
  if (!NEVER_A_NUMBER.has(by.kind)) {
    const position = evaluate(by, list.length > 0 ? withItem(scope, list[0] ?? null) : scope);
    if (isNumber(position)) return elementAt(list, position);
    if (position instanceof Unknown) return filterUnsettled(list, by, scope, evaluate);
  }
  const verdicts = list.map((item) => evaluate(by, withItem(scope, item)));
  if (verdicts.some((verdict) => verdict instanceof Unknown)) {
    return unknownFrom(...verdicts, ...list.filter((_, index) => isOpenOrTrue(verdicts[index])));
  }
  return list.filter((_, index) => verdicts[index] === true);
}

/** Whether the filter is a place or a condition is itself unknown: every element and every verdict may matter. */
function filterUnsettled(
  list: readonly FeelValue[],
  by: FeelNode,
  scope: Scope,
  evaluate: Evaluate,
): Unknown {
  return unknownFrom(
    evaluate(by, scope),
    ...list,
    ...list.map((item) => evaluate(by, withItem(scope, item))),
  );
}

function isOpenOrTrue(verdict: FeelValue | undefined): boolean {
  return verdict === true || verdict instanceof Unknown;
}
