import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, CaseHistoryError, replay } from './case.ts';
import { CaseEvent } from './case-event.ts';
import { admits, history, laterEvent, submitted } from './testing/case-history.ts';

describe('over every history that the tables admit, replay', () => {
  test('ends in a state, the same each time, also from the history as the database gives it back', () => {
    fc.assert(
      fc.property(history, (events) => {
        const stored = events.map((event) => CaseEvent.parse(JSON.parse(JSON.stringify(event))));
        expect(replay(stored)).toEqual(replay(events));
      }),
    );
  });

  test('changes none of the events that it reads', () => {
    fc.assert(
      fc.property(history, (events) => {
        const before = structuredClone(events);
        replay(events);
        expect(events).toEqual(before);
      }),
    );
  });

  test('is the state before with the last event applied, and counts every event', () => {
    fc.assert(
      fc.property(history, (events) => {
        const last = events.at(-1);
        expect(replay(events).seq).toBe(events.length);
        if (last !== undefined && events.length > 1) {
          expect(apply(replay(events.slice(0, -1)), last)).toEqual(replay(events));
        }
      }),
    );
  });

  test('keeps what a case was filed with, whatever happens to it', () => {
    fc.assert(
      fc.property(history, (events) => {
        const [first] = events;
        const { number, service, serviceVersion, area, due } = replay(events);
        expect(first?.data).toMatchObject({ number, service, serviceVersion, area, due });
      }),
    );
  });

  test('shows a decision exactly in a decided case, and needs only in one that waits for a person', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { status, decision, needs } = replay(events);
        expect(decision !== null).toBe(status === 'decided');
        expect(needs.length > 0).toBe(status === 'review');
      }),
    );
  });

  test('forgets no question that was asked', () => {
    fc.assert(
      fc.property(history, (events) => {
        const planned = events.flatMap((event) =>
          event.type === 'wave.planned' ? event.data.questions : [],
        );
        expect(replay(events).questions.map(({ step }) => step)).toEqual(planned.map(({ step }) => step));
      }),
    );
  });
});

test('after a decision or a withdrawal nothing is admitted any more', () => {
  const closing = fc.constantFrom<CaseEvent>(
    {
      type: 'case.decided',
      version: 1,
      data: { outcome: 'granted', criterion: null, payBy: { date: '2026-06-01' } },
    },
    { type: 'case.withdrawn', version: 1, data: {} },
  );
  fc.assert(
    fc.property(submitted, closing, laterEvent, (first, close, next) => {
      expect(admits(replay([first, close]).status, next)).toBe(false);
    }),
  );
});

describe('a history that append cannot have written', () => {
  test.each([
    ['is empty', () => []],
    ['does not begin with its submission', () => fc.sample(laterEvent, 1)],
    ['holds a second submission', () => fc.sample(submitted, 2)],
  ])('is refused when it %s', (_how, events) => {
    expect(() => replay(events())).toThrow(CaseHistoryError);
  });

  test('is refused when an event is of a version or a shape that nobody knows', () => {
    const [event] = fc.sample(submitted, 1);
    expect(CaseEvent.safeParse({ ...event, version: 2 }).success).toBe(false);
    expect(CaseEvent.safeParse({ ...event, type: 'case.deleted' }).success).toBe(false);
  });
});
