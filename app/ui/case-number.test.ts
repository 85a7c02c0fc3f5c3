import { expect, test } from 'vitest';
import { caseNumberText } from './case-number.tsx';

test('a case number is read out in groups of four, the rest last', () => {
  expect(caseNumberText('99010120260421000003177')).toBe('9901 0120 2604 2100 0003 177');
  expect(caseNumberText('9901 2604 2100 0317')).toBe('9901 2604 2100 0317');
});
