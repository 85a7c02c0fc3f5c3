import { describe, expect, test } from 'vitest';
import { backPath } from './back-path.ts';

describe('backPath', () => {
  test('returns to the path that the form names, query included', () => {
    expect(backPath('/case/1?page=2#time', 'https://portal.example/other')).toBe('/case/1?page=2#time');
  });

  test('returns to the page that sent the form when the form names none', () => {
    expect(backPath(null, 'https://portal.example/case/1?page=2')).toBe('/case/1?page=2');
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
  ])('refuses %j, which a browser could read as another site', (named) => {
    expect(backPath(named, null)).toBe('/');
  });

  test('refuses a referer whose path is an address of another site', () => {
    expect(backPath(null, 'https://portal.example//evil.example')).toBe('/');
  });

  test('goes to the home page when nothing says where the form came from', () => {
    expect(backPath(null, null)).toBe('/');
    expect(backPath(null, 'about:blank')).toBe('/');
  });
});
