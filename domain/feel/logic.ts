import { type FeelValue, Unknown, unknownFrom } from './value.ts';

/** What a question can come to: yes, no, not a question (null), or not yet known. */
export type Truth = boolean | null | Unknown;

/** Ternary `and` over any number of values (DMN 1.5 §10.3.2.9): one false settles it, whatever else is unknown. */
export function allOf(values: readonly FeelValue[]): Truth {
  if (values.includes(false)) return false;
  const open = values.filter((value) => value instanceof Unknown);
  if (open.length > 0) return unknownFrom(...open);
  return values.every((value) => value === true) ? true : null;
}

/** Ternary `or` over any number of values: one true settles it, whatever else is unknown. */
export function anyOf(values: readonly FeelValue[]): Truth {
  if (values.includes(true)) return true;
  const open = values.filter((value) => value instanceof Unknown);
  if (open.length > 0) return unknownFrom(...open);
  return values.every((value) => value === false) ? false : null;
}

export function negated(value: FeelValue): Truth {
  if (value instanceof Unknown) return unknownFrom(value);
  return typeof value === 'boolean' ? !value : null;
}
