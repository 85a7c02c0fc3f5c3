import Fraction from 'fraction.js';
import { order } from './compare.ts';
import {
  type FeelContext,
  FeelDate,
  FeelDuration,
  type FeelValue,
  isContext,
  isList,
  isSettled,
  Unknown,
  unknownFrom,
} from './value.ts';

/** One kind of argument. `read` gives the value as that kind, after FEEL's singleton-list conversions. */
export interface Kind<T> {
  /** Undefined where the value is not of this kind. Unknown elements of a list count as fitting. */
  readonly read: (value: FeelValue) => T | undefined;
  readonly isList?: boolean;
  readonly canBeAbsent?: boolean;
}

export interface Builtin {
  readonly parameters: readonly string[];
  readonly required: number;
  /** Whether the last parameter, a list, also takes its elements one by one, or takes nothing else. */
  readonly rest: 'never' | 'when several' | 'always';
  /** Arguments in the order of the parameters; undefined marks one that was left out. */
  readonly call: (values: readonly (FeelValue | undefined)[]) => FeelValue;
}

export const aNumber: Kind<Fraction> = { read: (value) => (value instanceof Fraction ? value : undefined) };
export const aString: Kind<string> = { read: (value) => (typeof value === 'string' ? value : undefined) };
export const aDate: Kind<FeelDate> = { read: (value) => (value instanceof FeelDate ? value : undefined) };
export const aDuration: Kind<FeelDuration> = {
  read: (value) => (value instanceof FeelDuration ? value : undefined),
};
export const aContext: Kind<FeelContext> = { read: (value) => (isContext(value) ? value : undefined) };
/** Any value at all, an unknown included. */
export const anything: Kind<FeelValue> = { read: (value) => value };
export const aList: Kind<readonly FeelValue[]> = {
  read: (value) => (isList(value) ? value : undefined),
  isList: true,
};
export const numbers: Kind<readonly Fraction[]> = listOf(aNumber);
/** A list whose elements compare with one another. */
export const comparables: Kind<readonly FeelValue[]> = {
  read: (value) => (isList(value) && value.every((item) => compareTo(value, item)) ? value : undefined),
  isList: true,
};

function compareTo(list: readonly FeelValue[], item: FeelValue): boolean {
  const first = list.find((other) => !(other instanceof Unknown));
  return first === undefined || order(first, item) !== null;
}

export function listOf<T extends FeelValue>(kind: Kind<T>): Kind<readonly T[]> {
  const fits = (value: FeelValue): value is T => value instanceof Unknown || kind.read(value) !== undefined;
  return { read: (value) => (isList(value) && value.every(fits) ? value : undefined), isList: true };
}

/** The argument may be left out (it then reads as null), but not be null. */
export function optional<T>(kind: Kind<T>): Kind<T | null> {
  return { ...kind, canBeAbsent: true };
}

/** The argument may be left out or null. */
export function nullable<T>(kind: Kind<T>): Kind<T | null> {
  return { ...kind, read: (value) => (value === null ? null : kind.read(value)), canBeAbsent: true };
}

type Read<P> = { readonly [K in keyof P]: P[K] extends Kind<infer T> ? T : never };
type Parameters = Readonly<Record<string, Kind<FeelValue>>>;

/**
 * A function that needs all of its arguments settled: null where a settled argument is of a wrong kind, else
 * unknown while any argument holds an unknown. The parameters' names and order are FEEL's.
 */
export function strict<P extends Parameters>(parameters: P, run: (given: Read<P>) => FeelValue): Builtin {
  return define(parameters, (given, values) => {
    if (!values.every(isSettled)) return unknownFrom(...values);
    return run(given);
  });
}

/** A function that sees unknowns inside its arguments and settles where it can; a wholly unknown list it does not see. */
export function seeing<P extends Parameters>(parameters: P, run: (given: Read<P>) => FeelValue): Builtin {
  return define(parameters, run);
}

/** The same function, its one list given also as separate arguments: `sum(1, 2, 3)`. */
export function spreading(builtin: Builtin): Builtin {
  return { ...builtin, rest: 'when several' };
}

/** The same function, its last list always given as separate arguments: `append(list, 1, 2)`. */
export function collecting(builtin: Builtin): Builtin {
  return { ...builtin, rest: 'always' };
}

function define<P extends Parameters>(
  parameters: P,
  run: (given: Read<P>, values: readonly FeelValue[]) => FeelValue,
): Builtin {
  const kinds = Object.entries(parameters);
  return {
    parameters: kinds.map(([name]) => name),
    required: kinds.filter(([, kind]) => !kind.canBeAbsent).length,
    rest: 'never',
    call: (values) => {
      const given: Record<string, FeelValue> = {};
      const waiting: Unknown[] = [];
      for (const [index, [name, kind]] of kinds.entries()) {
        const value = values[index];
        const fitted = value === undefined ? null : converted(value, kind);
        if (fitted instanceof Unknown && kind !== anything) waiting.push(fitted);
        const read = value === undefined || fitted instanceof Unknown ? fitted : kind.read(fitted);
        if (read === undefined) return null;
        given[name] = read;
      }
      if (waiting.length > 0) return unknownFrom(...Object.values(given));
      return run(given as Read<P>, Object.values(given));
    },
  };
}

/** FEEL's implicit conversions (DMN 1.5 §10.3.2.9.4): `[x]` where one value is asked, `x` where a list is. */
function converted(value: FeelValue, kind: Kind<FeelValue>): FeelValue {
  if (kind === anything) return value;
  if (kind.isList) return isList(value) || value === null || value instanceof Unknown ? value : [value];
  return isList(value) && value.length === 1 ? (value[0] ?? null) : value;
}
