import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BankCard, parseBankCard } from './bank-card.ts';

/** Numbers of an unassigned issuer with the one last digit that fits. */
const cards = fc.nat({ max: 999_999_999 }).map((account) => {
  const body = `999999${String(account).padStart(9, '0')}`;
  const fitting = [...'0123456789'].filter((digit) => BankCard.safeParse(`${body}${digit}`).success);
  return { body, fitting };
});

describe('a bank card number', () => {
  test.each([
    '9999990000000014',
    '9999990000000022',
    '9999990000000030',
    '9999991000000020',
    '9999995555000012',
    '9999991234567890124',
  ])('%s is accepted', (text) => {
    expect(parseBankCard(text)).toEqual({ ok: true, value: text });
  });

  test.each([
    ['9999990000000015', 'E_CHECK'],
    ['9999990000000041', 'E_CHECK'],
    ['9999991234567890123', 'E_CHECK'],
    ['0999990000000014', 'E_CHECK'],
    ['999999000000001', 'E_LEN'],
    ['99999912345678901240', 'E_LEN'],
    ['99999900000000l4', 'E_CHAR'],
  ])('%s is refused with %s', (text, code) => {
    expect(parseBankCard(text)).toEqual({ ok: false, code });
  });

  test('has exactly one check digit that fits, so every single wrong digit shows', () => {
    fc.assert(fc.property(cards, ({ fitting }) => fitting.length === 1));
    fc.assert(
      fc.property(cards, fc.nat({ max: 14 }), fc.nat({ max: 9 }), ({ body, fitting }, place, wrong) => {
        fc.pre(body[place] !== String(wrong));
        const text = `${body.slice(0, place)}${wrong}${body.slice(place + 1)}${fitting.join('')}`;
        expect(parseBankCard(text)).toEqual({ ok: false, code: 'E_CHECK' });
      }),
    );
  });

  test('reveals every swap of neighbours but 0 and 9, which Luhn cannot', () => {
    fc.assert(
      fc.property(cards, fc.nat({ max: 14 }), ({ body, fitting }, place) => {
        const card = `${body}${fitting.join('')}`;
        const pair = card.slice(place, place + 2);
        fc.pre(pair[0] !== pair[1]);
        const swapped = `${card.slice(0, place)}${pair.charAt(1)}${pair.charAt(0)}${card.slice(place + 2)}`;
        expect(parseBankCard(swapped).ok).toBe(pair === '09' || pair === '90');
      }),
    );
  });
});
