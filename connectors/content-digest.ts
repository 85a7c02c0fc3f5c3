import { hash } from 'node:crypto';
import { parseDictionary } from 'structured-headers';

/** SHA-256 of a body in UTF-8, in base64. */
export function sha256Of(body: string): string {
  return hash('sha256', body, 'base64');
}

/** Content-Digest (RFC 9530 §2) of a body. */
export function contentDigest(body: string): string {
  return `sha-256=:${sha256Of(body)}:`;
}

/** The algorithms of RFC 9530 §5 that are not deprecated. */
const KNOWN = { 'sha-256': 'sha256', 'sha-512': 'sha512' } as const;

/**
 * Whether a Content-Digest is this body's: at least one algorithm that we know, and every one that we know matches. Others are
 * ignored, as RFC 9530 §2 has it.
 */
export function isDigestOf(header: string, body: string): boolean {
  try {
    const digests = parseDictionary(header);
    const checked = Object.entries(KNOWN).flatMap(([name, algorithm]) => {
      const told = digests.get(name)?.[0];
      if (told === undefined) return [];
      return [told instanceof ArrayBuffer && Buffer.from(told).equals(hash(algorithm, body, 'buffer'))];
    });
    return checked.length > 0 && checked.every(Boolean);
  } catch {
    return false;
  }
}
