import { sign, verify } from 'node:crypto';
import type { PublicKey } from '#domain/connector.ts';
import { algorithmOf, type SigningKey, verifyingKey } from './keys.ts';

/** Signs bytes. ECDSA signatures are r‖s of 64 bytes (RFC 9421 §3.3.4, RFC 7518 §3.4), never DER. */
export function signBytes(text: string, { alg, privateKey }: SigningKey): Buffer {
  const data = Buffer.from(text, 'utf8');
  return alg === 'ed25519'
    ? sign(null, data, privateKey)
    : sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
}

/** @throws KeyError if the key cannot be read */
export function verifyBytes(text: string, signature: Uint8Array, key: PublicKey): boolean {
  const data = Buffer.from(text, 'utf8');
  return algorithmOf(key) === 'ed25519'
    ? verify(null, data, verifyingKey(key), signature)
    : verify('sha256', data, { key: verifyingKey(key), dsaEncoding: 'ieee-p1363' }, signature);
}
