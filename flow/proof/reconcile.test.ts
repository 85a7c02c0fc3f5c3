import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TEST_CASE } from '#domain/question.ts';
import { type LogLine, reconcile, type SentLine } from './reconcile.ts';

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
/** The same call as the console exports it. */
const exported = (own: LogLine): SentLine => ({
  call: own.call,
  evidence: own.evidence,
  fields: own.fields,
  case_number: own.caseNumber,
  purpose: own.purpose,
  legal_basis: own.legalBasis,
  sent_at: own.at,
  reused_from: null,
  proof: [{ request_digest: own.requestDigest, response_digest: own.responseDigest }],
});
const BEGIN = Date.parse('2026-04-21T00:00:00Z');
const HOUR = 3_600_000;
const day = Array.from({ length: 24 }, (_, index) => line(`call-${index}`, BEGIN + index * HOUR));
const sent = day.map(exported);

test('two logs of the same calls have no difference, in whatever order they stand', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(day, { minLength: 24 }), (shuffled) => {
      expect(reconcile(shuffled, sent)).toEqual({
        department: 24,
        tests: 0,
        portal: 24,
        both: 24,
        differences: [],
      });
    }),
  );
});

test('a question that the portal did not record is named, and one that never arrived', () => {
  const stray = line('stray', BEGIN + 3.5 * HOUR);
  const { differences } = reconcile([...day.slice(0, 5), stray, ...day.slice(6)], sent);
  expect(differences).toEqual([
    { kind: 'only_department', call: 'stray', at: stray.at },
    { kind: 'only_portal', call: 'call-5', at: day[5]?.at },
  ]);
});

test.each(['evidence', 'caseNumber', 'purpose', 'legalBasis', 'requestDigest', 'responseDigest'] as const)(
  'a call whose %s differs is named with both values',
  (field) => {
    const changed = day.map((each, index) => (index === 7 ? { ...each, [field]: 'other' } : each));
    expect(reconcile(changed, sent).differences).toEqual([
      { kind: 'differs', call: 'call-7', field, department: 'other', portal: day[7]?.[field] },
    ]);
  },
);

test('hours that the other log does not cover are held against nobody', () => {
  expect(reconcile(day.slice(8, 12), sent).differences).toEqual([]);
  expect(reconcile(day, sent.slice(8, 12)).differences).toEqual([]);
});

test('the department’s clock may be a minute off, wherever its log begins and ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60_000, max: 60_000 }), fc.nat(23), fc.nat(23), (off, from, to) => {
      const own = day
        .slice(from, to)
        .map((each) => ({ ...each, at: new Date(Date.parse(each.at) + off).toISOString() }));
      expect(reconcile(own, sent).differences).toEqual([]);
    }),
  );
});

test('a side that keeps no digests is compared by everything else', () => {
  const without = day.map((each) => ({ ...each, requestDigest: null, responseDigest: null }));
  expect(reconcile(without, sent).differences).toEqual([]);
});

test('an answer that was used again was asked of nobody, and a test is counted apart', () => {
  const again = { ...exported(line('again', BEGIN + HOUR)), reused_from: 'step' };
  const trial = line('trial', BEGIN + HOUR, { caseNumber: TEST_CASE });
  const result = reconcile([...day, trial], [...sent, again]);
  expect(result).toMatchObject({ department: 24, tests: 1, portal: 24, differences: [] });
});
