import { describe, expect, test } from 'vitest';
import { bankCard, birthOf, checkDigitFits, identityNumber, oldNumber, renumbered } from './numbers.ts';

describe('identity numbers', () => {
  test('the check digit agrees with the examples of GB 11643', () => {
    expect(checkDigitFits('11010519491231002X')).toBe(true);
    expect(checkDigitFits('440524188001010014')).toBe(true);
    expect(checkDigitFits('990102195803150012')).toBe(false);
  });

  test('a number is made of area, birth, sequence and check digit', () => {
    expect(identityNumber('990102', '1958-03-15', 1)).toBe('990102195803150011');
    expect(identityNumber('990103', '1975-05-17', 1)).toBe('99010319750517001X');
    expect(birthOf('990122194107050050')).toBe('1941-07-05');
  });

  test.each([
    ['990102580315001', '990102195803150011'],
    ['990122410705005', '990122194107050050'],
    ['990121180101996', '99012118180101996X'],
    ['990103310228999', '990103183102289991'],
  ])('the old number %s became %s', (old, renewed) => {
    expect(renumbered(old)).toBe(renewed);
  });

  test('a number of the 20th century has a 15-digit form', () => {
    expect(oldNumber('990103196008090022')).toBe('990103600809002');
  });

  test('a card ends in its Luhn digit', () => {
    expect([1, 2, 3, 100_000_002].map(bankCard)).toEqual([
      '9999990000000014',
      '9999990000000022',
      '9999990000000030',
      '9999991000000020',
    ]);
  });
});
