import { describe, expect, test } from 'vitest';
import { DefinitionError } from './definition-error.ts';
import type { ServiceDocument } from './service.ts';
import { type SmallRequirement, smallService } from './testing/small-service.ts';

const words = { 'zh-CN': '字', 'zh-TW': '字', en: 'word' };
const requirement = (expression = 'r.yes'): SmallRequirement => ({
  rungs: [{ held: null }],
  commitment: false,
  readsNullOn: [],
  expression,
  whenFails: 'person',
});
const compile = (over: Partial<ServiceDocument>, expression?: string) =>
  smallService([requirement(expression)], ([criterion = '']) => ({ criterion }), over).service;

/** The place that a broken definition is blamed at. */
function placeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof DefinitionError) return error.place;
    throw error;
  }
  return 'nowhere';
}

describe('a definition cannot be compiled', () => {
  test.each([
    ['that does not parse', 'r.yes and'],
    ['with a name that nothing has', 'r.yes and stranger'],
    ['with a field that the evidence does not have', 'r.maybe'],
    ['with a question that the form does not ask', 'claim.shoeSize = "42"'],
  ])('from an expression %s', (_, expression) => {
    expect(placeOf(() => compile({}, expression))).toBe('criteria.c0');
  });

  test.each<[string, string, Partial<ServiceDocument>]>([
    ['whose value does not parse', 'values.v', { values: [{ name: 'v', expression: '1 +', label: null }] }],
    [
      'whose amount reads nothing',
      'amounts.a',
      { amounts: [{ id: 'a', label: words, expression: 'v', clause: words }] },
    ],
    ['where two things share a name', 'r0', { values: [{ name: 'r0', expression: '1', label: null }] }],
    ['whose rule names no criterion of it', 'rule', { rule: { criterion: 'c9' } }],
    [
      'that pays into an account it does not ask for',
      'payee.accountFrom',
      { payee: { role: 'applicant', accountFrom: 'purse' } },
    ],
    [
      'whose values read one another in a circle',
      'v',
      {
        values: [
          { name: 'v', expression: 'w', label: null },
          { name: 'w', expression: 'v', label: null },
        ],
      },
    ],
  ])('%s', (_, place, over) => {
    expect(placeOf(() => compile(over))).toBe(place);
  });

  test('whose rung asks evidence for a field that it does not have', () => {
    const { service } = smallService([requirement()], ([criterion = '']) => ({ criterion }));
    const [first] = service.definition.requirements;
    if (first === undefined) throw new Error('it has a requirement');
    const ladder = first.ladder.map((rung) => ({ ...rung, fields: ['yes', 'age'] }));
    expect(placeOf(() => compile({ requirements: [{ ...first, ladder }] }))).toBe('requirements.r0.ladder.0');
  });

  test('with a criterion that the rule forgets', () => {
    const run = () => smallService([requirement(), requirement()], ([criterion = '']) => ({ criterion }));
    expect(placeOf(run)).toBe('criteria.c1');
  });
});

test('values may be written in any order, and parameters may hang on values', () => {
  const service = compile({
    values: [
      { name: 'late', expression: 'early + 1', label: null },
      { name: 'early', expression: 'price', label: null },
      { name: 'day', expression: 'date(2026, r0.count, 1)', label: null },
    ],
    parameters: [{ name: 'price', key: 'price', on: 'day', label: words }],
  });
  expect(service.steps.map(({ name }) => name)).toEqual(['day', 'price', 'early', 'late']);
});
