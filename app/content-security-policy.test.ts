import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

const policy = (input: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) =>
  contentSecurityPolicy({
    nonce: 'abc',
    development: false,
    identityProvider: 'https://id.example:8443/realm/city',
    ...input,
  }).split('; ');

describe('contentSecurityPolicy', () => {
  test('runs no script without the nonce, and nothing inline or evaluated in production', () => {
    expect(policy()).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy().join()).not.toMatch(/unsafe/);
  });

  test('closes what no page needs', () => {
    expect(policy()).toEqual(
      expect.arrayContaining(["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]),
    );
  });

  test('lets forms go to the portal and to the origin of the identity provider only', () => {
    expect(policy()).toContain("form-action 'self' https://id.example:8443");
  });

  test('opens eval in development only', () => {
    expect(policy({ development: true }).join()).toMatch(/'unsafe-eval'/);
  });
});
