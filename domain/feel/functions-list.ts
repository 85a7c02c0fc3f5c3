import Fraction from 'fraction.js';
import {
  aList,
  aNumber,
  anything,
  aString,
  type Builtin,
  collecting,
  comparables,
  optional,
  seeing,
  spreading,
  strict,
} from './builtin.ts';
import { isSame, order } from './compare.ts';
import { allOf, anyOf, negated } from './logic.ts';
import { truncate } from './number.ts';
import { readPath } from './path.ts';
import { type FeelValue, isContext, isList, Unknown, unknownFrom } from './value.ts';

type List = readonly FeelValue[];

function extreme(list: List, wanted: 1 | -1): FeelValue {
  return list.reduce((best: FeelValue, item, index) => {
    const difference = index === 0 ? wanted : order(item, best);
    return typeof difference === 'number' && difference * wanted > 0 ? item : best;
  }, null);
}

/** The place that a position counting from 1, or from the end when negative, stands for; undefined outside. */
function placeOf(list: List, position: Fraction): number | undefined {
  const place = Number(truncate(position));
  const index = place > 0 ? place - 1 : list.length + place;
  return place !== 0 && index >= 0 && index < list.length ? index : undefined;
}

/** The element at a position counting from 1, or from the end when negative; null outside the list. */
export function elementAt(list: List, position: Fraction): FeelValue {
  const place = placeOf(list, position);
  return place === undefined ? null : (list[place] ?? null);
}

function sublist(list: List, start: Fraction, length: Fraction | null): FeelValue {
  const from = placeOf(list, start);
  if (from === undefined) return null;
  const count = length === null ? list.length - from : Number(truncate(length));
  return count < 0 || from + count > list.length ? null : list.slice(from, from + count);
}

function positionsOf(list: List, match: FeelValue): FeelValue {
  const same = list.map((item) => isSame(item, match));
  const open = same.filter((answer) => answer instanceof Unknown);
  if (open.length > 0) return unknownFrom(...open);
  return same.flatMap((answer, index) => (answer === true ? [new Fraction(index + 1)] : []));
}

/** Keeps the first of each set of equal elements. */
function distinct(list: List): List {
  return list.filter(
    (item, index) => !list.slice(0, index).some((earlier) => isSame(earlier, item) === true),
  );
}

function flatten(list: List): List {
  return list.flatMap((item) => (isList(item) ? flatten(item) : [item]));
}

function concatenate(lists: List): FeelValue {
  if (lists.some((item) => item instanceof Unknown)) return unknownFrom(...lists);
  return lists.flatMap((item) => (isList(item) ? item : [item]));
}

function getValue(m: FeelValue, key: string): FeelValue {
  return isContext(m) || m instanceof Unknown ? readPath(m, key) : null;
}

/** Not in DMN: whether a value is there at all. Null counts as not defined; unknown stays unknown. */
function isDefined(value: FeelValue): FeelValue {
  return value instanceof Unknown ? unknownFrom(value) : value !== null;
}

export const LIST_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  not: seeing({ negand: anything }, ({ negand }) => negated(negand)),
  count: spreading(seeing({ list: aList }, ({ list }) => new Fraction(list.length))),
  min: spreading(strict({ list: comparables }, ({ list }) => extreme(list, -1))),
  max: spreading(strict({ list: comparables }, ({ list }) => extreme(list, 1))),
  all: spreading(seeing({ list: aList }, ({ list }) => allOf(list))),
  any: spreading(seeing({ list: aList }, ({ list }) => anyOf(list))),
  'list contains': seeing({ list: aList, element: anything }, ({ list, element }) => {
    return anyOf(list.map((item) => isSame(item, element)));
  }),
  'index of': seeing({ list: aList, match: anything }, ({ list, match }) => positionsOf(list, match)),
  sublist: seeing({ list: aList, 'start position': aNumber, length: optional(aNumber) }, (given) => {
    return sublist(given.list, given['start position'], given.length);
  }),
  append: collecting(seeing({ list: aList, items: aList }, ({ list, items }) => [...list, ...items])),
  concatenate: collecting(seeing({ lists: aList }, ({ lists }) => concatenate(lists))),
  reverse: seeing({ list: aList }, ({ list }) => list.toReversed()),
  'distinct values': strict({ list: aList }, ({ list }) => distinct(list)),
  flatten: strict({ list: aList }, ({ list }) => flatten(list)),
  'get value': seeing({ m: anything, key: aString }, ({ m, key }) => getValue(m, key)),
  'is defined': seeing({ value: anything }, ({ value }) => isDefined(value)),
};
