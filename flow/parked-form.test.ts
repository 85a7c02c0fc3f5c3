import { describe, expect, test } from 'vitest';
import { findParkedForm, parkForm } from './parked-form.ts';

const SECRET = 'a session secret of at least 32 characters';
const form = { path: '/apply/survivor-benefit/whom', fields: { name: '周建国', number: '９９０１ 02' } };

test('a parked form comes back as it was typed', () => {
  expect(findParkedForm(SECRET, parkForm(SECRET, form))).toEqual(form);
});

test('the cookie shows nothing of the form, and is another one each time', () => {
  const cookie = parkForm(SECRET, form);
  const bytes = Buffer.from(cookie, 'base64url').toString('utf8');
  expect(cookie).toMatch(/^[\w-]+$/);
  expect(bytes).not.toContain('whom');
  expect(bytes).not.toContain(form.fields.name);
  expect(parkForm(SECRET, form)).not.toBe(cookie);
});

describe('there is no form in', () => {
  const cookie = parkForm(SECRET, form);
  const flip = (at: number) =>
    `${cookie.slice(0, at)}${cookie[at] === 'A' ? 'B' : 'A'}${cookie.slice(at + 1)}`;

  test.each([
    ['a cookie of another secret', parkForm('another session secret of 32 characters', form)],
    ['a cookie changed at its head', flip(1)],
    ['a cookie changed in its middle', flip(cookie.length >> 1)],
    ['a cookie cut short', cookie.slice(0, -4)],
    ['a cookie of nothing', ''],
    ['a cookie of anything', 'hello'],
    ['a cookie with characters that are none of base64', '<script>'],
  ])('%s', (_what, given) => {
    expect(findParkedForm(SECRET, given)).toBeUndefined();
  });
});
