/**
 * Why a case of the DMN TCK is outside the subset, and how the parser refuses it by name. A reason without
 * `refusal` is about cases that parse and give another result than the TCK's.
 */
export const REASONS: Readonly<Record<string, { readonly why: string; readonly refusal?: RegExp }>> = {
  'time-of-day': {
    why: 'The law counts civil days: there are no times, date-times, zones, or durations of hours.',
    refusal: /^(function (time|date and time)\(\)|literal @".*"|(duration|date) with a time of day)$/,
  },
  'time-of-day-in-data': {
    why: 'A duration with hours that comes in as data is null: there are no times of day.',
  },
  'no-such-literal': {
    why: 'A literal that is no date or duration is refused when it is written, instead of being null when it is read.',
    refusal: /^literal @".*"$/,
  },
  'function-left-out': {
    why: 'No rule of a service has needed this function yet.',
    refusal:
      /^function (is|range|matches|replace|split|context|context put|context merge|get entries|list replace|day of year|week of year|day of week|month of year|mode|insert before|remove|sort)\(\)$/,
  },
  'instance-of': {
    why: 'Facts are parsed by their schema before a rule reads them: a rule need not ask for their type.',
    refusal: /^(instance of|syntax)$/,
  },
  'function-values': {
    why: 'A rule calls functions by name and defines none, so that every trace can be read.',
    refusal: /^(function definition|calling a value)$/,
  },
  arguments: {
    why: 'Wrong arguments are refused when the rule is written, instead of being null when it is read.',
    refusal: /^arguments of .+\(\)$/,
  },
  'no-such-function': {
    why: 'A function that does not exist is refused when the rule is written, instead of being null when it is read.',
    refusal: /^function non_existing_function\(\)$/,
  },
  'inexact-function': {
    why: 'The result has no exact fraction.',
    refusal: /^function (sqrt|exp|log|stddev)\(\)$/,
  },
  'inexact-power': {
    why: 'A power with a fractional exponent has no exact fraction: it is null.',
  },
  clock: {
    why: 'A decision must not depend on when it is computed: the day comes in as an input.',
    refusal: /^function (now|today)\(\)$/,
  },
  'partial-results': {
    why: 'The results so far of a loop (`partial`) cannot be read.',
    refusal: /^unknown name partial$/,
  },
  'spaced-names': {
    why: 'Input names are plain identifiers; the portal declares none with a space.',
    refusal: /^input name .+$/,
  },
  'declared-result-type': {
    why: 'The case is about the type that a decision declares for its result; an expression alone declares none.',
  },
};
