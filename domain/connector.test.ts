import { describe, expect, test } from 'vitest';
import { NativeReach, PRIVATE_MEMBERS, specialFaultOf } from './connector.ts';

const KEY = { kid: 'a-2026', kty: 'EC', crv: 'P-256', x: 'abc', y: 'def' };
const reach = (more: object) =>
  NativeReach.safeParse({ way: 'native', url: 'https://data.example/base', keys: [KEY], ...more });
const faultsOf = (more: object) =>
  reach(more).error?.issues.map((issue) => [issue.path.join('.'), specialFaultOf(issue)]);

describe('the keys of a department that answers itself', () => {
  test.each(PRIVATE_MEMBERS)('are never private ones: %s is refused at its place', (member) => {
    expect(faultsOf({ keys: [KEY, { ...KEY, [member]: '' }] })).toEqual([
      [`keys.1.${member}`, 'private_key'],
    ]);
  });

  test('are kept without what is no part of a public key', () => {
    const { data } = reach({ keys: [{ ...KEY, use: 'sig', comment: '张三的钥匙' }] });
    expect(data?.keys).toEqual([KEY]);
  });
});

describe('the address of a department that answers itself', () => {
  test.each(['/verify', '/verify/', '/verify/batch', '/discovery', '/health', '/api/Verify'])(
    'never ends in %s, which the portal appends',
    (path) => {
      expect(faultsOf({ url: `https://data.example${path}` })).toEqual([['url', 'endpoint']]);
    },
  );

  test.each(['', '/', '/api', '/verifying', '/healthcare'])('may end in "%s"', (path) => {
    expect(reach({ url: `https://data.example${path}` }).success).toBe(true);
  });
});
