import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withoutPrivateKeys } from './private-keys.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const { privateKey: curved } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk: { [member: string]: unknown } = { ...privateKey.export({ format: 'jwk' }), kid: 'a-2026' };
const secret = String(jwk.d);
const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
const { d: _d, ...open } = jwk;
const document = (keys: unknown[]) => ({ sources: [{ reach: { way: 'native', keys } }] });

describe('of a private key nothing that is secret is kept', () => {
  test.each([
    ['alone', JSON.stringify(jwk)],
    ['in a list', JSON.stringify([open, jwk])],
    ['in a key set', JSON.stringify({ keys: [jwk] })],
    ['in a document', JSON.stringify(document([jwk]), null, 2)],
    ['without its type', JSON.stringify(document([{ d: jwk.d }]))],
    ['behind a member of the same name', `{"kty":"OKP","d":${JSON.stringify(secret)},"d":""}`],
    ['in a text that is not quite JSON', `${JSON.stringify(document([jwk]), null, 2)},`],
    ['as a program writes it', `{ kty: 'OKP', kid: 'a', d: '${secret}' }`],
    ['that is cut off', JSON.stringify(jwk).slice(0, -1)],
    ['of P-256', JSON.stringify({ ...curved.export({ format: 'jwk' }), kid: 'b', d: secret })],
  ])('%s', (_how, text) => {
    expect(text).toContain(secret);
    expect(withoutPrivateKeys(text)).not.toContain(secret);
  });

  test.each([
    ['alone', pem],
    ['cut off', pem.slice(0, 90)],
    ['in a document', JSON.stringify(document([pem]))],
  ])('in PEM %s', (_how, text) => {
    const body = pem.split('\n')[1]?.slice(0, 20) ?? '';
    expect(text).toContain(body);
    expect(withoutPrivateKeys(text)).not.toContain(body);
  });
});

test('what is left tells the place of the key, and cannot be used by taking the member out', () => {
  expect(JSON.parse(withoutPrivateKeys(JSON.stringify(document([open, jwk]))))).toEqual(
    document([open, { kid: 'a-2026', d: '' }]),
  );
});

test('public keys, codes that are called like private members and texts that are no keys stay as they are', () => {
  const text = { ...document([open]), rows: { codes: [{ values: { d: 'DECLARED', k: 'NORMAL' } }] } };
  expect(JSON.parse(withoutPrivateKeys(JSON.stringify(text)))).toEqual(text);
  expect(withoutPrivateKeys('{ "d": "no key')).toBe('{ "d": "no key');
});
