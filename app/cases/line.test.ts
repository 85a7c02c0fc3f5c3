import { expect, test } from 'vitest';
import zhCN from '#messages/zh-CN/case.json';
import { LINES, line, paragraphsOf } from './line.ts';
import { TIMELINE } from './timeline.ts';

test('every sentence that a model can say has a text, and no text waits for a sentence that is never said', () => {
  expect(Object.keys(zhCN.line).sort()).toEqual([...LINES].sort());
});

test('every step of a timeline has a text', () => {
  expect(Object.keys(zhCN.timeline)).toEqual(expect.arrayContaining([...TIMELINE]));
});

test('what the reader need do ends the paragraph before it', () => {
  const lines = [line('asking'), line('thenPerson'), line('youNothing')];
  expect(paragraphsOf(lines).map((paragraph) => paragraph.map(({ say }) => say))).toEqual([
    ['asking'],
    ['thenPerson', 'youNothing'],
  ]);
});
