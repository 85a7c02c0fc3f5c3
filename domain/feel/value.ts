import Fraction from 'fraction.js';
import type { ComparisonOperator } from './syntax.ts';

/**
 * What a FEEL expression can read and yield (DMN 1.5 §10.3.2). Numbers are exact fractions; `Unknown` is a value
 * of its own and never stands for null: null says "there is none", unknown says "nobody has told us yet".
 */
export type FeelValue =
  | Fraction
  | string
  | boolean
  | null
  | FeelDate
  | FeelDuration
  | FeelRange
  | FeelTest
  | Unknown
  | readonly FeelValue[]
  | FeelContext;

export interface FeelContext {
  readonly [name: string]: FeelValue;
}

/** A civil date of the proleptic Gregorian calendar, without time or zone. Make one with `feelDate`. */
export class FeelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }
}

/** A length of time in whole months (`P1Y2M`) or in days (`P30D`). The two kinds never compare or mix. */
export class FeelDuration {
  readonly unit: 'months' | 'days';
  readonly length: bigint;
  constructor(unit: 'months' | 'days', length: bigint) {
    this.unit = unit;
    this.length = length;
  }
}

/** A range such as `[1..5)`. An end that is null, or of another kind, is no open end: tests against it are null. */
export class FeelRange {
  readonly start: FeelValue;
  readonly end: FeelValue;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  constructor(start: FeelValue, end: FeelValue, startIncluded: boolean, endIncluded: boolean) {
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded;
    this.endIncluded = endIncluded;
  }
}

/** A unary test as a value, such as `> 5` in `x in (1, > 5)`. */
export class FeelTest {
  readonly operator: ComparisonOperator;
  readonly than: FeelValue;
  constructor(operator: ComparisonOperator, than: FeelValue) {
    this.operator = operator;
    this.than = than;
  }
}

/**
 * A value that nobody has told us yet. `needs` holds the paths of the inputs that could still change it, and no
 * input that could not, as far as the evaluator can see (README.md says where it sees no further).
 * `input` is set where the unknown is that very input, so that a path into it narrows the need.
 */
export class Unknown {
  readonly needs: ReadonlySet<string>;
  readonly input: string | undefined;
  constructor(needs: Iterable<string>, input?: string) {
    this.needs = new Set(needs);
    this.input = input;
  }
}

/** The unknown that stands for one input, such as `unknown('insured.scheme')`, or for what rests on several. */
export function unknown(...needs: string[]): Unknown {
  if (needs.length === 0) throw new RangeError('An unknown stands on at least one name.');
  return new Unknown(needs, needs.length === 1 ? needs[0] : undefined);
}

/** The unknown result of a computation over the given values: it stands on every unknown in them, at any depth. */
export function unknownFrom(...values: readonly FeelValue[]): Unknown {
  return new Unknown(values.flatMap((value) => [...needsOf(value)]));
}

/** The names that a value still stands on: empty when it is settled, also inside lists, contexts and ranges. */
export function needsOf(value: FeelValue): ReadonlySet<string> {
  const found = new Set<string>();
  collectNeeds(value, found);
  return found;
}

function collectNeeds(value: FeelValue, found: Set<string>): void {
  if (value instanceof Unknown) for (const need of value.needs) found.add(need);
  else if (value instanceof FeelRange) {
    collectNeeds(value.start, found);
    collectNeeds(value.end, found);
  } else if (value instanceof FeelTest) collectNeeds(value.than, found);
  else if (isList(value)) for (const item of value) collectNeeds(item, found);
  else if (isContext(value)) for (const item of Object.values(value)) collectNeeds(item, found);
}

/** True where nothing in the value is unknown. */
export function isSettled(value: FeelValue): boolean {
  return needsOf(value).size === 0;
}

/**
 * True where learning `input` could answer `need`: the same path, a part of it, or the whole that holds it.
 * A need may run deeper than an input (`death.date.year` for the input `death.date`) or end above one.
 */
export function concerns(input: string, need: string): boolean {
  return input === need || input.startsWith(`${need}.`) || need.startsWith(`${input}.`);
}

export function isNumber(value: FeelValue | undefined): value is Fraction {
  return value instanceof Fraction;
}

export function isList(value: FeelValue | undefined): value is readonly FeelValue[] {
  return Array.isArray(value);
}

export function isContext(value: FeelValue | undefined): value is FeelContext {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
