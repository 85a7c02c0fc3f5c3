import { expect, test } from 'vitest';
import { faultsIn, withFaults } from './paths.ts';

test('the faults that a form is sent back with are those that its page reads', () => {
  const faults = { 'p1-id': 'missing', dailyLimit: 'wrong' };
  const query = Object.fromEntries(new URL(withFaults('/departments', faults), 'http://a').searchParams);
  expect(faultsIn(query)).toEqual(faults);
});

test('an address that somebody has made up shows no fault', () => {
  expect(faultsIn({ faults: '<b>.x,a,=.b,a.B' })).toEqual({});
  expect(faultsIn({ faults: ['a.b'] })).toEqual({});
  expect(faultsIn({})).toEqual({});
});
