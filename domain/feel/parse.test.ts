import { describe, expect, it } from 'vitest';
import { evaluateFeel } from './evaluate.ts';
import { namesIn } from './names.ts';
import { parseFeel } from './parse.ts';
import { printValue } from './print.ts';
import { FeelSyntaxError } from './syntax-error.ts';

function refusal(source: string, names: readonly string[] = []): FeelSyntaxError {
  try {
    parseFeel(source, names);
  } catch (error) {
    if (error instanceof FeelSyntaxError) return error;
    throw error;
  }
  throw new Error(`${source} was not refused`);
}

describe('parseFeel', () => {
  it.each([
    ['[1, 2', 'syntax'],
    ['1 2', 'syntax'],
    ['', 'syntax'],
    ['x =', 'syntax'],
    ['wage + 1', 'unknown name wage'],
    ['today() > date("2026-01-01")', 'function today()'],
    ['now()', 'function now()'],
    ['sqrt(2)', 'function sqrt()'],
    ['time("10:00:00")', 'function time()'],
    ['date and time("2026-01-01T10:00:00")', 'function date and time()'],
    ['@"10:00:00"', 'literal @"10:00:00"'],
    ['duration("PT2H")', 'duration with a time of day'],
    ['function(x) x', 'function definition'],
    ['1 instance of number', 'instance of'],
    ['abs(1, 2)', 'arguments of abs()'],
    ['abs(m: 1)', 'arguments of abs()'],
  ])('refuses %s as %s', (source, construct) => {
    expect(refusal(source, ['x']).construct).toBe(construct);
  });

  it('says where in the source the refused construct stands', () => {
    const { source, from, to } = refusal('1 + (2 * today())');
    expect(source.slice(from, to)).toBe('today');
  });

  it('gives plain data that evaluates to the same after a trip through JSON', () => {
    const expression = parseFeel('for i in 1..3 return { n: i, last: [i, 1/3][2] }', []);
    const travelled: typeof expression = JSON.parse(JSON.stringify(expression));
    expect(travelled).toEqual(expression);
    expect(printValue(evaluateFeel(travelled, {}))).toBe(printValue(evaluateFeel(expression, {})));
  });

  it('keeps a variable apart from a function that starts with the same word', () => {
    const expression = parseFeel('list contains(list, 1)', ['list']);
    expect(evaluateFeel(expression, { list: [] })).toBe(false);
  });

  it('does not take an entry that everything inherits for an input', () => {
    expect(printValue(evaluateFeel(parseFeel('{}.constructor', []), {}))).toBe('null');
    expect(refusal('constructor').construct).toBe('unknown name constructor');
    expect(refusal('toString()').construct).toBe('function toString()');
  });
});

describe('namesIn', () => {
  it.each([
    ['insured.scheme = "职工" and wage > 0', ['insured.scheme', 'wage']],
    ['insured.birth.year', ['insured.birth.year']],
    ['for c in children return c.age + wage', ['children', 'wage']],
    ['children[age < limit].name', ['children', 'limit']],
    ['some wage in [1, 2] satisfies wage > 1', []],
    ['{ wage: 1, twice: wage * 2 }.twice', []],
    ['date(birth).year', ['birth']],
  ])('lists what %s reads', (source, expected) => {
    const names = ['insured', 'wage', 'children', 'limit', 'birth'];
    expect([...namesIn(parseFeel(source, names))].sort()).toEqual(expected);
  });
});
