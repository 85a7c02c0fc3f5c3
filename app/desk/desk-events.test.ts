import { expect, test } from 'vitest';
import { PERSONS_PART } from '#domain/persons-part.ts';
import zhCN from '#messages/zh-CN/desk-case.json';

test('everything that can happen to a case has its sentence at the desk', () => {
  const types = Object.keys(PERSONS_PART).map((type) => type.replace('.', '_'));
  expect(Object.keys(zhCN.event).sort()).toEqual(types.sort());
});
