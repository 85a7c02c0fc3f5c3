import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { feelDate } from './date.ts';
import { evaluateFeel } from './evaluate.ts';
import { FeelLimitError } from './limit.ts';
import { parseFeel } from './parse.ts';
import { printValue } from './print.ts';
import { type FeelValue, needsOf, unknown } from './value.ts';

function evaluate(source: string, scope: Record<string, FeelValue> = {}): FeelValue {
  return evaluateFeel(parseFeel(source, Object.keys(scope)), scope);
}

function print(source: string, scope: Record<string, FeelValue> = {}): string {
  return printValue(evaluate(source, scope));
}

const u = { u1: unknown('u1'), u2: unknown('u2'), insured: unknown('insured') };

describe('exact numbers', () => {
  it('give the fen that the fraction says where a double is one fen short', () => {
    expect(print('round half up(income * 157 / 144, 0)', { income: new Fraction(3000600) })).toBe('3271488');
    expect(Math.round(30006 * (157 / 144) * 100)).toBe(3271487);
    expect(print('round half up(income * 157 / 144, 2)', { income: new Fraction(30006) })).toBe('32714.88');
  });

  it('divide a yearly figure by twelve without losing anything that a later factor needs', () => {
    expect(print('round half up(66505 / 12 * 2, 2)')).toBe('11084.17');
    expect(print('66505 / 12 * 9')).toBe('49878.75');
    expect(evaluate('1 / 3 * 3 = 1')).toBe(true);
  });

  it.each([
    ['round half up(2.5, 0)', '3'],
    ['round half up(-2.5, 0)', '-3'],
    ['round half down(2.5, 0)', '2'],
    ['round up(-1.01, 0)', '-2'],
    ['round down(1.99, 0)', '1'],
    ['decimal(2.5, 0)', '2'],
    ['decimal(3.5, 0)', '4'],
    ['floor(-1.5)', '-2'],
    ['ceiling(-1.5)', '-1'],
    ['round half up(1234.5, -2)', '1200'],
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['1 / 110', '0.009090909090909090909090909090909091'],
    ['200 / 3', '66.66666666666666666666666666666667'],
  ])('%s is %s', (source, expected) => {
    expect(print(source)).toBe(expected);
  });
});

describe('null', () => {
  it.each([
    '1 / 0',
    '1 + "1"',
    'null + 1',
    'abs("x")',
    '"a" < 1',
    'not(1)',
    '2 ** 0.5',
    'u1 / 0',
    'null * u1',
  ])('is what %s comes to, as DMN has it', (source) => {
    expect(evaluate(source, u)).toBeNull();
  });

  it('is false where it is compared for equality with something that exists', () => {
    expect(evaluate('null = 1')).toBe(false);
    expect(evaluate('null = null')).toBe(true);
  });
});

describe('unknown', () => {
  it.each<[string, FeelValue]>([
    ['false and u1', false],
    ['u1 and false', false],
    ['true or u1', true],
    ['if u1 then 5 else 5.0', new Fraction(5)],
    ['count([u1, u2])', new Fraction(2)],
    ['list contains([u1, 2], 2)', true],
    ['some x in [u1, 3] satisfies x > 2', true],
    ['every x in [u1, 3] satisfies x > 5', false],
    ['[u1, 7][2]', new Fraction(7)],
    ['{ a: u1, b: 2 }.b', new Fraction(2)],
    ['[1, u1] = [2, u1]', false],
    ['1 between 2 and u1', false],
    ['sum([u1, "x"])', null],
    ['null < u1', null],
  ])('does not keep %s from settling', (source, expected) => {
    expect(evaluate(source, u)).toEqual(expected);
  });

  it.each([
    ['u1 and u2', ['u1', 'u2']],
    ['if u1 then 3 else u2', ['u1', 'u2']],
    ['if u1 then 3 else 4', ['u1']],
    ['u1 * 0', ['u1']],
    ['(false and u1) or u2', ['u2']],
    ['u1 = null', ['u1']],
    ['insured.scheme = "职工"', ['insured.scheme']],
    ['get value(insured, "months") > 12 and u1', ['insured.months', 'u1']],
    ['min(u1, 3, u2)', ['u1', 'u2']],
    ['u1 in (1, 2, [5..u2])', ['u1', 'u2']],
    ['for x in insured.children return x.age + u1', ['insured.children', 'u1']],
    ['insured.children[age < u1]', ['insured.children', 'u1']],
    ['[{ a: 1, b: u1 }, { a: 2, b: u2 }][a = 1].b', ['u1']],
  ])('stands in %s on exactly the inputs that can still change it', (source, expected) => {
    expect([...needsOf(evaluate(source, u))].sort()).toEqual(expected);
  });

  it('is what a declared name without a value is, never null', () => {
    const result = evaluateFeel(parseFeel('wage > 100', ['wage']), {});
    expect([...needsOf(result)]).toEqual(['wage']);
  });
});

describe('dates', () => {
  it.each([
    ['date("2024-02-29") + duration("P1Y")', '2025-02-28'],
    ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['date("2026-03-01") - duration("P1D")', '2026-02-28'],
    ['date("2026-03-01") - date("2025-03-01")', 'P365D'],
    ['years and months duration(date("2024-05-20"), date("2026-05-19"))', 'P1Y11M'],
    ['years and months duration(date("2024-05-20"), date("2026-05-20")).years', '2'],
    ['date("2026-11-22").weekday', '7'],
    ['date("2026-02-30")', 'null'],
  ])('%s is %s', (source, expected) => {
    expect(print(source)).toBe(expected);
  });

  it('compare as days', () => {
    expect(evaluate('birth <= @"1966-11-22"', { birth: feelDate('1966-11-22') })).toBe(true);
  });
});

describe('Chinese text', () => {
  it('names inputs and is counted by characters', () => {
    expect(evaluate('申请人.年龄 >= 60', { 申请人: { 年龄: new Fraction(61) } })).toBe(true);
    expect(print('string length("𠮷林省")')).toBe('3');
    expect(print('substring("𠮷林省", 2)')).toBe('林省');
  });
});

describe('an expression that runs away', () => {
  it.each([
    'count(for i in 1..1000000000 return i)',
    '9 ** (9 ** 9)',
    'for i in 1..500, j in 1..500 return i',
  ])('%s ends in an error', (source) => {
    expect(() => evaluate(source)).toThrow(FeelLimitError);
  });
});
