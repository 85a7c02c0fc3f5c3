import { expect, test } from 'vitest';
import { civilDateOf, dateWords, timeWords } from './date-words.ts';

test('a date is written as people of each language write it', () => {
  expect(dateWords('zh-CN', '2026-03-18')).toBe('2026年3月18日');
  expect(dateWords('zh-TW', '2026-03-18')).toBe('2026年3月18日');
  expect(dateWords('en', '2026-03-18')).toBe('18 March 2026');
});

test('a date that is known in part is written in part', () => {
  expect(dateWords('zh-CN', '1958-03')).toBe('1958年3月');
  expect(dateWords('zh-CN', '1958')).toBe('1958年');
  expect(dateWords('en', '1958-03')).toBe('March 1958');
  expect(dateWords('en', '1958')).toBe('1958');
});

test('the year can be left out near today, but never when it is all that is known', () => {
  expect(dateWords('zh-CN', '2026-04-21', { withYear: false })).toBe('4月21日');
  expect(dateWords('en', '2026-04-21', { withYear: false })).toBe('21 April');
  expect(dateWords('zh-CN', '1958', { withYear: false })).toBe('1958年');
});

test('something that is no civil date is refused', () => {
  expect(() => dateWords('zh-CN', '18.3.2026')).toThrow(RangeError);
});

test('an instant falls on its day and time in Shanghai', () => {
  expect(civilDateOf('2026-04-20T16:30:00Z')).toBe('2026-04-21');
  expect(timeWords('2026-04-20T16:30:00Z')).toBe('00:30');
  expect(timeWords('2026-04-21T14:02:04+08:00', { seconds: true })).toBe('14:02:04');
});
