import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenIdCheck } from './citizen-id.ts';
import {
  birthKey,
  keysOf,
  nameBirthKey,
  numberKey,
  plainName,
  writtenBirths,
  writtenNumbers,
} from './person-key.ts';

const body = fc
  .tuple(
    fc.integer({ min: 1900, max: 1999 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 1, max: 995 }),
  )
  .map(
    ([year, month, day, order]) =>
      `990102${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(order).padStart(3, '0')}`,
  );

describe('the key of a number', () => {
  test('is the same for every way in which a register may write it', () => {
    fc.assert(
      fc.property(body, (text) => {
        const number = `${text}${citizenIdCheck(text)}`;
        for (const form of writtenNumbers(number)) expect(numberKey(form)).toBe(number);
      }),
    );
  });

  test('is none for a number that a spreadsheet rounded, that was cut, or that holds a letter O', () => {
    for (const written of ['9.90102E+17', '99010219580315', '99O102195803150012', '', '无'])
      expect(numberKey(written)).toBeUndefined();
  });

  test('keeps a wrong check character: registers hold numbers that were issued wrong', () => {
    expect(numberKey('990102195803150010')).toBe('990102195803150010');
  });

  test('of an old number with a centenarian order code lies in the 19th century', () => {
    expect(numberKey('990102990315997')?.slice(6, 10)).toBe('1899');
  });
});

describe('the key of name and birth date', () => {
  test('every way of writing a birth date is read back as the same day, but for days that stand for none', () => {
    fc.assert(
      fc.property(body, (text) => {
        const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
        fc.pre(!['1900-01-01', '1970-01-01'].includes(day));
        for (const form of writtenBirths(`${text}${citizenIdCheck(text)}`)) expect(birthKey(form)).toBe(day);
      }),
    );
  });

  test('a spreadsheet serial is a day; two-digit years, months without a day and sentinels are none', () => {
    expect(birthKey('21259')).toBe('1958-03-15');
    for (const written of ['58-3-15', '1958-03-00', '1900-01-01', '民国47年3月', ''])
      expect(birthKey(written)).toBeUndefined();
  });

  test('is none without a name', () => {
    expect(nameBirthKey(' ', '19580315')).toBeUndefined();
  });

  test('separators and spaces in a name make no difference', () => {
    expect(plainName('买买提 • 吐尔逊')).toBe(plainName('买买提·吐尔逊'));
  });

  test('a person asked about by an old number has the key of the new one', () => {
    expect(keysOf({ name: '周建国', idNumber: '990102580315001' }).nameBirth).toBe('周建国 1958-03-15');
  });
});
