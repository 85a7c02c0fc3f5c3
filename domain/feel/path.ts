import Fraction from 'fraction.js';
import { weekday } from './date.ts';
import {
  FeelDate,
  FeelDuration,
  FeelRange,
  type FeelValue,
  isContext,
  isList,
  Unknown,
  unknown,
  unknownFrom,
} from './value.ts';

/**
 * `value.name`: an entry, a property of a date, duration or range, the same of each element of a list, or null
 * where there is no such thing. Into an unknown input it narrows the need: `unknown('insured')` and `scheme`
 * give `unknown('insured.scheme')`.
 */
export function readPath(value: FeelValue, name: string): FeelValue {
  if (value instanceof Unknown) {
    return value.input === undefined ? unknownFrom(value) : unknown(`${value.input}.${name}`);
  }
  if (isList(value)) return value.map((item) => readPath(item, name));
  if (isContext(value)) return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelDuration) return durationProperty(value, name);
  if (value instanceof FeelRange) return rangeProperty(value, name);
  return null;
}

function dateProperty(date: FeelDate, name: string): FeelValue {
  switch (name) {
    case 'year':
    case 'month':
    case 'day':
      return new Fraction(date[name]);
    case 'weekday':
      return new Fraction(weekday(date));
    default:
      return null;
  }
}

function durationProperty(duration: FeelDuration, name: string): FeelValue {
  if (duration.unit === 'months') {
    if (name === 'years') return new Fraction(duration.length / 12n);
    return name === 'months' ? new Fraction(duration.length % 12n) : null;
  }
  if (name === 'days') return new Fraction(duration.length);
  return ['hours', 'minutes', 'seconds'].includes(name) ? new Fraction(0) : null;
}

function rangeProperty(range: FeelRange, name: string): FeelValue {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return null;
  }
}
