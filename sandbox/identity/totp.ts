import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** HOTP (RFC 4226 §5.3) with SHA-1, as authenticator apps use it. */
export function hotp(secret: Uint8Array, counter: number, digits = 6): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** TOTP (RFC 6238): the code of the 30 seconds that hold this moment. @param seconds since the Unix epoch */
export function totp(secret: Uint8Array, seconds: number, digits = 6): string {
  return hotp(secret, Math.floor(seconds / STEP_SECONDS), digits);
}

/**
 * The time step that a code belongs to, allowing one step of clock drift either way (RFC 6238 §5.2), or undefined.
 * @param after steps up to this one were used already and do not count again
 */
export function stepOf(secret: Uint8Array, code: string, seconds: number, after: number): number | undefined {
  const now = Math.floor(seconds / STEP_SECONDS);
  const given = Buffer.from(code);
  return [now, now - 1, now + 1].find((step) => {
    const expected = Buffer.from(hotp(secret, step));
    return step > after && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Bytes of a secret as authenticator apps show it (RFC 4648 base 32, no padding). @throws RangeError */
export function base32Bytes(text: string): Uint8Array {
  let bits = '';
  for (const character of text.replaceAll(' ', '').toUpperCase()) {
    const value = BASE32.indexOf(character);
    if (value < 0) throw new RangeError('not base 32');
    bits += value.toString(2).padStart(5, '0');
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}
