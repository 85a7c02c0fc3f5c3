import Fraction from 'fraction.js';
import { expect, it } from 'vitest';
import { explain } from './explain.ts';
import { parseFeel } from './parse.ts';
import { type FeelValue, unknown } from './value.ts';

function trace(source: string, scope: Record<string, FeelValue>) {
  return explain(parseFeel(source, Object.keys(scope)), scope);
}

it('shows each node of an amount with its source, its exact value and a decimal to read', () => {
  const scope = { wage: new Fraction(66505), months: new Fraction(9) };
  const whole = trace('round half up(wage / 12 * months, 2)', scope);
  expect(whole).toMatchObject({ operator: 'round half up', decimal: '49878.75', isShortened: false });
  const product = whole.parts[0];
  expect(product).toMatchObject({ source: 'wage / 12 * months', operator: '*', exact: '199515/4' });
  expect(product?.parts[0]).toMatchObject({
    source: 'wage / 12',
    exact: '66505/12',
    decimal: '5542.0833',
    isShortened: true,
  });
});

it('shows the taken branch of a condition and leaves the other out', () => {
  const { parts } = trace('if months > 12 then wage * 2 else wage', {
    wage: new Fraction(5),
    months: new Fraction(13),
  });
  expect(parts.map((part) => part.source)).toEqual(['months > 12', 'wage * 2']);
});

it('shows both branches while the condition is unknown', () => {
  const { parts, decimal } = trace('if months > 12 then 2 else 3', { months: unknown('months') });
  expect(parts.map((part) => part.source)).toEqual(['months > 12', '2', '3']);
  expect(decimal).toBe('unknown(months)');
});
