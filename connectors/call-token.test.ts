import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { type CallClaims, mintCallToken, verifyCallToken } from './call-token.ts';
import { mintClientAssertion, verifyClientAssertion } from './client-assertion.ts';
import { publicKeyOf, signingKey } from './keys.ts';

const NOW = new Date('2026-04-21T14:02:00+08:00');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const claims: CallClaims = {
  call: randomUUID(),
  attempt: 0,
  connector: 'civil-affairs',
  caseNumber: '99010220261122000008',
  requirement: 'kinship',
  purpose: '核实申请人与逝者的关系',
  legalBasis: '社会保险经办条例第二十六条',
  actor: 'system',
  evidence: 'E-MAR',
  fields: ['married'],
};

const KEYS = {
  Ed25519: generateKeyPairSync('ed25519').privateKey,
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};

describe.each(['Ed25519', 'P-256'] as const)('a call token under %s', (crv) => {
  const key = signingKey({ ...KEYS[crv].export({ format: 'jwk' }), kid: 'portal-1' });
  const keys = [publicKeyOf(key)];
  const token = mintCallToken(claims, key, NOW, 'https://portal.example');

  test('brings what it permits, for one connector, with a number of its own', () => {
    expect(verifyCallToken(token, keys, 'civil-affairs', NOW)).toMatchObject({
      ok: true,
      claims,
      issuer: 'https://portal.example',
      expiresAt: later(65),
    });
    const ids = [1, 2].map(() =>
      verifyCallToken(mintCallToken(claims, key, NOW), keys, 'civil-affairs', NOW),
    );
    const numbers = ids.map((verified) => verified.ok && verified.jti);
    expect(new Set(numbers).size).toBe(2);
  });

  test('is one that any library for JSON Web Tokens verifies', async () => {
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet({ keys }), {
      audience: 'civil-affairs',
      issuer: 'https://portal.example',
      typ: 'mz-call+jwt',
      currentDate: NOW,
    });
    expect(payload).toMatchObject(claims);
    expect(protectedHeader.kid).toBe('portal-1');
  });

  test('is over after a minute, is not good before, and not for anybody else', () => {
    const why = (audience: string, now: Date) => verifyCallToken(token, keys, audience, now);
    expect(why('civil-affairs', later(65)).ok).toBe(true);
    expect(why('civil-affairs', later(66))).toEqual({ ok: false, why: 'expired' });
    expect(why('civil-affairs', later(-6))).toEqual({ ok: false, why: 'expired' });
    expect(why('health', NOW)).toEqual({ ok: false, why: 'audience' });
  });

  test('of another key, or changed in any part, is not one', () => {
    const stranger = signingKey({
      ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
      kid: 'portal-1',
    });
    const [head = '', body = '', signature = ''] = token.split('.');
    const widened = Buffer.from(JSON.stringify({ ...claims, fields: ['address'] })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none","kid":"portal-1","typ":"mz-call+jwt"}').toString('base64url');
    for (const bad of [
      mintCallToken(claims, stranger, NOW),
      `${head}.${widened}.${signature}`,
      `${unsigned}.${body}.`,
      `${head}.${body}`,
      `${head}.${body}.${signature}.`,
      `${head}.${body}.${signature}=`,
      `${'a'.repeat(9_000)}.${body}.${signature}`,
      '',
    ])
      expect(verifyCallToken(bad, keys, 'civil-affairs', NOW).ok).toBe(false);
  });
});

describe('a token of somebody else’s making', () => {
  const key = signingKey({ ...KEYS.Ed25519.export({ format: 'jwk' }), kid: 'portal-1' });
  const keys = [publicKeyOf(key)];
  const seconds = NOW.getTime() / 1000;
  const sign = (type: string, more: Record<string, unknown>) =>
    new SignJWT({ ...claims, iss: 'x', aud: 'civil-affairs', iat: seconds, jti: randomUUID(), ...more })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'portal-1', typ: type })
      .sign(KEYS.Ed25519);

  test('is taken if it says the same in the same words', async () => {
    const token = await sign('mz-call+jwt', { exp: seconds + 60 });
    expect(verifyCallToken(token, keys, 'civil-affairs', NOW).ok).toBe(true);
  });

  test('is not taken if it would live longer, permits another connector, or is of another kind', async () => {
    const long = await sign('mz-call+jwt', { exp: seconds + 3_600 });
    const elsewhere = await sign('mz-call+jwt', { exp: seconds + 60, connector: 'health' });
    const other = await sign('JWT', { exp: seconds + 60 });
    const why = (token: string) => verifyCallToken(token, keys, 'civil-affairs', NOW);
    expect(why(long)).toEqual({ ok: false, why: 'expired' });
    expect(why(elsewhere)).toEqual({ ok: false, why: 'audience' });
    expect(why(other)).toEqual({ ok: false, why: 'malformed' });
  });
});

describe('a client assertion', () => {
  const key = signingKey({ ...KEYS.Ed25519.export({ format: 'jwk' }), kid: 'portal-1' });
  const keys = [publicKeyOf(key)];
  const [client, audience] = ['https://portal.example', 'https://department.example/api'];
  const assertion = mintClientAssertion(client, audience, key, NOW);

  test('names the client to one audience for a minute', () => {
    expect(verifyClientAssertion(assertion, keys, audience, later(60))).toMatchObject({ ok: true, client });
    expect(verifyClientAssertion(assertion, keys, audience, later(66))).toEqual({
      ok: false,
      why: 'expired',
    });
    expect(verifyClientAssertion(assertion, keys, 'https://other.example', NOW)).toEqual({
      ok: false,
      why: 'audience',
    });
  });

  test('does not pass for a call token, nor a call token for it', () => {
    expect(verifyCallToken(assertion, keys, audience, NOW)).toEqual({ ok: false, why: 'malformed' });
    const token = mintCallToken(claims, key, NOW);
    expect(verifyClientAssertion(token, keys, 'civil-affairs', NOW)).toEqual({ ok: false, why: 'malformed' });
  });
});
