import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterCall,
  type Breaker,
  type CallOutcome,
  CLOSED,
  mayProbe,
  outcomeOf,
  probing,
  unprobed,
} from './breaker.ts';

const NOW = new Date('2026-04-21T14:02:00+08:00');
const at = (ms: number) => new Date(NOW.getTime() + ms);
const next = (breaker: Breaker, outcome: CallOutcome, isProbe = false, now = NOW) =>
  afterCall(breaker, { outcome, isProbe }, now, 0.5);
const times = (count: number, outcome: CallOutcome) =>
  Array.from({ length: count }).reduce<Breaker>((breaker) => next(breaker, outcome), CLOSED);
const failure = fc.constantFrom<CallOutcome>('down', 'timeout');
const outcome = fc.constantFrom<CallOutcome>('alive', 'down', 'timeout', 'malformed');
const opened = fc
  .integer({ min: 0, max: 30 })
  .map((probes) =>
    Array.from({ length: probes }).reduce<Breaker>(
      (breaker) => next(probing(breaker, NOW, 1_000), 'down', true),
      times(5, 'down'),
    ),
  );

describe('a breaker', () => {
  test('opens with the fifth failure in a row, whether the department is down or silent', () => {
    fc.assert(
      fc.property(fc.array(failure, { minLength: 5, maxLength: 5 }), (failures) => {
        const states = failures.map((_, index) =>
          failures.slice(0, index + 1).reduce<Breaker>((breaker, each) => next(breaker, each), CLOSED),
        );
        expect(states.map(({ state }) => state)).toEqual(['closed', 'closed', 'closed', 'closed', 'open']);
        expect(states.at(-1)?.openedAt).toEqual(NOW);
      }),
    );
  });

  test('never opens where any five calls in a row had a sign of life', () => {
    const quiet = fc.array(fc.tuple(fc.array(failure, { maxLength: 4 }), fc.constant<CallOutcome>('alive')));
    fc.assert(
      fc.property(quiet, (runs) => {
        let breaker = CLOSED;
        for (const each of runs.flat(2)) {
          breaker = next(breaker, each);
          expect(breaker.state).toBe('closed');
        }
      }),
    );
  });

  test('opens for nonsense only after twenty such answers in a row', () => {
    expect(times(19, 'malformed').state).toBe('closed');
    expect(times(20, 'malformed')).toMatchObject({ state: 'open', cause: 'malformed' });
  });

  test('does not add up failures of different classes', () => {
    expect(next(times(19, 'malformed'), 'down')).toMatchObject({ state: 'closed', failures: 1 });
  });

  test('is closed by any sign of life, whatever it was', () => {
    fc.assert(
      fc.property(opened, fc.boolean(), (breaker, isProbe) => {
        expect(next(breaker, 'alive', isProbe)).toEqual(CLOSED);
      }),
    );
  });

  test('is not kept open longer by calls that were under way when it opened', () => {
    fc.assert(
      fc.property(opened, failure, (breaker, late) => {
        expect(next(breaker, late, false, at(60_000))).toEqual(breaker);
      }),
    );
  });

  test('waits longer after each failed probe, never longer than six minutes, and keeps when it opened', () => {
    fc.assert(
      fc.property(opened, fc.double({ min: 0, max: 1, noNaN: true }), (breaker, jitter) => {
        const call = { outcome: 'timeout', isProbe: true } as const;
        const again = afterCall(probing(breaker, NOW, 1_000), call, NOW, jitter);
        const wait = (again.probeAt?.getTime() ?? 0) - NOW.getTime();
        expect(again.state).toBe('open');
        expect(again.openedAt).toEqual(breaker.openedAt);
        expect(wait).toBeGreaterThanOrEqual(5_000 * 0.9);
        expect(wait).toBeLessThanOrEqual(300_000 * 1.1);
      }),
    );
  });

  test('lets no call pass before its time, and exactly one from then on until that one is overdue', () => {
    fc.assert(
      fc.property(opened, fc.integer({ min: 0, max: 1_000_000 }), (breaker, ms) => {
        expect(mayProbe(breaker, at(ms))).toBe(at(ms) >= (breaker.probeAt ?? NOW));
        const out = probing(breaker, at(ms), 1_000);
        expect(mayProbe(out, at(ms + 5_999))).toBe(false);
        expect(mayProbe(out, at(ms + 6_000))).toBe(true);
      }),
    );
  });

  test('from which no probe could be sent stays open and may try again soon', () => {
    const back = unprobed(probing(times(5, 'down'), NOW, 1_000), NOW);
    expect(back).toMatchObject({ state: 'open', probeAt: at(5_000), openedAt: NOW });
  });

  test('is in a state that says how it goes on, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(outcome, fc.boolean())), (calls) => {
        let breaker = CLOSED;
        for (const [each, isProbe] of calls) {
          if (isProbe && breaker.state === 'open') breaker = probing(breaker, NOW, 1_000);
          breaker = next(breaker, each, isProbe);
          expect(breaker.probeAt === null).toBe(breaker.state === 'closed');
          expect(breaker.openedAt === null).toBe(breaker.state === 'closed');
        }
      }),
    );
  });
});

test('only silence and nonsense count against a department: a limit, a switch or a refusal is an answer', () => {
  const unavailable = (cause: 'quota' | 'suspended' | 'wrong_subject' | 'down' | 'timeout' | 'malformed') =>
    outcomeOf({ kind: 'unavailable', cause, retryAt: null });
  expect(['quota', 'suspended', 'wrong_subject'].map((cause) => unavailable(cause as 'quota'))).toEqual(
    Array(3).fill('alive'),
  );
  expect(unavailable('timeout')).toBe('timeout');
  expect(outcomeOf({ kind: 'not_permitted', rule: 'grant' })).toBe('alive');
});
