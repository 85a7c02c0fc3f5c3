import { expect, test } from 'vitest';
import { Preferences } from './preferences.ts';

test('a visitor without cookies gets simplified Chinese in the standard view', () => {
  expect(Preferences.parse({})).toEqual({ locale: 'zh-CN', mode: 'standard', size: 'normal' });
});

test('an unknown cookie value is the default and spoils no other', () => {
  expect(Preferences.parse({ locale: 'xx', mode: 'elder', size: '' })).toEqual({
    locale: 'zh-CN',
    mode: 'elder',
    size: 'normal',
  });
});
