import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogLine, reconcile } from './reconcile.ts';

const line = (call: string, at: number, change: Partial<LogLine> = {}): LogLine => ({
  call,
  evidence: 'E-MAR',
  fields: ['state'],
  caseNumber: '99010220261122000008',
  purpose: '核对婚姻登记',
  legalBasis: '社会保险经办条例第二十六条',
  requestDigest: `q-${call}`,
  responseDigest: `a-${call}`,
  at: new Date(at).toISOString(),
  ...change,
});
const BEGIN = Date.parse('2026-04-21T00:00:00Z');
const HOUR = 3_600_000;
const day = Array.from({ length: 24 }, (_, index) => line(`call-${index}`, BEGIN + index * HOUR));

test('two logs of the same calls have no difference, in whatever order they stand', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(day, { minLength: 24 }), (shuffled) => {
      expect(reconcile(shuffled, day)).toEqual({ department: 24, portal: 24, both: 24, differences: [] });
    }),
  );
});

test('a question that the portal did not record is named, and one that never arrived', () => {
  const stray = line('stray', BEGIN + 3.5 * HOUR);
  const { differences } = reconcile([...day.slice(0, 5), stray, ...day.slice(6)], day);
  expect(differences).toEqual([
    { kind: 'only_department', call: 'stray', at: stray.at },
    { kind: 'only_portal', call: 'call-5', at: day[5]?.at },
  ]);
});

test.each(['evidence', 'caseNumber', 'purpose', 'legalBasis', 'requestDigest', 'responseDigest'] as const)(
  'a call whose %s differs is named with both values',
  (field) => {
    const changed = day.map((each, index) => (index === 7 ? { ...each, [field]: 'other' } : each));
    expect(reconcile(changed, day).differences).toEqual([
      { kind: 'differs', call: 'call-7', field, department: 'other', portal: day[7]?.[field] },
    ]);
  },
);

test('hours that the other log does not cover are held against nobody', () => {
  expect(reconcile(day.slice(8, 12), day).differences).toEqual([]);
  expect(reconcile(day, day.slice(8, 12)).differences).toEqual([]);
});

test('a side that keeps no digests is compared by everything else', () => {
  const without = day.map((each) => ({ ...each, requestDigest: null, responseDigest: null }));
  expect(reconcile(without, day).differences).toEqual([]);
});
