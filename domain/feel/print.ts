import Fraction from 'fraction.js';
import { printDate, printDuration } from './date.ts';
import { printNumber } from './number.ts';
import {
  FeelDate,
  FeelDuration,
  FeelRange,
  FeelTest,
  type FeelValue,
  isContext,
  isList,
  Unknown,
} from './value.ts';

/**
 * The text of a value as FEEL's `string()` gives it; text inside lists and contexts stands in quotes. An unknown
 * prints as `unknown(names)`, for traces; `string()` itself never meets one.
 */
export function printValue(value: FeelValue): string {
  return typeof value === 'string' ? value : printInner(value);
}

function printInner(value: FeelValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof Fraction) return printNumber(value);
  if (value instanceof FeelDate) return printDate(value);
  if (value instanceof FeelDuration) return printDuration(value);
  if (value instanceof Unknown) return `unknown(${[...value.needs].join(', ')})`;
  if (value instanceof FeelTest) return `${value.operator} ${printInner(value.than)}`;
  if (value instanceof FeelRange) {
    const ends = `${printInner(value.start)}..${printInner(value.end)}`;
    return `${value.startIncluded ? '[' : '('}${ends}${value.endIncluded ? ']' : ')'}`;
  }
  if (isList(value)) return `[${value.map(printInner).join(', ')}]`;
  if (!isContext(value)) return '';
  return `{${Object.entries(value)
    .map(([key, entry]) => `${key}: ${printInner(entry)}`)
    .join(', ')}}`;
}
