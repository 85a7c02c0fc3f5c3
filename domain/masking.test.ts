import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountTail, maskCitizenId, maskPhone } from './masking.ts';

describe('masking', () => {
  test('leaves the first six and last four places of an identity number', () => {
    expect(maskCitizenId('990102195803150011')).toBe('990102********0011');
    expect(maskCitizenId('990102580315001')).toBe('990102*****5001');
  });

  test('leaves the first three and last four places of a telephone number', () => {
    expect(maskPhone('12900000001')).toBe('129****0001');
  });

  test('leaves the last four places of an account', () => {
    expect(accountTail('9999991234560172')).toBe('0172');
  });

  test('hides a text that is too short to be masked', () => {
    expect(maskCitizenId('990102580315')).toBe('************');
    expect(maskPhone('1234567')).toBe('*******');
    expect(accountTail('0172')).toBe('****');
    expect(maskPhone('')).toBe('');
  });

  test('never shows the middle and keeps the length', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789'), { maxLength: 25 }), (list) => {
        const text = list.join('');
        for (const masked of [maskCitizenId(text), maskPhone(text)]) {
          expect(masked).toHaveLength(text.length);
          expect(masked.match(/\*/g)?.length ?? 0).toBeGreaterThanOrEqual(Math.min(text.length, 4));
        }
      }),
    );
  });
});
