import { citizenIdCheck } from './citizen-id.ts';
import { cleanIdInput } from './identifiers.ts';
import { isWhole, readDate } from './partial-date.ts';
import type { PersonRef } from './question.ts';

/** In numbers of 15 digits these order codes were kept for people born before 1900 (GB 11643). */
const CENTENARIAN_ORDER = 996;
/** Day 1 of a spreadsheet's serial dates, reckoned with the 29 February 1900 that it believes in. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * The one form under which a person's number is looked up, whatever way a register wrote it: cleaned of what cannot be part
 * of it, 15 digits converted to 18. The check character is not tried: registers hold numbers that were issued wrong.
 * @returns undefined where it is no number: rounded by a spreadsheet, cut, or with letters that look like digits
 */
export function numberKey(written: string): string | undefined {
  const { value } = cleanIdInput(written);
  if (/^\d{17}[\dX]$/.test(value)) return value;
  if (!/^\d{15}$/.test(value)) return undefined;
  const century = Number(value.slice(12)) >= CENTENARIAN_ORDER ? '18' : '19';
  const body = `${value.slice(0, 6)}${century}${value.slice(6)}`;
  return `${body}${citizenIdCheck(body)}`;
}

/** A name as it is compared: without spaces, one kind of separator, full-width letters plain. */
export function plainName(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(SEPARATORS, '·');
}

/** What stands between the parts of a name of a minority, as different keyboards write it. */
const SEPARATORS = /[·•・‧∙⋅●]/g;

/** A whole birth date as a register wrote it, `YYYY-MM-DD`; undefined where a part is missing or nobody can tell. */
export function birthKey(written: string): string | undefined {
  const text = written.normalize('NFKC').trim();
  if (/^\d{5}$/.test(text)) return new Date(SERIAL_EPOCH + Number(text) * DAY_MS).toISOString().slice(0, 10);
  const { date } = readDate(text.replace(/[ T]0?0:00(:00(\.0+)?)?$/, ''));
  return date !== null && isWhole(date) ? date : undefined;
}

/** Name with birth date as one key; undefined where either is missing. */
export function nameBirthKey(name: string | null, birth: string | null): string | undefined {
  const born = birth === null ? undefined : birthKey(birth);
  const plain = plainName(name ?? '');
  return born === undefined || plain === '' ? undefined : `${plain} ${born}`;
}

/** A person of a question by the keys under which registers know him. */
export interface AskedKeys {
  number: string | undefined;
  nameBirth: string | undefined;
}

export function keysOf({ name, idNumber }: PersonRef): AskedKeys {
  const number = numberKey(idNumber);
  return { number, nameBirth: number && nameBirthKey(name, number.slice(6, 14)) };
}

/** The ways in which a register that cleans nothing may have written a number; for looking it up there by equality. */
export function writtenNumbers(idNumber: string): string[] {
  const number = numberKey(idNumber);
  if (number === undefined) return [idNumber];
  const old = shortNumber(number);
  const forms = [number, number.toLowerCase(), ...(old === undefined ? [] : [old])];
  return [...new Set(forms.flatMap((form) => [form, wide(form), `'${form}`]))];
}

/** The number of 15 digits that became this one of 18, whatever its check character; undefined where there never was one. */
function shortNumber(number: string): string | undefined {
  const century = Number(number.slice(14, 17)) >= CENTENARIAN_ORDER ? '18' : '19';
  return number.slice(6, 8) === century ? `${number.slice(0, 6)}${number.slice(8, 17)}` : undefined;
}

/** The ways in which a register may have written a birth date, by the number of the person. */
export function writtenBirths(idNumber: string): string[] {
  const number = numberKey(idNumber);
  if (number === undefined) return [];
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
  const [shortMonth, shortDay] = [String(Number(month)), String(Number(day))];
  const marked = ['-', '/', '.'].flatMap((mark) => [
    [year, month, day].join(mark),
    [year, shortMonth, shortDay].join(mark),
  ]);
  const midnight = [`${year}-${month}-${day} 00:00:00`, `${year}-${month}-${day} 00:00:00.0`];
  return [
    ...new Set([`${year}${month}${day}`, ...marked, ...midnight, `${year}年${shortMonth}月${shortDay}日`]),
  ];
}

/** A name with each separator that a register may have used, and without any space. */
export function writtenNames(name: string): string[] {
  const plain = plainName(name);
  return [...new Set([name, ...['·', '•', '・'].map((mark) => plain.replaceAll('·', mark))])];
}

/** As a Chinese keyboard types digits without switching. */
function wide(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}
