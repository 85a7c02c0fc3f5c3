import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, civilDate, partsOf } from '../dates.ts';
import { isDamaged, repairEncoding } from './encoding.ts';
import { cleanIdNumber, mayBe } from './id-number.ts';
import { listImpossible } from './impossible.ts';
import { compareBirth, lunarFigures } from './lunar-date.ts';
import { listCycleYears, readChineseNumber } from './old-years.ts';
import { compareNames } from './person-name.ts';
import { readRegisterDate } from './register-date.ts';
import { compareAddresses, parseAddress } from './written-address.ts';
import { readFen, readInteger } from './written-number.ts';
import { cleanText, narrow } from './written-text.ts';

const TODAY = civilDate(2026, 11, 22);
const WINDOW = { from: civilDate(1930, 1, 1), to: TODAY, expected: null };
const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
const commonHan = fc.constantFrom(
  ...'王李张刘陈杨赵黄周吴建国桂英玉兰卫东秀静磊娜超婷鑫宇倩欣怡浩然沐宸安澜市临江区望路',
);
const day = fc.integer({ min: 0, max: 35_000 }).map((days) => addDays(WINDOW.from, days));
const pad = (value: number) => String(value).padStart(2, '0');

describe('texts', () => {
  test('nothing but what surrounds a text is taken off, and once is enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        const once = cleanText(raw).value;
        if (once === null) return;
        expect(cleanText(once).value ?? once).toBe(once);
      }),
    );
  });

  test('narrowing touches ASCII alone', () => {
    fc.assert(
      fc.property(fc.array(han), (signs) => {
        expect(narrow(signs.join('')).value).toBe(signs.join(''));
      }),
    );
    expect(narrow('（Ａ１）\uFA0C').value).toBe('(A1)\uFA0C');
  });

  test('text that was misread as GBK comes back as it was, or is a doubt; never as another', () => {
    const twoOrMore = fc.array(commonHan, { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(twoOrMore, (signs) => {
        const text = signs.join('');
        const misread = new TextDecoder('gbk').decode(new TextEncoder().encode(text));
        expect([text, null]).toContain(repairEncoding(misread).value);
        expect(isDamaged(misread)).toBe(true);
      }),
    );
  });

  test('a name of common characters is never taken for damaged', () => {
    fc.assert(
      fc.property(fc.array(commonHan, { minLength: 1, maxLength: 6 }), (signs) => {
        expect(isDamaged(signs.join(''))).toBe(false);
      }),
    );
  });
});

describe('identity numbers', () => {
  test('cleaning never changes a digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\dXxOl×' ]{15,18}$/), (raw) => {
        const { value } = cleanIdNumber(raw, TODAY);
        if (value !== null) expect(value.held).toBe(raw.replace(/[' ]/g, '').toUpperCase());
      }),
    );
  });

  test.each([
    ['9.90102E+17', true],
    ['9.9010219580315E+17', true],
    ['9.90102E+14', true],
    ['9.90103E+14', true],
    ['9.90103E+17', false],
    ['990102195803150000', true],
    ['99010219580315OO11', true],
    ['990102195803150013', true],
    ['990103196008090022', false],
  ])('%s may be the one asked for: %s', (raw, expected) => {
    expect(mayBe(raw, '990102195803150011')).toBe(expected);
  });
});

describe('dates', () => {
  test('a day reads the same in every way that registers write it', () => {
    fc.assert(
      fc.property(day, (date) => {
        const { year, month, day: number } = partsOf(date);
        const serial = String(Math.round((Date.parse(date) - Date.parse('1899-12-30')) / 86_400_000));
        const compact = date.replaceAll('-', '');
        const written = [
          date,
          compact,
          `${year}/${month}/${number}`,
          `${year}.${month}.${number}`,
          `${compact}093000`,
        ];
        written.push(`${year}年${month}月${number}日`, `${date} 24:00`, `${date}T00:30:00+08:00`, serial);
        if (year >= 1931) written.push(`民国${year - 1911}年${month}月${number}日`);
        for (const text of written)
          expect([text, readRegisterDate(text, WINDOW).value]).toEqual([text, date]);
      }),
    );
  });

  test('what is missing is never filled in', () => {
    fc.assert(
      fc.property(day, (date) => {
        const { year, month } = partsOf(date);
        for (const text of [`${year}`, `${year}-00-00`, `${year}0000`, `${year}年`]) {
          expect(readRegisterDate(text, WINDOW).value).toBe(String(year));
        }
        for (const text of [`${year}.${month}`, `${year}-${pad(month)}-00`, `${year}年${month}月`]) {
          expect(readRegisterDate(text, WINDOW).value).toBe(`${year}-${pad(month)}`);
        }
      }),
    );
  });

  test('a year of two figures is read only where one century is possible', () => {
    const narrowWindow = { from: civilDate(1958, 1, 1), to: TODAY, expected: null };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), (year) => {
        const possible = [1900 + year, 2000 + year].filter(
          (each) => each >= 1958 && `${each}-03-15` <= TODAY,
        );
        const read = readRegisterDate(`${pad(year)}-3-15`, narrowWindow);
        expect(read.value).toBe(possible.length === 1 ? `${possible[0]}-03-15` : null);
        expect(read.doubt).toBe(possible.length === 1 ? null : 'century_unknown');
      }),
    );
  });

  test('lunar figures are those of Shanghai, also in leap months', () => {
    expect(lunarFigures(civilDate(1958, 3, 15))).toBe('1958-01-26');
    expect(lunarFigures(civilDate(2023, 4, 15))).toBe('2023-02-25');
    expect(compareBirth(civilDate(1958, 1, 26), civilDate(1958, 3, 15))).toBe('lunar');
    expect(compareBirth(civilDate(1958, 7, 1), civilDate(1958, 3, 15))).toBe('different');
  });

  test('numbers and years in characters', () => {
    expect(['三十七', '十五', '廿一', '元', '一〇', '二十'].map(readChineseNumber)).toEqual([
      37, 15, 21, 1, 10, 20,
    ]);
    expect(readChineseNumber('三百')).toBeUndefined();
    expect(listCycleYears('戊戌', 1900, 2026)).toEqual([1958, 2018]);
    expect(listCycleYears('甲丑', 1900, 2026)).toEqual([]);
  });
});

describe('numbers', () => {
  test('money is exact to the fen, however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (fen) => {
        const [yuan, cents] = [Math.floor(fen / 100), pad(fen % 100)];
        const grouped = String(yuan).replace(/\B(?=(\d{3})+$)/g, ',');
        for (const text of [`${yuan}.${cents}`, `￥${grouped}.${cents}`, `${grouped}.${cents}元`]) {
          expect([text, readFen(text, 'yuan').value]).toEqual([text, fen]);
        }
      }),
    );
  });

  test('years with a point are a doubt, whole years are months', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }), (years, part) => {
        expect(readInteger(`${years}.${part}`, 'years')).toMatchObject({ value: null, doubt: 'unit_point' });
        expect(readInteger(`${years}`, 'years').value).toBe(years * 12);
      }),
    );
  });
});

describe('names', () => {
  test('names that are not written alike are never the same', () => {
    const name = fc
      .array(fc.oneof(han, commonHan), { minLength: 2, maxLength: 4 })
      .map((signs) => signs.join(''));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(compareNames(one, other).likeness === 'same').toBe(one === other);
      }),
    );
  });
});

describe('addresses', () => {
  test('one address is the same in both orders of writing', () => {
    const figure = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(
        figure,
        figure,
        figure,
        fc.integer({ min: 101, max: 3205 }),
        (number, building, unit, room) => {
          const spelled = `临江区望江路${number}号${building}幢${unit}单元${room}室`;
          expect(compareAddresses(spelled, `临江望江路${number}-${building}-${unit}-${room}`)).toBe('same');
          expect(
            compareAddresses(spelled, `临江区望江路${number}号${building}座${unit}单元${room + 1}`),
          ).toBe('different');
        },
      ),
    );
  });

  test('what has no known form is left as it is', () => {
    expect(parseAddress('老邮局后面')).toBeUndefined();
    expect(compareAddresses('老邮局后面', '老邮局对面')).toBe('unknown');
  });
});

test('a life that can be breaks no rule', () => {
  const nothing = {
    death: null,
    sex: null,
    idSex: null,
    idBirth: null,
    parentBirth: null,
    parentDeath: null,
  };
  const life = { ...nothing, birth: civilDate(1958, 3, 15), lastPaid: null, active: true, today: TODAY };
  expect(listImpossible(life)).toEqual([]);
  expect(listImpossible({ ...life, death: civilDate(1957, 1, 1) })).toEqual([
    'death_before_birth',
    'status_drift',
  ]);
});
