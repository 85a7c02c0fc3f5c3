import { expect, test } from 'vitest';
import { areaChain, isKnownArea } from './area.ts';

const own = new Set(['990102']);

test.each([
  ['a province of today', '110101'],
  ['an abolished district of a province', '510222'],
  ['a residence permit of Hong Kong', '810000'],
  ['a residence permit of Taiwan', '830000'],
  ['an area that only this city’s reference data has', '990102'],
])('%s can stand in an identity number', (_which, code) => {
  expect(isKnownArea(code, own)).toBe(true);
});

test.each([
  ['no province', '000000'],
  ['the code of a province that there is not', '160101'],
  ['an area that the reference data does not have', '990103'],
])('%s cannot', (_which, code) => {
  expect(isKnownArea(code, own)).toBe(false);
});

test('figures are looked up from the nearest area to the farthest', () => {
  expect(areaChain('990000/990100/990102')).toEqual(['990102', '990100', '990000']);
  expect(areaChain('990000')).toEqual(['990000']);
});
