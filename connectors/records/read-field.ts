import type { FactValue } from '#domain/answer.ts';
import { after, type Cleaned, certain, doubtful } from '#domain/cleaning/cleaned.ts';
import { compareBirth } from '#domain/cleaning/lunar-date.ts';
import { readRegisterDate, type Window } from '#domain/cleaning/register-date.ts';
import { addressStep } from '#domain/cleaning/written-address.ts';
import { readFen, readInteger } from '#domain/cleaning/written-number.ts';
import { cleanText, narrow } from '#domain/cleaning/written-text.ts';
import type { FieldMapping } from '#domain/connector.ts';
import { type CivilDate, monthOf } from '#domain/dates.ts';
import { isWhole, type PartialDate } from '#domain/partial-date.ts';
import { findCode } from './find-code.ts';

/** What is known around a value: when its date can be, and on which day the source wrote it. */
export interface Surroundings {
  window: Window;
  /** By which code lists are chosen; null where it is not known. */
  writtenOn: PartialDate | null;
}

const YES: ReadonlySet<string> = new Set(['是', '有', 'Y', 'YES', 'TRUE', '1']);
const NO: ReadonlySet<string> = new Set(['否', 'N', 'NO', 'FALSE', '0']);

/** One column of a row as a value of ours, by the field's kind, its code lists and its unit. */
export function readField(
  name: string,
  mapping: FieldMapping,
  raw: string | null,
  around: Surroundings,
): Cleaned<FactValue> {
  if (mapping.codes.length > 0) return findCode(mapping.codes, raw, around.writtenOn);
  switch (mapping.kind) {
    case 'text':
      return readText(name, raw);
    case 'code': {
      const text = cleanText(raw);
      if (text.value === null) return text;
      const plain = narrow(text.value);
      return certain(plain.value, [...text.steps, ...plain.steps]);
    }
    case 'date':
      return readDay(raw, around.window);
    case 'month':
      return readMonth(raw, around.window);
    case 'integer':
      return readInteger(raw, mapping.unit);
    case 'fen':
      return readFen(raw, mapping.unit);
    case 'yes_no':
      return readYesNo(raw);
  }
}

/** Fields whose name ends in "address" are written in one way, as far as their parts can be told. */
function readText(name: string, raw: string | null): Cleaned<string> {
  const text = cleanText(raw);
  if (text.value === null || !/address$/i.test(name)) return text;
  const step = addressStep(text.value);
  return step === undefined ? text : certain(step.clean, [...text.steps, step]);
}

/** A whole date. Where another source knows the day (`expected`: the number's birth date), that one wins over lunar figures. */
function readDay(raw: string | null, window: Window): Cleaned<CivilDate> {
  const read = readRegisterDate(raw, window);
  if (read.value === null) return { ...read, value: null };
  if (!isWhole(read.value)) return doubtful('date_incomplete', raw ?? '', read.steps);
  const { expected } = window;
  const likeness = expected === null ? 'same' : compareBirth(read.value, expected);
  if (expected === null || likeness === 'same' || likeness === 'different')
    return certain(read.value, read.steps);
  const reason = likeness === 'lunar' ? 'lunar_date' : 'birth_near_id';
  return certain(expected, [...read.steps, { reason, raw: raw ?? '', clean: expected }]);
}

function readMonth(raw: string | null, window: Window): Cleaned<string> {
  const compact = /^\d{6}$/.exec(narrow(raw?.trim() ?? '').value)?.[0];
  const text = compact === undefined ? raw : `${compact.slice(0, 4)}-${compact.slice(4)}`;
  const read = readRegisterDate(text, window);
  if (read.value === null) return { ...read, value: null };
  if (isWhole(read.value)) return certain<string>(monthOf(read.value), read.steps);
  return read.value.length === 4
    ? doubtful('date_incomplete', raw ?? '', read.steps)
    : certain<string>(read.value, read.steps);
}

function readYesNo(raw: string | null): Cleaned<boolean> {
  const text = cleanText(raw);
  if (text.value === null) return { ...text, value: null };
  const word = narrow(text.value).value.toUpperCase();
  if (YES.has(word)) return certain(true, text.steps);
  if (NO.has(word)) return certain(false, text.steps);
  return after(text.steps, doubtful('code_unknown', text.value));
}
