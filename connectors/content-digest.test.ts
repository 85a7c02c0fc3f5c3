import { describe, expect, test } from 'vitest';
import { contentDigest, isDigestOf } from './content-digest.ts';

describe('the examples of RFC 9530', () => {
  const BODY = '{"hello": "world"}\n';
  const SHA_256 = 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:';

  test('appendix B.1: the digest of a body', () => {
    expect(contentDigest(BODY)).toBe(SHA_256);
    expect(isDigestOf(SHA_256, BODY)).toBe(true);
  });

  test('appendix B.2: the digest of no content', () => {
    expect(contentDigest('')).toBe('sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:');
  });

  test('an algorithm that nobody knows is passed over, but is not enough', () => {
    expect(isDigestOf(`${SHA_256}, md4096=:AAAA:`, BODY)).toBe(true);
    expect(isDigestOf('md4096=:AAAA:', BODY)).toBe(false);
  });

  test('every known algorithm must match', () => {
    expect(isDigestOf(`${SHA_256}, sha-512=:AAAA:`, BODY)).toBe(false);
  });

  test.each([[''], ['sha-256'], ['sha-256=RK'], ['sha-256=:RK/0:'], ['sha-256=(:RK/0:)'], ['{"sha-256"']])(
    '%j is no digest of anything',
    (header) => {
      expect(isDigestOf(header, BODY)).toBe(false);
    },
  );
});
