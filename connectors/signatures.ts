import type { Parameters } from 'structured-headers';
import type { PublicKey } from '#domain/connector.ts';
import type { SignedMessage } from '#domain/exchange.ts';
import { contentDigest, isDigestOf, sha256Of } from './content-digest.ts';
import { algorithmOf, type SigningKey } from './keys.ts';
import { signBytes, verifyBytes } from './raw-signature.ts';
import {
  type HttpMessage,
  type HttpReply,
  listSignatures,
  ofRequest,
  own,
  signatureBase,
  signatureInput,
  type ToldSignature,
} from './signature-base.ts';

/** Why a message is not believed. */
export type Disbelief =
  | 'missing'
  | 'unknown_key'
  | 'digest'
  | 'signature'
  | 'expired'
  | 'not_covered'
  | 'algorithm';

export type Verified = { ok: true; signed: SignedMessage } | { ok: false; why: Disbelief };

export interface Signed {
  /** `content-digest`, `signature-input` and `signature`, to be added to the message's own. */
  headers: Record<string, string>;
  signed: SignedMessage;
}

/** Seconds for which a signature is good, and by which the other side's clock may be ahead. */
const MAX_AGE_SECONDS = 300;
const MAX_AHEAD_SECONDS = 60;
/** Under which our signatures stand; the other side may choose another name. */
const LABEL = 'mz';

/**
 * Signs a request (RFC 9421) with its digest (RFC 9530): method, address, digest, and the content type and authorisation
 * where it has them.
 */
export function signRequest(message: HttpMessage, key: SigningKey, now: Date): Signed {
  const headers = { ...message.headers, 'content-digest': contentDigest(message.body) };
  const optional = ['content-type', 'authorization', 'client-assertion'].filter((name) => name in headers);
  const components = ['@method', '@target-uri', 'content-digest', ...optional].map(own);
  return signed({ ...message, headers }, components, key, now);
}

/**
 * Verifies a request against the keys of who may have sent it. Demands method, the whole address and the digest under the
 * signature, and the authorisation where there is one.
 */
export function verifyRequest(message: HttpMessage, keys: readonly PublicKey[], now: Date): Verified {
  const covered = (names: ReadonlySet<string>) =>
    ['@method', 'content-digest'].every((name) => names.has(own(name))) &&
    coversAddress(names, message, own) &&
    ['authorization', 'client-assertion'].every((name) => !(name in message.headers) || names.has(own(name)));
  return verified(message, keys, now, covered);
}

/**
 * Signs a reply and binds it to its request: method, address and digest of the request stand under the signature with `req`
 * (RFC 9421 §2.4). The request's own signature is left out, as §2.4 advises: signing a signature does not sign what it covers.
 * The body of a question carries a nonce, so that its digest is that of one question alone.
 */
export function signReply(reply: HttpReply, request: HttpMessage, key: SigningKey, now: Date): Signed {
  const headers = { ...reply.headers, 'content-digest': contentDigest(reply.body) };
  const optional = 'content-type' in headers ? [own('content-type')] : [];
  // A request without a digest was not signed: it can still be told so, in a reply that nobody can take for another's.
  const digest = 'content-digest' in request.headers ? [ofRequest('content-digest')] : [];
  const components = [own('@status'), own('content-digest'), ...optional];
  components.push(ofRequest('@method'), ofRequest('@target-uri'), ...digest);
  return signed({ ...reply, headers }, components, key, now, request);
}

/** Verifies a reply, and that it answers this request, as it was sent. */
export function verifyReply(
  reply: HttpReply,
  request: HttpMessage,
  keys: readonly PublicKey[],
  now: Date,
): Verified {
  const covered = (names: ReadonlySet<string>) =>
    [own('@status'), own('content-digest'), ofRequest('@method'), ofRequest('content-digest')].every((name) =>
      names.has(name),
    ) && coversAddress(names, request, ofRequest);
  return verified(reply, keys, now, covered, request);
}

/** The record of a message that carries no signature that anybody could verify. */
export function unsigned(body: string): SignedMessage {
  return { base: null, signature: null, keyId: null, digest: sha256Of(body) };
}

function coversAddress(
  names: ReadonlySet<string>,
  { url }: HttpMessage,
  identifier: (name: string) => string,
): boolean {
  if (names.has(identifier('@target-uri'))) return true;
  const parts = ['@authority', '@path', ...(url.includes('?') ? ['@query'] : [])];
  return parts.every((part) => names.has(identifier(part)));
}

function signed(
  message: HttpMessage | HttpReply,
  components: readonly string[],
  key: SigningKey,
  now: Date,
  request?: HttpMessage,
): Signed {
  const params: Parameters = new Map<string, string | number>([
    ['created', Math.floor(now.getTime() / 1000)],
    ['keyid', key.kid],
  ]);
  const base = signatureBase(components, params, message, request);
  const signature = signBytes(base, key).toString('base64');
  return {
    headers: {
      'content-digest': message.headers['content-digest'] ?? '',
      'signature-input': `${LABEL}=${signatureInput(components, params)}`,
      signature: `${LABEL}=:${signature}:`,
    },
    signed: { base, signature, keyId: key.kid, digest: sha256Of(message.body) },
  };
}

function verified(
  message: HttpMessage | HttpReply,
  keys: readonly PublicKey[],
  now: Date,
  covered: (names: ReadonlySet<string>) => boolean,
  request?: HttpMessage,
): Verified {
  const told = listSignatures(message.headers);
  if (told.length === 0) return { ok: false, why: 'missing' };
  const found = told.flatMap((each) => {
    const key = keys.find(({ kid }) => kid === each.params.get('keyid'));
    return key === undefined ? [] : [{ each, key }];
  });
  const [first] = found;
  if (first === undefined) return { ok: false, why: 'unknown_key' };
  const { each, key } = first;
  const alg = each.params.get('alg');
  if (alg !== undefined && alg !== algorithmOf(key)) return { ok: false, why: 'algorithm' };
  if (!covered(new Set(each.components))) return { ok: false, why: 'not_covered' };
  if (!isFresh(each.params, now)) return { ok: false, why: 'expired' };
  if (!isDigestOf(message.headers['content-digest'] ?? '', message.body)) return { ok: false, why: 'digest' };
  return verifiedBy(key, each, message, request);
}

function verifiedBy(
  key: PublicKey,
  { components, params, signature }: ToldSignature,
  message: HttpMessage | HttpReply,
  request?: HttpMessage,
): Verified {
  try {
    const base = signatureBase(components, params, message, request);
    if (!verifyBytes(base, signature, key)) return { ok: false, why: 'signature' };
    const text = Buffer.from(signature).toString('base64');
    return { ok: true, signed: { base, signature: text, keyId: key.kid, digest: sha256Of(message.body) } };
  } catch {
    // A component that is not there, or a key that is none.
    return { ok: false, why: 'signature' };
  }
}

function isFresh(params: Parameters, now: Date): boolean {
  const [created, expires] = [params.get('created'), params.get('expires')];
  const seconds = now.getTime() / 1000;
  if (typeof created !== 'number') return false;
  if (typeof expires === 'number' && expires < seconds) return false;
  return seconds - created <= MAX_AGE_SECONDS && created - seconds <= MAX_AHEAD_SECONDS;
}
