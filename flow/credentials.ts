import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';

/** Seals a credential to the broker's public key (JWE, ECDH-ES on X25519 with A256GCM): who writes it cannot read it back. */
export async function sealCredential(publicKey: JWK, credential: string): Promise<string> {
  const key = await importJWK(publicKey, 'ECDH-ES');
  return new CompactEncrypt(new TextEncoder().encode(credential))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: publicKey.kid })
    .encrypt(key);
}

/** Opens a sealed credential with the broker's private key. @throws CredentialError if it was sealed to another key */
export async function openCredential(privateKey: JWK, sealed: string): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(sealed, await importJWK(privateKey, 'ECDH-ES'));
    return new TextDecoder().decode(plaintext);
  } catch {
    throw new CredentialError();
  }
}

/** A credential cannot be opened with this broker's key: it has to be typed in again. */
export class CredentialError extends Error {
  constructor() {
    super('the credential was sealed to another key; set it again');
    this.name = 'CredentialError';
  }
}
