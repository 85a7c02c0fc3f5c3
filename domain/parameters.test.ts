import { describe, expect, test } from 'vitest';
import { CivilDate } from './dates.ts';
import { findParameter, type ParameterDocument, ParameterRow } from './parameters.ts';

const words = { 'zh-CN': '统计局', 'zh-TW': '統計局', en: 'statistics' };
const row = (over: Partial<ParameterDocument>): ParameterRow =>
  ParameterRow.parse({
    key: 'income',
    area: '990000',
    validFrom: '2025-01-01',
    validTo: '2025-12-31',
    value: '66505',
    source: words,
    publishedOn: '2026-01-20',
    ...over,
  });
const CHAIN = ['990102001', '990102', '990100', '990000', '00'];
const find = (rows: ParameterRow[], on: string) =>
  findParameter(rows, 'income', CHAIN, CivilDate.parse(on))?.value;

describe('a dated figure', () => {
  test('holds from its first to its last day', () => {
    const rows = [row({})];
    expect(find(rows, '2024-12-31')).toBeUndefined();
    expect(find(rows, '2025-01-01')).toBe('66505');
    expect(find(rows, '2025-12-31')).toBe('66505');
    expect(find(rows, '2026-01-01')).toBeUndefined();
  });

  test('without a last day holds until further notice', () => {
    expect(find([row({ validTo: null })], '2099-01-01')).toBe('66505');
  });

  test('of the nearest area goes before one of an area around it', () => {
    const rows = [row({ area: '00', value: '1' }), row({ area: '990100', value: '3' }), row({ value: '2' })];
    expect(find(rows, '2025-06-01')).toBe('3');
  });

  test('of an area outside the chain is not looked at', () => {
    expect(find([row({ area: '980000' })], '2025-06-01')).toBeUndefined();
  });

  test('is corrected by a row that was published later', () => {
    const rows = [row({ value: '2', publishedOn: '2026-02-01' }), row({ value: '1' })];
    expect(find(rows, '2025-06-01')).toBe('2');
    expect(find(rows.toReversed(), '2025-06-01')).toBe('2');
  });

  test('gives way to one that is valid from a later day', () => {
    const rows = [row({ validTo: null }), row({ validFrom: '2025-07-01', validTo: null, value: '70000' })];
    expect(find(rows, '2025-06-30')).toBe('66505');
    expect(find(rows, '2025-07-01')).toBe('70000');
  });

  test('of another key is not it', () => {
    expect(find([row({ key: 'wage' })], '2025-06-01')).toBeUndefined();
  });

  test('cannot end before it begins', () => {
    expect(() => row({ validFrom: '2026-01-01' })).toThrow('first to its last day');
  });
});
