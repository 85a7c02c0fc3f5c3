import Fraction from 'fraction.js';
import {
  aNumber,
  anything,
  aString,
  type Builtin,
  type Kind,
  nullable,
  optional,
  strict,
} from './builtin.ts';
import { truncate } from './number.ts';
import { printValue } from './print.ts';
import { type FeelValue, isList, Unknown } from './value.ts';

/** A list of texts; null elements are allowed and are skipped by `string join`. */
const texts: Kind<readonly FeelValue[]> = {
  read: (value) => {
    if (!isList(value)) return undefined;
    const fits = (item: FeelValue) => item === null || typeof item === 'string' || item instanceof Unknown;
    return value.every(fits) ? value : undefined;
  },
  isList: true,
};

/** Counts characters (Unicode code points) from 1, or from the end when negative; null where it starts outside. */
function substring(text: string, start: Fraction, length: Fraction | null): FeelValue {
  const characters = Array.from(text);
  const first = Number(truncate(start));
  const from = first > 0 ? first - 1 : characters.length + first;
  if (first === 0 || from < 0 || from >= characters.length) return null;
  if (length === null) return characters.slice(from).join('');
  const count = Number(truncate(length));
  return count < 1 ? null : characters.slice(from, from + count).join('');
}

export const TEXT_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  string: strict({ from: anything }, ({ from }) => (from === null ? null : printValue(from))),
  substring: strict({ string: aString, 'start position': aNumber, length: optional(aNumber) }, (given) =>
    substring(given.string, given['start position'], given.length),
  ),
  'string length': strict({ string: aString }, ({ string }) => new Fraction(Array.from(string).length)),
  'upper case': strict({ string: aString }, ({ string }) => string.toUpperCase()),
  'lower case': strict({ string: aString }, ({ string }) => string.toLowerCase()),
  contains: strict({ string: aString, match: aString }, ({ string, match }) => string.includes(match)),
  'starts with': strict({ string: aString, match: aString }, ({ string, match }) => string.startsWith(match)),
  'ends with': strict({ string: aString, match: aString }, ({ string, match }) => string.endsWith(match)),
  'substring before': strict({ string: aString, match: aString }, ({ string, match }) => {
    return string.slice(0, Math.max(string.indexOf(match), 0));
  }),
  'substring after': strict({ string: aString, match: aString }, ({ string, match }) => {
    return string.includes(match) ? string.slice(string.indexOf(match) + match.length) : '';
  }),
  'string join': strict({ list: texts, delimiter: nullable(aString) }, ({ list, delimiter }) => {
    return list.filter((item) => item !== null).join(delimiter ?? '');
  }),
};
