import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PublicKey } from '#domain/connector.ts';
import { KeyError, publicKeyOf, signingKey } from './keys.ts';
import { signBytes, verifyBytes } from './raw-signature.ts';
import { type HttpMessage, type HttpReply, listSignatures, signatureBase } from './signature-base.ts';
import { signReply, signRequest, verifyReply, verifyRequest } from './signatures.ts';
import { drawKey } from './testing/keys.ts';

const NOW = new Date('2026-04-21T14:02:00+08:00');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

function publicPem(kid: string, base64: string): PublicKey {
  const pem = `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`;
  return PublicKey.parse({ ...createPublicKey(pem).export({ format: 'jwk' }), kid });
}

describe('the vectors of RFC 9421', () => {
  const ED25519 = publicPem(
    'test-key-ed25519',
    'MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=',
  );
  const P256 = publicPem(
    'test-key-ecc-p256',
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==',
  );
  const request: HttpMessage = {
    method: 'POST',
    url: 'https://example.com/foo?param=Value&Pet=dog',
    headers: {
      date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'content-type': 'application/json',
      'content-digest':
        'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
      'content-length': '18',
    },
    body: '{"hello": "world"}',
  };

  function baseAndResult(message: HttpMessage | HttpReply, key: PublicKey, answered?: HttpMessage) {
    const [told] = listSignatures(message.headers);
    if (told === undefined) throw new Error('no signature');
    const base = signatureBase(told.components, told.params, message, answered);
    return { base, ok: verifyBytes(base, told.signature, key) };
  }

  const B26 = {
    input:
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    signature:
      'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  };

  test('B.2.6: a request under ed25519 has the RFC’s base, and its signature verifies', () => {
    const headers = { ...request.headers, 'signature-input': B26.input, signature: B26.signature };
    const { base, ok } = baseAndResult({ ...request, headers }, ED25519);
    expect(base).toBe(
      [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@authority": example.com',
        '"content-type": application/json',
        '"content-length": 18',
        '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      ].join('\n'),
    );
    expect(ok).toBe(true);
    expect(baseAndResult({ ...request, method: 'PUT', headers }, ED25519).ok).toBe(false);
  });

  test('B.1.4 and B.2.6: signing with the RFC’s private key gives the RFC’s signature', () => {
    const key = signingKey({
      kid: 'test-key-ed25519',
      kty: 'OKP',
      crv: 'Ed25519',
      x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
      d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
    });
    const told = listSignatures({ 'signature-input': B26.input, signature: B26.signature })[0];
    const base = signatureBase(told?.components ?? [], told?.params ?? new Map(), request);
    expect(`sig-b26=:${signBytes(base, key).toString('base64')}:`).toBe(B26.signature);
  });

  test('B.2.4: a response under ecdsa-p256-sha256 verifies', () => {
    const reply: HttpReply = {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'content-digest':
          'sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:',
        'content-length': '23',
        'signature-input':
          'sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"',
        signature:
          'sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:',
      },
      body: '{"message": "good dog"}',
    };
    expect(baseAndResult(reply, P256).ok).toBe(true);
    expect(baseAndResult({ ...reply, status: 201 }, P256).ok).toBe(false);
  });

  test('§2.4: a response bound to its request verifies with that request and no other', () => {
    const reply: HttpReply = {
      status: 503,
      headers: {
        'content-type': 'application/json',
        'content-digest':
          'sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:',
        'signature-input':
          'reqres=("@status" "content-digest" "content-type" "@authority";req "@method";req "@path";req "content-digest";req);created=1618884479;keyid="test-key-ecc-p256"',
        signature:
          'reqres=:dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==:',
      },
      body: '{"busy": true, "message": "Your call is very important to us"}',
    };
    const unasked = { ...request, url: 'https://example.com/foo' };
    const at = new Date(1_618_884_480_000);
    expect(baseAndResult(reply, P256, request).ok).toBe(true);
    expect(verifyReply(reply, unasked, [P256], at)).toMatchObject({ ok: true });
    expect(verifyReply(reply, { ...unasked, method: 'PUT' }, [P256], at)).toEqual({
      ok: false,
      why: 'signature',
    });
    // The query of the RFC's own request is not under the signature: that is less than we demand.
    expect(verifyReply(reply, request, [P256], at)).toEqual({ ok: false, why: 'not_covered' });
  });
});

describe.each(['Ed25519', 'P-256'] as const)('with %s', (crv) => {
  const [portal, department] = [drawKey('portal-1', crv), drawKey('department-1', crv)];
  const [portalKeys, departmentKeys] = [[publicKeyOf(portal)], [publicKeyOf(department)]];
  const plain: HttpMessage = {
    method: 'POST',
    url: 'https://department.example/api/verify',
    headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c' },
    body: '{"call":"1","nonce":"x"}',
  };
  const request = { ...plain, headers: { ...plain.headers, ...signRequest(plain, portal, NOW).headers } };
  const told: HttpReply = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"ok":true}',
  };
  const bound = signReply(told, request, department, NOW);
  const reply = { ...told, headers: { ...told.headers, ...bound.headers } };

  test('what was signed verifies, and both sides keep the same record of it', () => {
    const { signed } = signRequest(plain, portal, NOW);
    const verified = verifyRequest(request, portalKeys, later(10));
    expect(verified).toMatchObject({ ok: true, signed: { digest: signed.digest, keyId: 'portal-1' } });
    expect(verifyReply(reply, request, departmentKeys, later(1))).toEqual({ ok: true, signed: bound.signed });
  });

  test.each([
    ['another method', { method: 'PUT' }, 'signature'],
    ['another address', { url: 'https://elsewhere.example/api/verify' }, 'signature'],
    ['another body', { body: '{"call":"2"}' }, 'digest'],
    ['no signature', { headers: plain.headers }, 'missing'],
    ['another authorisation', { headers: { ...request.headers, authorization: 'Bearer x' } }, 'signature'],
    [
      'a signature that is no byte sequence',
      { headers: { ...request.headers, signature: 'mz="x"' } },
      'missing',
    ],
    ['headers that do not parse', { headers: { ...request.headers, 'signature-input': 'mz=(' } }, 'missing'],
  ])('a request with %s is not believed', (_what, changed, why) => {
    expect(verifyRequest({ ...request, ...changed }, portalKeys, NOW)).toEqual({ ok: false, why });
  });

  test('a reply is not believed as an answer to another request, under another status or with another body', () => {
    const other = { ...plain, body: '{"call":"1","nonce":"y"}' };
    const asked = { ...other, headers: { ...other.headers, ...signRequest(other, portal, NOW).headers } };
    const why = (changed: Partial<HttpReply>, sent = request) =>
      verifyReply({ ...reply, ...changed }, sent, departmentKeys, NOW);
    expect(why({}, asked)).toEqual({ ok: false, why: 'signature' });
    expect(why({ status: 202 })).toEqual({ ok: false, why: 'signature' });
    expect(why({ body: '{}' })).toEqual({ ok: false, why: 'digest' });
    expect(why({ headers: told.headers })).toEqual({ ok: false, why: 'missing' });
  });

  test('a reply that does not say which request it answers is not enough', () => {
    const unsignedRequest = { ...plain, headers: {} };
    const { headers } = signReply(told, unsignedRequest, department, NOW);
    const unbound = { ...told, headers: { ...told.headers, ...headers } };
    expect(verifyReply(unbound, request, departmentKeys, NOW)).toEqual({ ok: false, why: 'not_covered' });
  });

  test('a signature is good for 300 seconds, and for clocks that are a minute apart', () => {
    expect(verifyRequest(request, portalKeys, later(300)).ok).toBe(true);
    expect(verifyRequest(request, portalKeys, later(301))).toEqual({ ok: false, why: 'expired' });
    expect(verifyRequest(request, portalKeys, later(-60)).ok).toBe(true);
    expect(verifyRequest(request, portalKeys, later(-61))).toEqual({ ok: false, why: 'expired' });
  });

  test('a key that nobody has named is unknown, and one of the same name is not the same key', () => {
    const namesake = publicKeyOf(drawKey('portal-1', crv));
    expect(verifyRequest(request, departmentKeys, NOW)).toEqual({ ok: false, why: 'unknown_key' });
    expect(verifyRequest(request, [namesake], NOW)).toEqual({ ok: false, why: 'signature' });
  });

  test('the algorithm is the key’s: a message that names another is refused', () => {
    const input = request.headers['signature-input'];
    for (const alg of ['hmac-sha256', 'rsa-v1_5-sha256', 'none']) {
      const headers = { ...request.headers, 'signature-input': `${input};alg="${alg}"` };
      expect(verifyRequest({ ...request, headers }, portalKeys, NOW)).toEqual({
        ok: false,
        why: 'algorithm',
      });
    }
  });

  test('every byte of a signature counts', () => {
    const signature = /:(.*):/.exec(request.headers.signature ?? '')?.[1] ?? '';
    fc.assert(
      fc.property(fc.nat({ max: 63 }), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const bytes = Buffer.from(signature, 'base64');
        bytes[index] = (bytes[index] ?? 0) ^ flip;
        const headers = { ...request.headers, signature: `mz=:${bytes.toString('base64')}:` };
        expect(verifyRequest({ ...request, headers }, portalKeys, NOW).ok).toBe(false);
      }),
    );
  });
});

describe('a signature that covers less than it must', () => {
  const key = drawKey('portal-1');
  const message: HttpMessage = {
    method: 'POST',
    url: 'https://department.example/verify?x=1',
    headers: { 'content-type': 'application/json' },
    body: `{"call":"${randomUUID()}"}`,
  };
  const { headers } = signRequest(message, key, NOW);
  const input = headers['signature-input'] ?? '';

  test.each([
    ['the method', '"@method" '],
    ['the address', '"@target-uri" '],
    ['the digest', '"content-digest" '],
  ])('is refused without %s, before anything else is looked at', (_what, component) => {
    const less = { ...headers, ...message.headers, 'signature-input': input.replace(component, '') };
    expect(verifyRequest({ ...message, headers: less }, [publicKeyOf(key)], NOW)).toEqual({
      ok: false,
      why: 'not_covered',
    });
  });

  test.each([
    ['with the request’s method for its own', input.replace('"@method"', '"@method";req')],
    ['with one component twice', input.replace('"@method"', '"@method" "@method"')],
    ['with a parameter that we do not know', input.replace('"content-digest"', '"content-digest";sf')],
    ['without the moment of its making', input.replace(/;created=\d+/, '')],
  ])('is refused %s', (_what, changed) => {
    const bad = { ...headers, ...message.headers, 'signature-input': changed };
    expect(verifyRequest({ ...message, headers: bad }, [publicKeyOf(key)], NOW).ok).toBe(false);
  });
});

test('whatever stands in the headers, verifying gives an answer and never throws', () => {
  const key = publicKeyOf(drawKey('portal-1'));
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (input, signature, digest) => {
      const headers = {
        'signature-input': `mz=${input}`,
        signature: `mz=${signature}`,
        'content-digest': digest,
      };
      const message = { method: 'POST', url: 'https://department.example/verify', headers, body: '' };
      expect(verifyRequest(message, [key], NOW).ok).toBe(false);
    }),
  );
});

test('a key that is none is refused without being quoted', () => {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const other = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const exchange = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  for (const bad of [exchange, { ...jwk, x: other.x }, { ...jwk, d: 'AA' }, { ...jwk, d: undefined }, {}]) {
    expect(() => signingKey({ ...bad, kid: 'k' })).toThrow(KeyError);
    expect(() => signingKey({ ...bad, kid: 'k' })).not.toThrow(String(jwk.d));
  }
});
