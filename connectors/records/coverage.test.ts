import { describe, expect, test } from 'vitest';
import type { Source } from '#domain/connector.ts';
import { covers } from './coverage.ts';
import { ask, sourceOf } from './fixtures/fixture.ts';

const NOTE = { note: { column: 'BZ', kind: 'text' as const } };

function covering(coverage: Partial<Source['coverage']>): Source {
  const source = sourceOf(NOTE);
  return { ...source, coverage: { ...source.coverage, ...coverage } };
}

function asked(given: Record<string, string>) {
  return ask(['note'], undefined, given);
}

describe('which sources are asked', () => {
  test('a question that names neither area nor date goes to all, whatever area the number begins with', () => {
    expect(covers(covering({ areas: ['990200'], from: '2000-01-01' }), asked({}))).toBe(true);
  });

  test.each([
    ['the same district', '990102', '990102', true],
    ['a town of it', '990102', '990102001', true],
    ['the city around it', '990102', '990100', true],
    ['a district of the city', '990100', '990102', true],
    ['another district', '990102', '990103', false],
    ['another city', '990100', '990200', false],
  ])('%s', (_, own, area, expected) => {
    expect(covers(covering({ areas: [own] }), asked({ area }))).toBe(expected);
  });

  test.each([
    ['2009-12-31', true],
    ['2010-01-01', false],
    ['2009', true],
    ['1985-03', true],
    ['2010', false],
  ])('of a source that ends with 2009, %s: %s', (date, expected) => {
    expect(covers(covering({ to: '2009-12-31' }), asked({ date }))).toBe(expected);
  });

  test('another evidence type, or none of its fields, is not covered', () => {
    expect(covers(covering({}), { ...asked({}), evidence: 'E-XYZ' })).toBe(false);
    expect(covers(covering({}), ask(['salary']))).toBe(false);
  });
});
