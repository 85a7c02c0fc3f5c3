import { describe, expect, test } from 'vitest';
import { base32Bytes, hotp, stepOf, totp } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('one-time passwords', () => {
  test.each([
    [0, '755224'],
    [1, '287082'],
    [2, '359152'],
    [3, '969429'],
    [9, '520489'],
  ])('HOTP of counter %i is %s (RFC 4226, appendix D)', (counter, expected) => {
    expect(hotp(secret, counter)).toBe(expected);
  });

  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('TOTP at %i seconds is %s (RFC 6238, appendix B)', (seconds, expected) => {
    expect(totp(secret, seconds, 8)).toBe(expected);
  });

  test('a code counts one step early or late, no further, and never twice', () => {
    const code = totp(secret, 1_000_000_000);
    const step = Math.floor(1_000_000_000 / 30);
    expect(stepOf(secret, code, 1_000_000_000 + 30, 0)).toBe(step);
    expect(stepOf(secret, code, 1_000_000_000 - 30, 0)).toBe(step);
    expect(stepOf(secret, code, 1_000_000_000 + 90, 0)).toBeUndefined();
    expect(stepOf(secret, code, 1_000_000_000, step)).toBeUndefined();
  });

  test('secrets are read as RFC 4648 base 32', () => {
    expect(Buffer.from(base32Bytes('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'))).toEqual(secret);
    expect(() => base32Bytes('ABC0')).toThrow(RangeError);
  });
});
