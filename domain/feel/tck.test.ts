import { readFileSync } from 'node:fs';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { feelDate, findDuration } from './date.ts';
import { evaluateFeel } from './evaluate.ts';
import { findNumber } from './number.ts';
import { parseFeel } from './parse.ts';
import { printValue } from './print.ts';
import { FeelSyntaxError } from './syntax-error.ts';
import { REASONS } from './tck/reasons.ts';
import { type FeelValue, isContext, isList } from './value.ts';

const Value = z.json();
type Value = z.infer<typeof Value>;
const Inputs = z.record(z.string(), Value);
const Supported = z.record(z.string(), z.array(z.tuple([z.string(), z.string(), Value, Inputs.optional()])));
const Unsupported = z.record(
  z.string(),
  z.array(z.tuple([z.string(), z.string(), z.string(), Inputs.optional()])),
);

const supported = Supported.parse(read('supported'));
const unsupported = Unsupported.parse(read('unsupported'));

/** The TCK itself compares numbers with this tolerance: its expected values are decimals of limited length. */
const TOLERANCE = '0.00000001';

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./tck/${name}.json`, import.meta.url), 'utf8'));
}

function decode(value: Value): FeelValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object') throw new Error('A number stands as { number: text }.');
  if (typeof value.number === 'string') return findNumber(value.number) ?? null;
  if (typeof value.date === 'string') return feelDate(value.date);
  if (typeof value.duration === 'string') return findDuration(value.duration) ?? value.duration;
  const entries = Inputs.parse(value.context);
  return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, decode(entry)]));
}

function decodeInputs(inputs: Record<string, Value> | undefined): Record<string, FeelValue> {
  return Object.fromEntries(Object.entries(inputs ?? {}).map(([name, value]) => [name, decode(value)]));
}

function matches(actual: FeelValue, expected: FeelValue): boolean {
  if (actual instanceof Fraction && expected instanceof Fraction) {
    return actual.equals(expected) || actual.sub(expected).abs().lt(TOLERANCE);
  }
  if (isList(actual) && isList(expected)) {
    return (
      actual.length === expected.length && actual.every((item, at) => matches(item, expected[at] ?? null))
    );
  }
  if (isContext(actual) && isContext(expected)) {
    const keys = Object.keys(expected);
    const sameSize = keys.length === Object.keys(actual).length;
    return sameSize && keys.every((key) => matches(actual[key] ?? null, expected[key] ?? null));
  }
  return printValue([actual]) === printValue([expected]);
}

function evaluate(expression: string, inputs: Record<string, Value> | undefined): FeelValue {
  return evaluateFeel(parseFeel(expression, Object.keys(inputs ?? {})), decodeInputs(inputs));
}

function constructOf(expression: string, inputs: Record<string, Value> | undefined): string | undefined {
  const spaced = Object.keys(inputs ?? {}).find((name) => name.includes(' '));
  if (spaced !== undefined) return `input name ${spaced}`;
  try {
    parseFeel(expression, Object.keys(inputs ?? {}));
    return undefined;
  } catch (error) {
    if (error instanceof FeelSyntaxError) return error.construct;
    throw error;
  }
}

describe('the DMN TCK', () => {
  it.each(Object.entries(supported))(
    '%s: every case inside the subset gives the expected value',
    (_, cases) => {
      const wrong = cases.flatMap(([id, expression, expected, inputs]) => {
        const actual = evaluate(expression, inputs);
        return matches(actual, decode(expected)) ? [] : [`${id}: ${expression} gave ${printValue(actual)}`];
      });
      expect(wrong).toEqual([]);
    },
  );

  it.each(Object.entries(unsupported))(
    '%s: every case outside the subset is outside for its written reason',
    (_, cases) => {
      const wrong = cases.flatMap(([id, expression, reason, inputs]) => {
        const construct = constructOf(expression, inputs);
        const { refusal } = REASONS[reason] ?? { refusal: /^no such reason$/ };
        const isRefusedAsWritten =
          refusal === undefined ? construct === undefined : refusal.test(construct ?? '');
        return isRefusedAsWritten ? [] : [`${id}: ${expression} was refused as ${construct ?? 'nothing'}`];
      });
      expect(wrong).toEqual([]);
    },
  );

  it('counts every case that is one expression, inside or outside', () => {
    const count = (suites: Record<string, unknown[]>) => Object.values(suites).flat().length;
    expect({ inside: count(supported), outside: count(unsupported) }).toEqual({
      inside: 1601,
      outside: 1573,
    });
  });

  it('has no reason that no case stands for', () => {
    const used = new Set(Object.values(unsupported).flatMap((cases) => cases.map(([, , reason]) => reason)));
    expect([...used].sort()).toEqual(Object.keys(REASONS).sort());
  });
});
