import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, CaseHistoryError, replay } from './case.ts';
import { CaseEvent } from './case-event.ts';
import { admits, history, laterEvent, submitted } from './testing/case-history.ts';

const TO_PAYMENT = ['case.decided', 'payment.reported', 'account.corrected'];

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
        const { number, service, serviceVersion, area } = replay(events);
        expect(first?.data).toMatchObject({ number, service, serviceVersion, area });
      }),
    );
  });

  test('promises the day that it was filed with, until a review that the applicant asks for begins it anew', () => {
    fc.assert(
      fc.property(history, (events) => {
        const promised = events.flatMap((event) =>
          event.type === 'case.submitted' || event.type === 'review.requested' ? [event.data.due] : [],
        );
        expect(replay(events).due).toEqual(promised.at(-1));
      }),
    );
  });

  test('shows a decision exactly in a decided case, a proposal exactly in a proposed one, and needs only on a desk', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { status, decision, proposal, needs } = replay(events);
        expect(decision !== null).toBe(status === 'decided');
        expect(proposal !== null).toBe(status === 'proposed');
        if (needs.length > 0) expect(['review', 'proposed']).toContain(status);
      }),
      { numRuns: 1000 },
    );
  });

  test('leaves a closed case to nobody: it has no owner, no needs and no proposal', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { status, owner, needs, proposal } = replay(events);
        if (status !== 'decided' && status !== 'withdrawn') return;
        expect({ owner, needs, proposal }).toEqual({ owner: null, needs: [], proposal: null });
      }),
      { numRuns: 1000 },
    );
  });

  test('undoes a proposal by whatever answer comes in: the case is back on the desk, still its owner’s', () => {
    const answers = laterEvent.filter(({ type }) => type === 'answer.received');
    fc.assert(
      fc.property(history, answers, (events, answer) => {
        const before = replay(events);
        if (before.status !== 'proposed') return;
        const { status, proposal, owner, needs } = apply(before, answer);
        expect({ status, proposal, owner, needs }).toEqual({
          status: 'review',
          proposal: null,
          owner: before.owner,
          needs: before.needs,
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('says that a person has had a hand in it from the first judgement, determination or request on', () => {
    const BY_PERSONS = ['criterion.judged', 'requirement.determined', 'review.requested'];
    fc.assert(
      fc.property(history, (events) => {
        expect(replay(events).isPersons).toBe(events.some(({ type }) => BY_PERSONS.includes(type)));
      }),
    );
  });

  test('knows of a payment only after a grant that is paid, or what the bank has said of one', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { payment } = replay(events);
        const last = events.findLast(({ type }) => TO_PAYMENT.includes(type));
        if (last === undefined) expect(payment).toBeNull();
        if (last?.type === 'payment.reported') expect(payment).toBe(last.data.result);
        if (last?.type === 'account.corrected') expect(payment).toBe('ordered');
        if (last?.type === 'case.decided') {
          const isPaid = last.data.outcome === 'granted' && last.data.payBy !== null;
          expect(payment).toBe(isPaid ? 'ordered' : null);
        }
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

test('after a decision only a review and the payment are admitted any more, after a withdrawal nothing', () => {
  const AFTER_DECISION = ['review.requested', 'payment.reported', 'account.corrected'];
  const closing = fc.constantFrom<CaseEvent>(
    {
      type: 'case.decided',
      version: 1,
      data: {
        outcome: 'granted',
        criterion: null,
        grounds: null,
        payBy: { date: '2026-06-01' },
        drafts: [],
        officers: [],
      },
    },
    { type: 'case.withdrawn', version: 1, data: {} },
  );
  fc.assert(
    fc.property(submitted, closing, laterEvent, (first, close, next) => {
      const isLate = close.type === 'case.decided' && AFTER_DECISION.includes(next.type);
      expect(admits(replay([first, close]).status, next)).toBe(isLate);
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
