import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PublicKey } from '#domain/connector.ts';
import { openToken, signToken } from './jws.ts';
import type { SigningKey } from './keys.ts';

const SECONDS = 60;
const LEEWAY_SECONDS = 5;
const TYPE = 'client-authentication+jwt';

const Assertion = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
  jti: z.uuid(),
});

/**
 * Who is calling, as a token signed with the caller's key (RFC 7523 §3, private_key_jwt), for departments whose gateways want
 * one besides the signature. Travels in the header `client-assertion`.
 * @param audience the department's address, as the connector's document has it
 */
export function mintClientAssertion(client: string, audience: string, key: SigningKey, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = { iss: client, sub: client, aud: audience, iat, exp: iat + SECONDS, jti: randomUUID() };
  return signToken(TYPE, claims, key);
}

export type VerifiedAssertion =
  | { ok: true; client: string; jti: string }
  | { ok: false; why: 'malformed' | 'unknown_key' | 'algorithm' | 'signature' | 'audience' | 'expired' };

/** Verifies an assertion: issuer and subject are one and the same client, as RFC 7523 §3 demands. */
export function verifyClientAssertion(
  assertion: string,
  keys: readonly PublicKey[],
  audience: string,
  now: Date,
): VerifiedAssertion {
  const opened = openToken(TYPE, assertion, keys);
  if (!opened.ok) return opened;
  const parsed = Assertion.safeParse(opened.claims);
  if (!parsed.success || parsed.data.iss !== parsed.data.sub) return { ok: false, why: 'malformed' };
  const { sub, aud, iat, exp, jti } = parsed.data;
  if (aud !== audience) return { ok: false, why: 'audience' };
  const seconds = now.getTime() / 1000;
  const lives = exp - iat <= SECONDS && seconds <= exp + LEEWAY_SECONDS && seconds >= iat - LEEWAY_SECONDS;
  return lives ? { ok: true, client: sub, jti } : { ok: false, why: 'expired' };
}
