import { addDays, type CivilDate, civilDate, civilDateAt, yearOf } from '../dates.ts';
import { isWhole, PartialDate, readDate, spanOf } from '../partial-date.ts';
import { after, type Cleaned, certain, doubtful } from './cleaned.ts';
import { listCenturies, listCycleYears, readChineseNumber, yearOfRepublic } from './old-years.ts';
import { cleanText, narrow } from './written-text.ts';

/** What else is known about when a date can be: by it centuries are told apart. `expected`: the same date elsewhere. */
export interface Window {
  from: CivilDate;
  to: CivilDate;
  expected: CivilDate | null;
}

/** Day 0 of the spreadsheet that counts 1900 as a leap year, for serials from 61 on, and of the one that began in 1904. */
const SERIAL_1900 = civilDate(1899, 12, 30);
const SERIAL_1904 = civilDate(1904, 1, 1);

/**
 * A date in any way that registers have written it, as far as it is known: a missing part is never filled in. Words for
 * "none" and stand-in dates give null; a century that the window leaves open, and a lunar date, are doubts.
 */
export function readRegisterDate(raw: string | null, window: Window): Cleaned<PartialDate> {
  const text = cleanText(raw);
  if (text.value === null) return { ...text, value: null };
  const narrowed = narrow(text.value);
  const written = narrowed.value;
  const read =
    readTime(written) ??
    readPlain(written, window) ??
    readSerial(written, window) ??
    readOldYear(written, window) ??
    readShortYear(written, window) ??
    doubtful('date_unreadable', written);
  return after([...text.steps, ...narrowed.steps], read);
}

type Read = Cleaned<PartialDate> | undefined;

/**
 * A date with a time. 24:00 closes the day that it names (GB/T 7408), so that day is the date; a time in another zone is
 * told in China's.
 */
function readTime(text: string): Read {
  const match = /^(\S{8,11})[ T](\d{2}|\d(?=:)):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, day = '', clock = '', minute = '', second = '00', zone] = match;
  const hour = clock.padStart(2, '0');
  const { date } = readDate(day);
  if (date === null || !isWhole(date)) return doubtful('date_unreadable', text);
  if (hour === '24' && minute === '00' && second === '00') {
    return certain(date, [{ reason: 'midnight_24', raw: text, clean: date }]);
  }
  if (hour > '23' || minute > '59' || second > '59') return doubtful('date_impossible', text);
  if (zone === undefined) return certain(date, [{ reason: 'time_cut', raw: text, clean: date }]);
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const told = civilDateAt(`${date}T${hour}:${minute}:${second}${offset}`);
  return certain(told, [{ reason: 'time_zone', raw: text, clean: told }]);
}

function readPlain(text: string, { expected }: Window): Read {
  if (/^0{4}[-/.]?0{2}[-/.]?0{2}$/.test(text)) return nothing(text);
  const digits = /^\d{14}$/.test(text) ? text.slice(0, 8) : text;
  const { date, reason } = readDate(digits);
  if (reason === 'unreadable') return undefined;
  if (reason === 'impossible') return doubtful('date_impossible', text);
  // Somebody may have been born on the very day that systems write for "none"; another source tells.
  if (reason === 'sentinel') return expected === text ? certain<PartialDate>(expected) : nothing(text);
  if (date === null) return undefined;
  if (date === text) return certain(date);
  return certain(date, [
    { reason: isWhole(date) ? 'date_form' : 'date_part_missing', raw: text, clean: date },
  ]);
}

function nothing(text: string): Cleaned<PartialDate> {
  return certain<PartialDate>(null, [{ reason: 'sentinel_date', raw: text, clean: null }]);
}

/** A spreadsheet's serial. Counted from 1904 only where the usual count gives a day that cannot be and this one can. */
function readSerial(text: string, window: Window): Read {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return undefined;
  const days = Number(text.split('.')[0]);
  const [usual, mac] = [addDays(SERIAL_1900, days), addDays(SERIAL_1904, days)];
  const { expected } = window;
  const isUsual = expected === null ? inside(usual, window) : usual === expected;
  const isMac = expected === null ? inside(mac, window) : mac === expected;
  if (isUsual || (expected !== null && !isMac && inside(usual, window))) {
    return certain(usual, [{ reason: 'excel_serial', raw: text, clean: usual }]);
  }
  if (isMac) return certain(mac, [{ reason: 'excel_serial_1904', raw: text, clean: mac }]);
  return doubtful('serial_implausible', text);
}

const CHINESE = '[〇零○元一二三四五六七八九十廿卅]';
const NUMBER = `(?:\\d{1,3}|${CHINESE}{1,4})`;
const REST = `(?:(?<month>${NUMBER})月(?:(?<day>${NUMBER})[日号]?)?)?$`;
const REPUBLIC = new RegExp(`^(?:中华)?民国(?<year>${NUMBER})年?${REST}`, 'u');
const SPELLED = new RegExp(`^(?:公元)?(?<year>[〇零○一二三四五六七八九]{4})年?${REST}`, 'u');
const CYCLE = /^(?<name>[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])年?(?<rest>.*)$/u;
/** Words that only the traditional calendar has. */
const LUNAR = /[正冬腊臘闰閏]月?|初[一二三四五六七八九十]|农历|阴历|旧历/u;

function readOldYear(text: string, window: Window): Read {
  if (LUNAR.test(text)) return doubtful('lunar_written', text);
  const cycle = CYCLE.exec(text)?.groups;
  if (cycle) return readCycle(cycle.name ?? '', cycle.rest ?? '', text, window);
  const republic = REPUBLIC.exec(text)?.groups;
  if (republic) {
    const year = numberOf(republic.year);
    return year === undefined ? undefined : parts('republic_year', text, yearOfRepublic(year), republic);
  }
  const spelled = SPELLED.exec(text)?.groups;
  const year = numberOf(spelled?.year);
  return spelled && year !== undefined ? parts('chinese_numerals', text, year, spelled) : undefined;
}

/** Months that go with a 干支 year are lunar. */
function readCycle(name: string, rest: string, text: string, window: Window): Read {
  if (rest !== '') return doubtful('lunar_written', text);
  const years = listCycleYears(name, yearOf(window.from), yearOf(window.to));
  const [year] = years;
  if (year === undefined || years.length > 1) return doubtful('century_unknown', text);
  return parts('cycle_year', text, year, {});
}

const SHORT =
  /^(?<year>\d{2})(?:(?<mark>[-/.])(?<month>\d{1,2})(?:\k<mark>(?<day>\d{1,2}))?|年(?<monthC>\d{1,2})月(?:(?<dayC>\d{1,2})日)?|(?<monthN>\d{2})(?<dayN>\d{2}))$/;

/** Years of two figures: the century that the window leaves, if it leaves one. */
function readShortYear(text: string, window: Window): Read {
  const groups = SHORT.exec(text)?.groups;
  if (!groups) return undefined;
  const month = groups.month ?? groups.monthC ?? groups.monthN;
  const day = groups.day ?? groups.dayC ?? groups.dayN;
  const dates = listCenturies(Number(groups.year), yearOf(window.from), yearOf(window.to))
    .map((year) => join(year, Number(month), day === undefined ? undefined : Number(day)))
    .filter((date) => date !== undefined && overlaps(date, window));
  const [date] = dates;
  if (date === undefined || dates.length > 1) return doubtful('century_unknown', text);
  return certain(date, [{ reason: 'two_digit_year', raw: text, clean: date }]);
}

function parts(
  reason: string,
  text: string,
  year: number,
  groups: Record<string, string | undefined>,
): Cleaned<PartialDate> {
  const date = join(year, numberOf(groups.month), numberOf(groups.day));
  if (date === undefined) return doubtful('date_impossible', text);
  return certain(date, [{ reason, raw: text, clean: date }]);
}

function join(year: number, month?: number, day?: number): PartialDate | undefined {
  const pieces = [String(year).padStart(4, '0'), month, day].filter((piece) => piece !== undefined);
  return PartialDate.safeParse(pieces.map((piece) => String(piece).padStart(2, '0')).join('-')).data;
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? Number(text) : readChineseNumber(text);
}

function inside(date: CivilDate, { from, to }: Window): boolean {
  return date >= from && date <= to;
}

function overlaps(date: PartialDate, { from, to }: Window): boolean {
  const { first, last } = spanOf(date);
  return last >= from && first <= to;
}
