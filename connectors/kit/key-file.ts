import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type SigningKey, signingKey } from '../keys.ts';

/** A new private key (Ed25519) as JSON Web Key. @param kid its name in signatures */
export function drawKey(kid: string): object {
  return { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid };
}

/**
 * The department's private key out of its file, which only its owner may read; one that is not there is drawn.
 * @throws KeyError where the file holds no key
 */
export function openKeyFile(path: string, kid: string): SigningKey {
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(drawKey(kid)), { mode: 0o600, flag: 'wx' });
  return signingKey(JSON.parse(readFileSync(path, 'utf8')));
}
