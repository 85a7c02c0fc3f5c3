import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { feelDate } from './date.ts';
import { evaluateFeel } from './evaluate.ts';
import { FeelLimitError } from './limit.ts';
import { type FeelExpression, parseFeel } from './parse.ts';
import { printValue } from './print.ts';
import { concerns, FeelDuration, type FeelValue, isSettled, needsOf, unknown } from './value.ts';

const NAMES = ['a', 'b', 'k', 'list', 'who'] as const;
const FIELDS = ['x', 'y'] as const;
const PATHS = ['a', 'b', 'k', 'list', 'who.x', 'who.y'] as const;

const number: fc.Arbitrary<FeelValue> = fc.integer({ min: -3, max: 4 }).map((n) => new Fraction(n));
const scalar: fc.Arbitrary<FeelValue> = fc.oneof(
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('', 'ab', '甲'),
  fc.constantFrom(feelDate('2026-01-31'), new FeelDuration('months', 1n), new FeelDuration('days', 0n)),
);
const list: fc.Arbitrary<FeelValue> = fc.array(fc.oneof({ weight: 4, arbitrary: number }, scalar), {
  maxLength: 3,
});
const context: fc.Arbitrary<FeelValue> = fc.record({ x: fc.oneof(number, list), y: scalar });
const any = fc.oneof(scalar, list, context, fc.array(context, { maxLength: 2 }));
const mostly = (usual: fc.Arbitrary<FeelValue>) => fc.oneof({ weight: 5, arbitrary: usual }, any);

/** The truth of a case: `a` and `b` are numbers, `k` is yes or no, `list` has numbers — mostly; facts may surprise. */
const truth = fc.record({
  a: mostly(number),
  b: mostly(number),
  k: mostly(fc.boolean()),
  list: mostly(list),
  who: mostly(context),
});
type Truth = { [K in (typeof NAMES)[number]]: FeelValue };

const join = (...parts: readonly (fc.Arbitrary<string> | string)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(''));

const arithmetic = fc.constantFrom('+', '-', '*', '/');
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const quantifier = fc.constantFrom('some', 'every');

/** Expressions that mostly fit together, so that few of them are null from the start. */
const { expression } = fc.letrec<Record<'number' | 'truth' | 'list' | 'any' | 'expression', string>>(
  (tie) => {
    const n = tie('number').map((source) => `(${source})`);
    const t = tie('truth').map((source) => `(${source})`);
    const l = tie('list').map((source) => `(${source})`);
    const e = tie('any').map((source) => `(${source})`);
    const choice = (of: fc.Arbitrary<string>) => join('if ', t, ' then ', of, ' else ', of);
    return {
      number: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('a', 'b', 'a', 'b', 'who.x', 'list[1]', '0', '1', '2.5'),
        join(n, arithmetic, n),
        choice(n),
        join('-', n),
        join(fc.constantFrom('count', 'sum', 'min', 'max', 'mean'), '(', l, ')'),
        join(fc.constantFrom('modulo', 'round half up', 'min', 'sum'), '(', n, ', ', n, ')'),
        join(l, '[', n, ']'),
        join('{ x: ', n, ', y: ', e, ' }.x'),
      ),
      truth: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('k', 'k', 'who.y', 'true', 'false'),
        join(n, comparison, n),
        join(t, fc.constantFrom(' and ', ' or '), t),
        join(fc.constantFrom('not', 'is defined'), '(', t, ')'),
        join(n, ' between ', n, ' and ', n),
        join(n, ' in (', n, ', > ', n, ')'),
        join(n, ' in [', n, '..', n, ')'),
        join(e, ' in ', l),
        join('list contains(', l, ', ', e, ')'),
        join(quantifier, ' i in ', l, ' satisfies i ', comparison, ' ', n),
        join(quantifier, ' i in ', l, ', j in ', l, ' satisfies ', t, ' or i = j'),
        join(fc.constantFrom('all', 'any'), '([', t, ', ', t, '])'),
      ),
      list: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('list', 'list', '[]'),
        join('[', n, ', ', e, ']'),
        join(l, '[item ', comparison, ' ', n, ']'),
        join('[who, {x: 1}][x ', comparison, ' ', n, '].x'),
        join('for i in ', l, ' return i ', arithmetic, ' ', n),
        join('for i in 1..', n, ', j in ', l, ' return [i, j]'),
        join('concatenate(', l, ', ', l, ')'),
        join('append(', l, ', ', e, ')'),
        join(fc.constantFrom('reverse', 'distinct values', 'flatten'), '(', l, ')'),
        choice(l),
      ),
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('null', '"ab"', 'date("2026-02-28")', 'who', 'who.y'),
        n,
        t,
        l,
      ),
      expression: fc.oneof(
        n,
        t,
        l,
        e,
        join(e, comparison, e),
        join(e, arithmetic, e),
        join(e, '.x'),
        join(e, '[', e, ']'),
      ),
    };
  },
);

const parsed = expression.map((source) => parseFeel(source, NAMES));

/** Which names are unknown, and how: not at all, as a whole, or in part. */
const hiding = fc.record({
  a: fc.boolean(),
  b: fc.boolean(),
  k: fc.boolean(),
  list: fc.constantFrom('shown', 'hidden', 'first hidden'),
  who: fc.constantFrom('shown', 'hidden', 'x hidden', 'both hidden'),
});
type Hiding = typeof hiding extends fc.Arbitrary<infer T> ? T : never;

function hide(told: Truth, hidden: Hiding): Truth {
  return {
    a: hidden.a ? unknown('a') : told.a,
    b: hidden.b ? unknown('b') : told.b,
    k: hidden.k ? unknown('k') : told.k,
    list:
      hidden.list === 'shown' ? told.list : hidden.list === 'hidden' ? unknown('list') : hideFirst(told.list),
    who:
      hidden.who === 'shown'
        ? told.who
        : hidden.who === 'hidden'
          ? unknown('who')
          : hideFields(told.who, hidden.who),
  };
}

function hideFirst(told: FeelValue): FeelValue {
  return Array.isArray(told) && told.length > 0 ? [unknown('list'), ...told.slice(1)] : told;
}

function hideFields(told: FeelValue, how: 'x hidden' | 'both hidden'): FeelValue {
  if (!isRecord(told)) return told;
  return { ...told, x: unknown('who.x'), ...(how === 'both hidden' ? { y: unknown('who.y') } : {}) };
}

function isRecord(told: FeelValue): told is { x: FeelValue; y: FeelValue } {
  return typeof told === 'object' && told !== null && Object.hasOwn(told, 'x');
}

/** The hidden inputs of a scope. */
function inputsIn(scope: Truth): readonly string[] {
  return NAMES.flatMap((name) => [...needsOf(scope[name])]);
}

/** The value, or undefined where the expression runs away: then there is nothing to compare. */
function evaluated(parsed: FeelExpression, scope: Truth): FeelValue | undefined {
  try {
    return evaluateFeel(parsed, scope);
  } catch (error) {
    if (error instanceof FeelLimitError) return undefined;
    throw error;
  }
}

function print(result: FeelValue | undefined): string | undefined {
  return result === undefined ? undefined : printValue([result]);
}

/** The same truth, except for one name or one field of `who`. */
function change(told: Truth, path: string, other: Truth): Truth {
  if (path === 'a' || path === 'b' || path === 'k') return { ...told, [path]: other[path] };
  if (path === 'list') return { ...told, list: other.list };
  const field = FIELDS.find((name) => path === `who.${name}`);
  return field && isRecord(told.who) && isRecord(other.who)
    ? { ...told, who: { ...told.who, [field]: other.who[field] } }
    : told;
}

const RUNS = { numRuns: 1500 };
const TIMEOUT_MS = 60_000;

describe('unknown values', { timeout: TIMEOUT_MS }, () => {
  it('never settle on a value that learning the truth would change', () => {
    fc.assert(
      fc.property(parsed, truth, hiding, (source, told, hidden) => {
        const partly = evaluated(source, hide(told, hidden));
        if (partly === undefined || !isSettled(partly)) return;
        const whole = evaluated(source, told);
        if (whole !== undefined) expect(print(whole)).toBe(print(partly));
      }),
      RUNS,
    );
  });

  it('name every hidden input that could still change the result', () => {
    const others = fc.array(truth, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(parsed, truth, hiding, others, (source, told, hidden, different) => {
        const scope = hide(told, hidden);
        const partly = evaluated(source, scope);
        if (partly === undefined) return;
        const hiddenInputs = PATHS.filter((path) => inputsIn(scope).some((input) => concerns(path, input)));
        const settled = hiddenInputs.filter(
          (path) => ![...needsOf(partly)].some((need) => concerns(path, need)),
        );
        const before = evaluated(source, told);
        for (const changed of settled.flatMap((path) =>
          different.map((other) => change(told, path, other)),
        )) {
          const after =
            print(Object.values(hide(changed, hidden))) === print(Object.values(scope)) &&
            evaluated(source, changed);
          if (before !== undefined && after !== undefined && after !== false)
            expect(print(after)).toBe(print(before));
        }
      }),
      RUNS,
    );
  });

  it('name nothing that the expression does not read or that is known', () => {
    fc.assert(
      fc.property(parsed, truth, hiding, (source, told, hidden) => {
        const scope = hide(told, hidden);
        const partly = evaluated(source, scope);
        if (partly === undefined) return;
        const inputs = NAMES.flatMap((name) => [...needsOf(scope[name])]);
        const strangers = [...needsOf(partly)].filter(
          (need) => !inputs.some((input) => concerns(input, need)),
        );
        expect(strangers).toEqual([]);
      }),
      RUNS,
    );
  });
});
