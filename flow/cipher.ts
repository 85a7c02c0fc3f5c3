import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 1;
const KEY_ID = 16;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + KEY_ID + NONCE;

/**
 * AES-256-GCM: version(1) ‖ key id(16) ‖ nonce(12) ‖ ciphertext ‖ tag(16). Version, key id and `place` are bound as
 * additional data, so that a value opens only under its key and at its place.
 */
export function encrypt(key: Buffer, keyId: Buffer, place: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const head = Buffer.concat([Buffer.of(VERSION), keyId]);
  cipher.setAAD(Buffer.concat([head, Buffer.from(place, 'utf8')]));
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The key id in a ciphertext's head. @throws CipherError if it is none of this format. */
export function keyIdOf(bytes: Buffer): Buffer {
  if (bytes[0] !== VERSION || bytes.length < HEAD + TAG) throw new CipherError();
  return bytes.subarray(1, 1 + KEY_ID);
}

/** @throws CipherError if key, place or bytes are not those that were encrypted. */
export function decrypt(key: Buffer, place: string, bytes: Buffer): Buffer {
  const keyId = keyIdOf(bytes);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1 + KEY_ID, HEAD));
  decipher.setAAD(Buffer.concat([Buffer.of(VERSION), keyId, Buffer.from(place, 'utf8')]));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD, bytes.length - TAG)), decipher.final()]);
  } catch {
    throw new CipherError();
  }
}

/** A ciphertext that is not what its place says: wrong key, moved or changed. Carries no value. */
export class CipherError extends Error {
  constructor() {
    super('a sealed value cannot be opened at this place with this key');
    this.name = 'CipherError';
  }
}
