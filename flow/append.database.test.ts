import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#db/with-tx.ts';
import { type CaseEvent, CaseStatus } from '#domain/case-event.ts';
import { StaffId, StepId } from '#domain/ids.ts';
import { type Actor, type CaseAction, isAllowed, isPermitted } from '#domain/permission.ts';
import { append, loadForWriting } from './append.ts';
import { withdrawCase } from './case-actions.ts';
import { SYSTEM } from './system.ts';
import { addAnyResident, fileCase, NOW, openTestCity, type Resident, type TestCity } from './testing/city.ts';
import { asBroker, asResident, problemOf } from './testing/outcome.ts';
import { rowAndReplay } from './testing/row-and-replay.ts';

let city: TestCity;
let daughter: Resident;

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addAnyResident(city);
});
afterAll(() => city.close());

const WITHDRAWN: CaseEvent = { type: 'case.withdrawn', version: 1, data: {} };
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => asBroker(city, work);

describe('of two who write from the same state', () => {
  test('one wins, the other gets stale, and only the winner’s event is there', async () => {
    const id = await fileCase(city, daughter);
    const { state, key } = await asSystem((tx) => loadForWriting(tx, id));
    const parking: CaseEvent = {
      type: 'case.parked',
      version: 1,
      data: { needs: [{ kind: 'already_granted', key: 'f1' }] },
    };
    const write = () =>
      problemOf(
        asSystem((tx) =>
          append(tx, SYSTEM.broker, NOW, key, id, state, [{ event: parking }, { event: parking }]),
        ),
      );
    const outcomes = await Promise.all([write(), write(), write()]);
    expect(outcomes.toSorted()).toEqual(['none', 'stale', 'stale']);
    const [row, replayed] = await rowAndReplay(city, id);
    expect(row).toEqual(replayed);
    expect(row.seq).toBe(state.seq + 2);
  });

  test('a state of an hour ago is refused', async () => {
    const id = await fileCase(city, daughter);
    const { state, key } = await asSystem((tx) => loadForWriting(tx, id));
    await asResident(city, daughter, (tx) => withdrawCase(tx, daughter, NOW, id));
    const late = asSystem((tx) =>
      append(tx, SYSTEM.broker, NOW, key, id, state, [
        {
          event: {
            type: 'case.parked',
            version: 1,
            data: { needs: [{ kind: 'already_granted', key: 'f1' }] },
          },
        },
      ]),
    );
    expect(await problemOf(late)).toBe('stale');
  });
});

describe('who may append what, and when', () => {
  const officer = { id: StaffId.parse('staf_0198a000-0000-7000-8000-000000000001'), tail: '01' };
  const step = StepId.parse('step_0198a000-0000-7000-8000-000000000001');
  const standing = { kind: 'established' as const, rung: 0 };
  const place = { requirement: 'kin', rung: 0, standing };
  const note = {
    kind: 'no_record' as const,
    source: null,
    asOf: null,
    keyUsed: null,
    flags: [],
    cause: null,
    nextAt: null,
    reason: null,
    reusedFrom: null,
  };
  const EVENTS = {
    answer: { type: 'answer.received', version: 1, data: { ...place, step, attempt: 1, note } },
    plan: { type: 'rung.opened', version: 1, data: { requirement: 'kin', because: 'patience', standing } },
    park: { type: 'case.parked', version: 1, data: { needs: [{ kind: 'already_granted', key: 'f1' }] } },
    decide: {
      type: 'case.decided',
      version: 1,
      data: {
        outcome: 'granted',
        criterion: null,
        grounds: null,
        payBy: null,
        drafts: [],
        officers: [],
      },
    },
    commit: { type: 'commitment.made', version: 1, data: { ...place, textVersion: 'kin-1' } },
    withdraw: WITHDRAWN,
    ask: { type: 'question.asked_again', version: 1, data: { requirement: 'kin', standing, step, officer } },
    claim: { type: 'case.claimed', version: 1, data: { officer } },
    release: { type: 'case.released', version: 1, data: { officer } },
    determine: {
      type: 'requirement.determined',
      version: 1,
      data: { requirement: 'kin', basis: 'paper', officer, standing: { kind: 'established', rung: null } },
    },
    judge: { type: 'criterion.judged', version: 1, data: { criterion: 'x', holds: true, officer } },
    propose: { type: 'decision.proposed', version: 1, data: { outcome: 'refused', grounds: null, officer } },
    approve: { type: 'decision.approved', version: 1, data: { officer } },
    return: { type: 'decision.returned', version: 1, data: { officer } },
    request_review: { type: 'review.requested', version: 1, data: { due: { date: '2026-06-01' } } },
    pay: { type: 'payment.reported', version: 1, data: { result: 'paid', reason: null } },
    correct_account: { type: 'account.corrected', version: 1, data: {} },
  } as const satisfies Record<Exclude<CaseAction, 'read' | 'reassign'>, CaseEvent>;
  const clerk: Actor = {
    kind: 'staff',
    id: StaffId.parse('staf_0198a000-0000-7000-8000-000000000001'),
    tail: '01',
    roles: ['clerk', 'senior_clerk', 'department_officer', 'city_administrator'],
    area: '990000/990100',
    department: null,
  };

  test('follows the two tables for every actor, status and action', async () => {
    const id = await fileCase(city, daughter);
    const { state, key } = await asSystem((tx) => loadForWriting(tx, id));
    const wrong: string[] = [];
    for (const status of CaseStatus.options) {
      for (const actor of [daughter, clerk, SYSTEM.broker, SYSTEM.portal] satisfies Actor[]) {
        for (const [action, event] of Object.entries(EVENTS) as [keyof typeof EVENTS, CaseEvent][]) {
          const expected = !isPermitted(actor, action)
            ? 'not_permitted'
            : isAllowed(status, action)
              ? 'stale'
              : 'not_allowed';
          // From a position that nobody is at, so that what is admitted ends as stale and writes nothing.
          const from = { ...state, status, seq: state.seq + 100 };
          const found = await problemOf(asSystem((tx) => append(tx, actor, NOW, key, id, from, [{ event }])));
          if (found !== expected)
            wrong.push(`${actor.kind} ${action} in ${status}: ${found}, not ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect((await rowAndReplay(city, id))[0].seq).toBe(state.seq);
  });

  test('a second submission is never appended, by nobody', async () => {
    const id = await fileCase(city, daughter);
    const { state, key, history } = await asSystem((tx) => loadForWriting(tx, id));
    const [first] = history;
    if (first === undefined) throw new Error('a case begins with its submission');
    const again = asSystem((tx) => append(tx, SYSTEM.portal, NOW, key, id, state, [{ event: first.event }]));
    expect(await problemOf(again)).toBe('not_allowed');
  });
});
