import { expect, test } from 'vitest';
import { StaffId } from '#domain/ids.ts';
import { paceOf } from './pace.ts';

const officer = { id: StaffId.parse('staf_019a0000-0000-7000-8000-000000000014'), tail: '14' };
const proposal = { outcome: 'granted' as const, grounds: null, officer, approvedBy: null };

test('a page with a form that somebody may be typing into never changes by itself', () => {
  expect(paceOf({ status: 'review', proposal: null }, new Set(['release', 'determine']))).toBe('none');
  expect(paceOf({ status: 'proposed', proposal }, new Set(['approve', 'return']))).toBe('none');
});

test('a confirmed proposal is followed closely until it is decided, and then no more', () => {
  expect(paceOf({ status: 'proposed', proposal: { ...proposal, approvedBy: officer } }, new Set())).toBe(
    'soon',
  );
  expect(paceOf({ status: 'decided', proposal: null }, new Set())).toBe('none');
});

test('whoever waits for departments sees their answers soon, and for a colleague later', () => {
  expect(paceOf({ status: 'verifying', proposal: null }, new Set())).toBe('soon');
  expect(paceOf({ status: 'proposed', proposal }, new Set())).toBe('later');
  expect(paceOf({ status: 'review', proposal: null }, new Set(['claim']))).toBe('later');
});
