import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { CipherError, decrypt, encrypt } from './cipher.ts';

/** A form that arrived after its session had ended: kept with the browser, sealed, so that nothing typed is lost. */
export const ParkedForm = z.object({ path: z.string(), fields: z.record(z.string(), z.string()) });
export type ParkedForm = z.infer<typeof ParkedForm>;

const NO_KEY_ID = Buffer.alloc(16);
const PLACE = 'cookie|parked-form|1';

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'parked form v1', 32));
}

/** Seals a form for a cookie, under a key derived from the session secret. */
export function parkForm(secret: string, form: ParkedForm): string {
  return encrypt(keyFrom(secret), NO_KEY_ID, PLACE, Buffer.from(JSON.stringify(form))).toString('base64url');
}

/** The form in a cookie, or undefined for anything that this portal did not seal. */
export function findParkedForm(secret: string, cookie: string): ParkedForm | undefined {
  try {
    const plain = decrypt(keyFrom(secret), PLACE, Buffer.from(cookie, 'base64url'));
    return ParkedForm.parse(JSON.parse(plain.toString('utf8')));
  } catch (error) {
    if (error instanceof CipherError) return undefined;
    throw error;
  }
}
