import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CipherError, decrypt, encrypt, keyIdOf } from './cipher.ts';

const KEY = randomBytes(32);
const KEY_ID = Buffer.from(Array.from({ length: 16 }, (_, index) => index));
const PLACE = 'parties|person|party_1';
const plain = Buffer.from('"周建国"', 'utf8');
const sealed = () => encrypt(KEY, KEY_ID, PLACE, plain);

test('what was encrypted is decrypted, whatever it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (bytes, place) => {
      const text = Buffer.from(bytes);
      expect(decrypt(KEY, place, encrypt(KEY, KEY_ID, place, text))).toEqual(text);
    }),
  );
});

test('the head is version, key id and nonce; the tag stands at the end', () => {
  const bytes = sealed();
  expect(bytes[0]).toBe(1);
  expect(keyIdOf(bytes)).toEqual(KEY_ID);
  expect(bytes).toHaveLength(1 + 16 + 12 + plain.length + 16);
});

test('a thousand ciphertexts of one value share neither nonce nor data', () => {
  const all = Array.from({ length: 1_000 }, sealed);
  expect(new Set(all.map((bytes) => bytes.subarray(17, 29).toString('hex'))).size).toBe(1_000);
  expect(new Set(all.map((bytes) => bytes.subarray(29).toString('hex'))).size).toBe(1_000);
});

describe('does not open', () => {
  test('with any one bit turned, wherever it stands', () => {
    const bytes = sealed();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decrypt(KEY, PLACE, turned)).toThrow(CipherError);
    }
  });

  test('cut off at any length', () => {
    const bytes = sealed();
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decrypt(KEY, PLACE, bytes.subarray(0, length))).toThrow(CipherError);
    }
  });

  test.each([
    ['another row', 'parties|person|party_2'],
    ['another column', 'parties|name|party_1'],
    ['another table', 'residents|person|party_1'],
  ])('at %s', (_where, place) => {
    expect(() => decrypt(KEY, place, sealed())).toThrow(CipherError);
  });

  test('with another key', () => {
    expect(() => decrypt(randomBytes(32), PLACE, sealed())).toThrow(CipherError);
  });
});

test('the error says nothing of the value, the key or the place', () => {
  try {
    decrypt(KEY, 'elsewhere|person|party_1', sealed());
    expect.unreachable();
  } catch (error) {
    const said = `${String(error)}${error instanceof Error && error.cause ? String(error.cause) : ''}`;
    expect(said).toBe('CipherError: a sealed value cannot be opened at this place with this key');
  }
});
