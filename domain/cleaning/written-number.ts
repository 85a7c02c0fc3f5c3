import Fraction from 'fraction.js';
import { fenFromYuan } from '../money.ts';
import { after, type Cleaned, certain, doubtful, type Step } from './cleaned.ts';
import { cleanText, narrow } from './written-text.ts';

/** The unit that a source writes a number in (domain/connector.ts `FieldMapping`). */
export type Unit = 'fen' | 'yuan' | 'wan_yuan' | 'months' | 'years' | 'days' | 'none';

const SUFFIXES: readonly [RegExp, Unit][] = [
  [/万元$/u, 'wan_yuan'],
  [/元(整|人民币)?$/u, 'yuan'],
  [/分$/u, 'fen'],
  [/(个月|月)$/u, 'months'],
  [/年$/u, 'years'],
  [/[天日]$/u, 'days'],
];
const MONEY: Readonly<Record<'fen' | 'yuan' | 'wan_yuan', Fraction>> = {
  fen: new Fraction(1, 100),
  yuan: new Fraction(1),
  wan_yuan: new Fraction(10_000),
};

/**
 * Money as whole fen. The unit must be known: from the mapping, or from what is written behind the figure; where the two
 * disagree, or part of a fen would be left, nobody decides.
 */
export function readFen(raw: string | null, unit: Unit): Cleaned<number> {
  const written = readWritten(raw, unit);
  if (written.value === null) return { ...written, value: null };
  const { number, unit: used } = written.value;
  const text = raw ?? '';
  if (used !== 'fen' && used !== 'yuan' && used !== 'wan_yuan') {
    return doubtful('unit_unknown', text, written.steps);
  }
  const yuan = number.mul(MONEY[used]);
  if (yuan.mul(100).d !== 1n) return doubtful('part_of_a_fen', text, written.steps);
  if (yuan.abs().compare(10 ** 13) > 0) return doubtful('number_too_large', text, written.steps);
  return after(written.steps, converted(text, Number(fenFromYuan(yuan)), used !== 'fen', used));
}

/**
 * A whole number; months where the unit is months or years. "33.4" years is 33 years and 4 months in one register and 33.4
 * years in another, so it is a doubt; "33年4个月" is not.
 */
export function readInteger(raw: string | null, unit: Unit): Cleaned<number> {
  const spelled = /^(\d{1,3})年(?:零|又)?(\d{1,2})个?月$/u.exec(narrow(raw?.trim() ?? '').value);
  if (spelled && raw !== null && (unit === 'years' || unit === 'months')) return yearsAndMonths(spelled, raw);
  const written = readWritten(raw, unit);
  if (written.value === null) return { ...written, value: null };
  const { number, unit: used } = written.value;
  const text = raw ?? '';
  if (number.d !== 1n) return doubtful(isTime(used) ? 'unit_point' : 'not_whole', text, written.steps);
  const whole = number.mul(used === 'years' ? 12 : 1);
  if (whole.abs().compare(Number.MAX_SAFE_INTEGER) > 0) {
    return doubtful('number_too_large', text, written.steps);
  }
  return after(written.steps, converted(text, Number(whole.valueOf()), used === 'years', used));
}

/** An exact decimal figure as registers write it: currency signs, thousands commas, full-width digits. */
export function readFigure(text: string): Fraction | undefined {
  const plain = narrow(text)
    .value.replace(/^[￥¥$]|^RMB/u, '')
    .replace(/^([-+]?)[￥¥]/u, '$1');
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain);
  const bare = grouped ? plain.replaceAll(',', '') : plain;
  return /^[-+]?\d{1,18}(\.\d{1,9})?$/.test(bare) ? new Fraction(bare) : undefined;
}

interface Written {
  number: Fraction;
  unit: Unit;
}

function readWritten(raw: string | null, unit: Unit): Cleaned<Written> {
  const text = cleanText(raw);
  if (text.value === null) return { ...text, value: null };
  const plain = narrow(text.value).value.replaceAll(' ', '');
  const suffix = SUFFIXES.find(([form]) => form.test(plain));
  const number = readFigure(suffix ? plain.replace(suffix[0], '') : plain);
  if (number === undefined) return doubtful('number_unreadable', text.value, text.steps);
  if (suffix && unit !== 'none' && suffix[1] !== unit) {
    return doubtful('unit_contradicts', text.value, text.steps);
  }
  const steps: Step[] = [...text.steps];
  const canonical = number.toString();
  if (!/^[-+]?\d+(\.\d+)?$/.test(text.value)) {
    steps.push({ reason: 'number_as_text', raw: text.value, clean: canonical });
  }
  return certain({ number, unit: suffix?.[1] ?? unit }, steps);
}

function yearsAndMonths(match: RegExpExecArray, raw: string): Cleaned<number> {
  const [years, months] = [Number(match[1]), Number(match[2])];
  if (months > 11) return doubtful('number_unreadable', raw);
  return converted(raw, years * 12 + months, true, 'years');
}

function converted(raw: string, value: number, changed: boolean, unit: Unit): Cleaned<number> {
  return certain(value, changed ? [{ reason: `unit_${unit}`, raw, clean: String(value) }] : []);
}

function isTime(unit: Unit): boolean {
  return unit === 'months' || unit === 'years' || unit === 'none';
}
