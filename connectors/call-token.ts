import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PublicKey } from '#domain/connector.ts';
import { EvidenceCode } from '#domain/evidence.ts';
import { openToken, signToken } from './jws.ts';
import type { SigningKey } from './keys.ts';

/** For how long a token is good, in seconds. */
export const TOKEN_SECONDS = 60;
/** By how many seconds the two sides' clocks may differ. */
const LEEWAY_SECONDS = 5;
const TYPE = 'mz-call+jwt';

/** What a call token permits: this question, for this requirement of this live case, and nothing else. No personal value. */
export const CallClaims = z.object({
  call: z.uuid(),
  /** How often the same call had been sent before. */
  attempt: z.int().nonnegative().optional(),
  connector: z.string(),
  caseNumber: z.string(),
  requirement: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  /** On whose behalf: `system` or the tail of a staff number. */
  actor: z.string(),
  evidence: EvidenceCode,
  fields: z.array(z.string()).min(1),
});
export type CallClaims = z.infer<typeof CallClaims>;

const Registered = z.object({
  iss: z.string(),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
  jti: z.uuid(),
});
const Token = CallClaims.extend(Registered.shape);

/** Who mints tokens, where nobody says otherwise: the portal's name in `iss`. */
const ISSUER = 'mianzheng';

/**
 * A token for one call (RFC 7519): good once, for 60 seconds, at one connector.
 * @param issuer the portal's address, under which its keys are published
 */
export function mintCallToken(claims: CallClaims, key: SigningKey, now: Date, issuer = ISSUER): string {
  const iat = Math.floor(now.getTime() / 1000);
  const registered = { iss: issuer, aud: claims.connector, iat, exp: iat + TOKEN_SECONDS, jti: randomUUID() };
  return signToken(TYPE, { ...registered, ...claims }, key);
}

export type VerifiedToken =
  | { ok: true; claims: CallClaims; issuer: string; jti: string; expiresAt: Date }
  | { ok: false; why: 'malformed' | 'unknown_key' | 'algorithm' | 'signature' | 'audience' | 'expired' };

/**
 * Verifies a token for a connector. Whether it has been used before is for whoever takes it to remember: `jti` until
 * `expiresAt`.
 */
export function verifyCallToken(
  token: string,
  keys: readonly PublicKey[],
  audience: string,
  now: Date,
): VerifiedToken {
  const opened = openToken(TYPE, token, keys);
  if (!opened.ok) return opened;
  const parsed = Token.safeParse(opened.claims);
  if (!parsed.success) return { ok: false, why: 'malformed' };
  const { iss, aud, iat, exp, jti, ...claims } = parsed.data;
  if (aud !== audience || claims.connector !== audience) return { ok: false, why: 'audience' };
  const seconds = now.getTime() / 1000;
  const lives =
    exp - iat <= TOKEN_SECONDS && seconds <= exp + LEEWAY_SECONDS && seconds >= iat - LEEWAY_SECONDS;
  if (!lives) return { ok: false, why: 'expired' };
  const expiresAt = new Date((exp + LEEWAY_SECONDS) * 1000);
  return { ok: true, claims, issuer: iss, jti, expiresAt };
}
