import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDateAt } from './dates.ts';
import { GrantId } from './ids.ts';
import { allot, type ConnectorDay, hourOf, lastSendingOf, midnightAfter, nightFrom } from './quota.ts';

const idOf = (n: number) => GrantId.parse(`grnt_0198c2f0-0000-7000-8000-${String(n).padStart(12, '0')}`);
const IDS = [idOf(1), idOf(2), idOf(3), idOf(4)];

const grant = fc.record({
  perDay: fc.nat(40),
  used: fc.constant(0),
  share: fc.nat(10),
  isUrgent: fc.boolean(),
});
const day: fc.Arbitrary<ConnectorDay> = fc
  .record({
    limit: fc.nat(60),
    used: fc.constant(0),
    reserve: fc.nat(10),
    isKept: fc.boolean(),
    grants: fc.array(grant, { minLength: 4, maxLength: 4 }),
  })
  .map(({ grants, ...rest }) => ({
    ...rest,
    grants: new Map(grants.map((each, n) => [IDS[n] ?? idOf(9), each])),
  }));
const asking = fc.array(fc.constantFrom(...IDS), { maxLength: 120 });

const countOf = (asked: readonly GrantId[], refusals: readonly (string | null)[], id: GrantId) =>
  asked.filter((each, index) => each === id && refusals[index] === null).length;

describe('a day of calls', () => {
  test('is never overshot: not the connector’s, and no grant’s', () => {
    fc.assert(
      fc.property(day, asking, (today, asked) => {
        const refusals = allot(today, asked);
        expect(refusals.filter((each) => each === null).length).toBeLessThanOrEqual(today.limit);
        for (const [id, { perDay }] of today.grants)
          expect(countOf(asked, refusals, id)).toBeLessThanOrEqual(perDay);
      }),
    );
  });

  test('keeps every grant’s share for it, whatever the others ask before, if the shares fit into the day', () => {
    fc.assert(
      fc.property(day, asking, (today, asked) => {
        const kept = { ...today, isKept: true };
        const shares = [...today.grants.values()].map(({ share, perDay }) => Math.min(share, perDay));
        fc.pre(shares.reduce((sum, each) => sum + each, 0) <= today.limit);
        IDS.forEach((id, n) => {
          const others = asked.filter((each) => each !== id);
          const own = Array.from({ length: shares[n] ?? 0 }, () => id);
          expect(allot(kept, [...others, ...own]).slice(others.length)).toEqual(own.map(() => null));
        });
      }),
    );
  });

  test('keeps the reserve for urgent grants, if shares and reserve fit into the day', () => {
    fc.assert(
      fc.property(day, asking, (today, asked) => {
        const [urgent = idOf(1), ...others] = IDS;
        const grants = new Map(
          [...today.grants].map(([id, each]) => [id, { ...each, isUrgent: id === urgent }]),
        );
        const own = { ...(today.grants.get(urgent) ?? { used: 0 }), perDay: 99, share: 0, isUrgent: true };
        const kept = { ...today, isKept: true, grants: grants.set(urgent, own) };
        const shares = [...grants.values()].reduce((sum, each) => sum + Math.min(each.share, each.perDay), 0);
        fc.pre(shares + today.reserve <= today.limit);
        const before = asked.filter((each) => others.includes(each));
        const urgently = Array.from({ length: today.reserve }, () => urgent);
        expect(allot(kept, [...before, ...urgently]).slice(before.length)).toEqual(urgently.map(() => null));
      }),
    );
  });

  test('holds nothing back that nobody can use: once reserve and shares are free, it is spent to the last call', () => {
    fc.assert(
      fc.property(day, asking, (today, asked) => {
        const refusals = allot({ ...today, isKept: false }, asked);
        const isFull = refusals.filter((each) => each === null).length === today.limit;
        refusals.forEach((refusal, index) => {
          const id = asked[index] ?? idOf(9);
          if (refusal === 'grant') expect(countOf(asked, refusals, id)).toBe(today.grants.get(id)?.perDay);
          else if (refusal !== null) expect([refusal, isFull]).toEqual(['connector', true]);
        });
      }),
    );
  });

  test('a department that has promised more than its day still gives all of it', () => {
    const full = { perDay: 100, used: 0, share: 8, isUrgent: false };
    const today = {
      limit: 10,
      used: 0,
      reserve: 5,
      isKept: true,
      grants: new Map([
        [idOf(1), full],
        [idOf(2), full],
      ]),
    };
    const asked = Array.from({ length: 12 }, (_, n) => idOf(1 + (n % 2)));
    expect(allot(today, asked).filter((each) => each === null)).toHaveLength(10);
  });
});

describe('the clock of a day of calls', () => {
  const anyTime = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });

  test('a question for the night is asked between 22:00 and 06:00, and at once if it is night', () => {
    fc.assert(
      fc.property(anyTime, (now) => {
        const from = nightFrom(now);
        const hour = (from.getUTCHours() + 8) % 24;
        expect(hour >= 22 || hour < 6).toBe(true);
        expect(from >= now && from.getTime() - now.getTime() <= 16 * 3_600_000).toBe(true);
        expect(nightFrom(from)).toEqual(from);
      }),
    );
  });

  test('what is spent from a day leaves on that day by a second’s margin', () => {
    fc.assert(
      fc.property(anyTime, (now) => {
        expect(civilDateAt(lastSendingOf(now))).toBe(civilDateAt(now));
        expect(midnightAfter(now).getTime() - lastSendingOf(now).getTime()).toBe(1_000);
        expect(civilDateAt(midnightAfter(now)) > civilDateAt(now)).toBe(true);
      }),
    );
    expect(hourOf(civilDateAt('2026-04-21T14:02:00+08:00'), 20)).toEqual(
      new Date('2026-04-21T20:00:00+08:00'),
    );
  });
});
