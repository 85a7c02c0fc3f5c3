import { describe, expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const HOST = { host: 'portal.example' };

describe('isSameOrigin', () => {
  test('accepts what the browser itself calls same-origin', () => {
    expect(isSameOrigin(new Headers({ ...HOST, 'sec-fetch-site': 'same-origin' }))).toBe(true);
  });

  test.each(['cross-site', 'same-site', 'none'])(
    'refuses Sec-Fetch-Site %s, whatever Origin says',
    (site) => {
      const headers = { ...HOST, 'sec-fetch-site': site, origin: 'https://portal.example' };
      expect(isSameOrigin(new Headers(headers))).toBe(false);
    },
  );

  test('judges an older browser by Origin', () => {
    expect(isSameOrigin(new Headers({ ...HOST, origin: 'https://portal.example' }))).toBe(true);
    expect(isSameOrigin(new Headers({ ...HOST, origin: 'https://evil.example' }))).toBe(false);
    expect(isSameOrigin(new Headers({ ...HOST, origin: 'null' }))).toBe(false);
  });

  test('refuses a request that says nothing about where it comes from', () => {
    expect(isSameOrigin(new Headers(HOST))).toBe(false);
  });
});
