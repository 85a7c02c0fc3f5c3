import type { PublicKey } from '#domain/connector.ts';
import { algorithmOf, type SignatureAlgorithm, type SigningKey } from './keys.ts';
import { signBytes, verifyBytes } from './raw-signature.ts';

/** Names of the algorithms in JSON Web Signatures (RFC 8037 §3.1, RFC 7518 §3.4). */
const JWS_NAME = {
  ed25519: 'EdDSA',
  'ecdsa-p256-sha256': 'ES256',
} as const satisfies Record<SignatureAlgorithm, string>;

const LONGEST = 8_192;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A JSON Web Token in compact form (RFC 7519, RFC 7515). Signed here and not by a library because the libraries sign through
 * WebCrypto, which waits for a thread and costs more than the signature itself; the tests read the tokens with such a library.
 * @param type of the token (`typ`), so that no kind passes for another (RFC 8725 §3.11)
 */
export function signToken(type: string, claims: Readonly<Record<string, unknown>>, key: SigningKey): string {
  const signed = `${encode({ alg: JWS_NAME[key.alg], kid: key.kid, typ: type })}.${encode(claims)}`;
  return `${signed}.${signBytes(signed, key).toString('base64url')}`;
}

/** The claims of a token of this type that one of the keys has signed, as they stand; the rest is the caller's to check. */
export function openToken(
  type: string,
  token: string,
  keys: readonly PublicKey[],
):
  | { ok: true; claims: unknown }
  | { ok: false; why: 'malformed' | 'unknown_key' | 'algorithm' | 'signature' } {
  const [head, body, signature, more] = token.length > LONGEST ? [] : token.split('.');
  const header = decode(head);
  if (header === undefined || body === undefined || signature === undefined || more !== undefined)
    return { ok: false, why: 'malformed' };
  if (header.typ !== type || 'crit' in header) return { ok: false, why: 'malformed' };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return { ok: false, why: 'unknown_key' };
  if (header.alg !== JWS_NAME[algorithmOf(key)]) return { ok: false, why: 'algorithm' };
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.toString('base64url') !== signature || !verifyBytes(`${head}.${body}`, bytes, key))
    return { ok: false, why: 'signature' };
  return { ok: true, claims: decode(body) };
}

function decode(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
