import Fraction from 'fraction.js';
import type { FactFields, FactValue } from './answer.ts';
import type { FieldKinds } from './definition-names.ts';
import type { FieldKind } from './evidence.ts';
import { findDate } from './feel/date.ts';
import { findNumber } from './feel/number.ts';
import type { FeelContext, FeelValue } from './feel/value.ts';

/**
 * A fact as the rules read it. Dates are FEEL dates and months the first day of the month; integers and fen are whole
 * numbers (an expression that wants yuan divides by 100); text, codes and yes/no stay as they are. A field that the
 * rung did not establish, or that cannot be read by its kind, is null.
 */
export function feelFact(fields: FactFields, kinds: FieldKinds): FeelContext {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, feelValue(fields[name] ?? null, kind)]),
  );
}

function feelValue(value: FactValue, kind: FieldKind): FeelValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return new Fraction(value);
  if (kind === 'date') return findDate(value) ?? null;
  if (kind === 'month') return findDate(`${value}-01`) ?? null;
  return value;
}

/** A parameter's exact text as the rules read it: a number where it is one, else the word. */
export function feelParameter(text: string): FeelValue {
  return findNumber(text) ?? text;
}
