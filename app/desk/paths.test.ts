import { expect, test } from 'vitest';
import { casePath, findBack, withFaults } from './paths.ts';

test('a form finds its way back with its version, its name and the faults of its fields', () => {
  const path = withFaults(casePath('case_1', { seen: 7, form: 'determine-kin' }), {
    relation: 'missing',
    reason: 'too_long',
  });
  const query = Object.fromEntries(new URL(path, 'http://localhost').searchParams);
  expect(findBack(query)).toEqual({
    seen: 7,
    form: 'determine-kin',
    faults: { relation: 'missing', reason: 'too_long' },
    isChanged: false,
  });
});

test('an address that no form leads back to says nothing', () => {
  expect(findBack({})).toBeUndefined();
  expect(findBack({ seen: 'x', form: 'determine-kin' })).toBeUndefined();
  expect(findBack({ seen: '3', form: '<b>' })).toBeUndefined();
});

test('what is no fault is left out', () => {
  expect(findBack({ seen: '3', form: 'return', faults: 'reason.missing,<b>,a.b.c' })?.faults).toEqual({
    reason: 'missing',
  });
});
