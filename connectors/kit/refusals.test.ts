import { expect, test } from 'vitest';
import { problem } from '../problem.ts';
import { onceAMinute, refusalLine } from './refusals.ts';

test('what is told under the same name within a minute is told once, and other names beside it', () => {
  const told: string[] = [];
  let now = 0;
  const tell = onceAMinute(
    (what) => told.push(what),
    () => now,
  );
  tell('bad_signature', 'first');
  tell('bad_signature', 'second');
  tell('quota', 'other');
  now = 59_999;
  tell('bad_signature', 'third');
  now = 60_000;
  tell('bad_signature', 'fourth');
  expect(told).toEqual(['first', 'other', 'fourth']);
});

test('a refusal is one line with code and reason, however its fields are called', () => {
  const named = problem('unknown_field', '没有这些数据项：a\nb', { detail: 'fields.0' });
  expect(refusalLine(named)).toBe('a message was refused as unknown_field: 没有这些数据项：a b (fields.0)');
});
