import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GrantId } from './ids.ts';
import { type Counter, expectedBy, type Line } from './waiting.ts';

const NOW = new Date('2026-04-21T14:02:00+08:00');
const OWN = GrantId.parse('grnt_0198c2f0-0000-7000-8000-000000000001');
const OTHER = GrantId.parse('grnt_0198c2f0-0000-7000-8000-000000000002');

function counter(day: Partial<Counter['day']> = {}, perDay = 10_000, share = 0): Counter {
  const grant = { perDay, used: 0, share: 0, isUrgent: false };
  const grants = new Map([
    [OWN, grant],
    [OTHER, { ...grant, perDay: 10_000, share }],
  ]);
  return {
    day: { limit: 1_000, used: 0, reserve: 0, isKept: true, grants, ...day },
    reserveUntil: 20,
    width: 10,
    timeoutMs: 1_000,
  };
}
const line = (of: Partial<Line> = {}): Line => {
  return { grant: OWN, isForNight: false, ahead: 0, aheadOfGrant: 0, dueAt: NOW, ...of };
};
const at = (text: string) => new Date(`2026-04-${text}+08:00`);

describe('the expected time of a question in line', () => {
  test.each([
    ['at once where nobody is before it', line(), counter(), '21T14:02:01'],
    ['as slowly as the connector may be', line({ ahead: 11 }), counter(), '21T14:02:02'],
    ['after midnight once the day is spent', line(), counter({ used: 1_000 }), '22T00:00:01'],
    [
      'after midnight once the grant is spent',
      line({ aheadOfGrant: 3, ahead: 3 }),
      counter({}, 3),
      '22T00:00:01',
    ],
    ['days later behind more than a day', line({ ahead: 2_500 }), counter({ used: 500 }), '24T00:00:01'],
    ['when the reserve is free', line({ ahead: 5 }), counter({ used: 900, reserve: 100 }), '21T20:00:01'],
    [
      'when the shares of others are free',
      line({ ahead: 5 }),
      counter({ used: 900 }, 10_000, 100),
      '21T20:00:01',
    ],
    ['in the night', line({ isForNight: true }), counter(), '21T22:00:01'],
    ['when it comes back', line({ dueAt: at('22T00:00:00') }), counter({ used: 1_000 }), '22T00:00:01'],
  ])('%s', (_when, own, limits, expected) => {
    expect(expectedBy(NOW, own, limits)).toEqual(at(expected));
  });

  test('is unknown where no day has a call', () => {
    expect(expectedBy(NOW, line(), counter({ limit: 0 }))).toBeNull();
    expect(expectedBy(NOW, line(), counter({}, 0))).toBeNull();
  });

  test('is never sooner for somebody who stands further behind', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(500), fc.nat(1_000), fc.nat(200), (ahead, more, used, reserve) => {
        const own = counter({ used, reserve });
        const first = expectedBy(NOW, line({ ahead, aheadOfGrant: ahead }), own);
        const second = expectedBy(NOW, line({ ahead: ahead + more, aheadOfGrant: ahead + more }), own);
        // To the minute: what a page shows. Within one the calls of a day's end and of the next day's begin may cross.
        const minute = (when: Date | null) => Math.floor(Number(when) / 60_000);
        expect(minute(second)).toBeGreaterThanOrEqual(minute(first));
        expect(Number(first)).toBeGreaterThan(Number(NOW));
      }),
    );
  });
});
