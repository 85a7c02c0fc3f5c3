import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { PublicKey } from '#domain/connector.ts';

/** Signature algorithms by their names in RFC 9421 §6.2.2; which one is used follows from the key, never from a message. */
export type SignatureAlgorithm = 'ed25519' | 'ecdsa-p256-sha256';

/** A private key with the name under which its public part is published. */
export interface SigningKey {
  kid: string;
  alg: SignatureAlgorithm;
  privateKey: KeyObject;
}

const PrivateJwk = PublicKey.extend({ d: z.string().min(1) });

/** Reads a private JSON Web Key: Ed25519 (RFC 8037) or P-256. @throws KeyError */
export function signingKey(jwk: object): SigningKey {
  const parsed = PrivateJwk.safeParse(jwk);
  if (!parsed.success) throw new KeyError();
  const { kid, kty, crv, x, y, d } = parsed.data;
  try {
    const privateKey = createPrivateKey({ format: 'jwk', key: { kty, crv, x, y, d } });
    const found: SigningKey = { kid, alg: algorithmOf(parsed.data), privateKey };
    // Node reads the private number and does not look whether the public one is its own.
    if (publicKeyOf(found).x === x) return found;
  } catch {
    throw new KeyError();
  }
  throw new KeyError();
}

/** The public part of a signing key, for those who verify. */
export function publicKeyOf({ kid, privateKey }: SigningKey): PublicKey {
  return PublicKey.parse({ ...createPublicKey(privateKey).export({ format: 'jwk' }), kid });
}

/** The only algorithm that a key may be used with. */
export function algorithmOf({ crv }: Pick<PublicKey, 'crv'>): SignatureAlgorithm {
  return crv === 'Ed25519' ? 'ed25519' : 'ecdsa-p256-sha256';
}

// Reading a key costs as much as using it: each is read once, as long as whoever holds it keeps it.
const read = new WeakMap<PublicKey, KeyObject>();

/** @throws KeyError if the numbers of the key are no point of its curve */
export function verifyingKey(key: PublicKey): KeyObject {
  const known = read.get(key);
  if (known !== undefined) return known;
  const { kty, crv, x, y } = key;
  try {
    const found = createPublicKey({ format: 'jwk', key: { kty, crv, x, y } });
    read.set(key, found);
    return found;
  } catch {
    throw new KeyError();
  }
}

/** A key cannot be read. Says nothing of it: it may be a private one. */
export class KeyError extends Error {
  constructor() {
    super('expected an Ed25519 or P-256 key as JSON Web Key with kid');
    this.name = 'KeyError';
  }
}
