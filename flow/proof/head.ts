import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JWK } from 'jose';
import type { LedgerHead } from '#domain/ledger-head.ts';

/** The sealer's key (Ed25519). */
export interface HeadKey {
  kid: string;
  privateKey: KeyObject;
}

/** Reads the sealer's private key. @throws TypeError if it is no key, or none with a name */
export function headKey(jwk: JWK): HeadKey {
  if (jwk.kid === undefined) throw new TypeError('a head key needs a kid');
  return { kid: jwk.kid, privateKey: createPrivateKey({ key: asKey(jwk), format: 'jwk' }) };
}

const asKey = (jwk: object): JsonWebKey => ({ ...jwk });

/** What a head's signature is over: the canonical JSON (RFC 8785) of the head without it. */
function signedText({ signature: _signature, ...head }: LedgerHead): Buffer {
  return Buffer.from(canonicalize(head) ?? '', 'utf8');
}

/** Signs a tree head. */
export function signHead(key: HeadKey, size: number, root: string, at: Date): LedgerHead {
  const head: LedgerHead = { v: 1, size, root, at: at.toISOString(), key: key.kid, signature: '' };
  return { ...head, signature: sign(null, signedText(head), key.privateKey).toString('base64') };
}

/** Whether one of these public keys has signed a head. */
export function isSigned(head: LedgerHead, keys: readonly { kid: string }[]): boolean {
  const key = keys.find(({ kid }) => kid === head.key);
  if (key === undefined) return false;
  try {
    const publicKey = createPublicKey({ key: asKey(key), format: 'jwk' });
    return verify(null, signedText(head), publicKey, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
}
