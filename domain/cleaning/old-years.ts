const DIGITS = '〇一二三四五六七八九';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const REPUBLIC_BEGAN = 1911;
const CYCLE_BEGAN = 1804;

/** A number up to 99 in Chinese characters, digit by digit or with ten: 三十七, 十五, 廿一, 初五; undefined if it is none. */
export function readChineseNumber(written: string): number | undefined {
  const text = written
    .replace(/[零○Ｏ]/gu, '〇')
    .replace(/^元$/u, '一')
    .replace(/^初/u, '')
    .replace(/^廿/u, '二十')
    .replace(/^卅/u, '三十');
  if (/^[〇一二三四五六七八九]+$/u.test(text))
    return Number([...text].map((sign) => DIGITS.indexOf(sign)).join(''));
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/u.exec(text);
  if (!tens) return undefined;
  return (tens[1] ? DIGITS.indexOf(tens[1]) : 1) * 10 + (tens[2] ? DIGITS.indexOf(tens[2]) : 0);
}

/** 民国 years: the first is 1912. */
export function yearOfRepublic(year: number): number {
  return REPUBLIC_BEGAN + year;
}

/** Every year from `from` to `to` of a 干支 name such as 戊戌; empty if there is no such name. */
export function listCycleYears(name: string, from: number, to: number): number[] {
  const [stem = '', branch = ''] = [...name];
  const position = [...Array(60).keys()].find((n) => STEMS[n % 10] === stem && BRANCHES[n % 12] === branch);
  if (position === undefined) return [];
  return Array.from({ length: 12 }, (_, n) => CYCLE_BEGAN - 60 + position + 60 * n).filter(
    (year) => year >= from && year <= to,
  );
}

/** Every year from `from` to `to` that ends in these two figures. */
export function listCenturies(twoDigits: number, from: number, to: number): number[] {
  return [1800, 1900, 2000, 2100]
    .map((century) => century + twoDigits)
    .filter((year) => year >= from && year <= to);
}
