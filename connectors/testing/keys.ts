import { generateKeyPairSync } from 'node:crypto';
import { publicKeyOf, type SigningKey, signingKey } from '../keys.ts';

/** A key that nobody has seen before. */
export function drawKey(kid: string, crv: 'Ed25519' | 'P-256' = 'Ed25519'): SigningKey {
  const { privateKey } =
    crv === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return signingKey({ ...privateKey.export({ format: 'jwk' }), kid });
}

/** With which departments of tests sign: the key of RFC 8037 appendix A, which stands in documents as its public part. */
export const DEPARTMENT_KEY = signingKey({
  kid: 'department-of-tests',
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
});

/** With which the portal of tests signs: the key of RFC 9421 appendix B.1.4. */
export const PORTAL_KEY = signingKey({
  kid: 'portal-of-tests',
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
});

export const DEPARTMENT_KEYS = [publicKeyOf(DEPARTMENT_KEY)];
export const PORTAL_KEYS = [publicKeyOf(PORTAL_KEY)];
