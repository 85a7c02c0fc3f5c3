import { aDate, aNumber, aString, type Builtin, type Kind, strict } from './builtin.ts';
import { findDate, findDateOf, findDuration, monthsBetween } from './date.ts';
import type { FeelDate } from './value.ts';

const aStringOrDate: Kind<string | FeelDate> = { read: (value) => aString.read(value) ?? aDate.read(value) };

/** Functions of several shapes are told apart by the number of their parameters. */
export const DATE_FUNCTIONS: Readonly<Record<string, readonly Builtin[]>> = {
  date: [
    strict({ from: aStringOrDate }, ({ from }) =>
      typeof from === 'string' ? (findDate(from) ?? null) : from,
    ),
    strict({ year: aNumber, month: aNumber, day: aNumber }, ({ year, month, day }) => {
      return findDateOf(year.valueOf(), month.valueOf(), day.valueOf()) ?? null;
    }),
  ],
  duration: [strict({ from: aString }, ({ from }) => findDuration(from) ?? null)],
  'years and months duration': [
    strict({ from: aDate, to: aDate }, ({ from, to }) => monthsBetween(from, to)),
  ],
};
