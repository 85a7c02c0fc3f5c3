import { describe, expect, test } from 'vitest';
import { apply, type CaseState, replay } from './case.ts';
import { CaseEvent } from './case-event.ts';
import { StaffId } from './ids.ts';

const ID = '0198a000-0000-7000-8000-00000000000';
const officerOf = (n: number) => ({ id: StaffId.parse(`staf_${ID}${n}`), tail: `0${n}` });
const FIRST = officerOf(1);
const SECOND = officerOf(2);
const SUBMITTED = {
  application: `appl_${ID}1`,
  number: '99010220261122000008',
  service: 'service',
  serviceVersion: 1,
  area: '990000/990100/990102',
  due: { date: '2026-12-20' },
};
const make = (type: string, data: unknown) => CaseEvent.parse({ type, version: 1, data });
const NEEDS = [
  { kind: 'requirement', id: 'kin', reason: 'declined' },
  { kind: 'criterion', id: 'death-class' },
  { kind: 'criterion', id: 'kin' },
];
const parked = make('case.parked', { needs: NEEDS });
const claimed = make('case.claimed', { officer: FIRST });
const determined = make('requirement.determined', {
  requirement: 'kin',
  basis: 'paper',
  officer: FIRST,
  standing: { kind: 'established', rung: null },
});
const judged = (criterion: string, holds = true) =>
  make('criterion.judged', { criterion, holds, officer: FIRST });
const proposed = make('decision.proposed', { outcome: 'granted', grounds: null, officer: FIRST });
const decidedAs = (outcome: string, over: object = {}) =>
  make('case.decided', { outcome, criterion: null, payBy: null, ...over });

const replayed = (...events: CaseEvent[]): CaseState =>
  events.reduce(apply, replay([make('case.submitted', SUBMITTED)]));

describe('what a person settles', () => {
  test('is taken from the needs one by one; the case goes on with the last', () => {
    const first = replayed(parked, claimed, determined);
    expect([first.status, first.needs]).toEqual(['review', NEEDS.slice(1)]);
    const second = apply(first, judged('death-class'));
    expect([second.status, second.needs]).toEqual(['review', NEEDS.slice(2)]);
    const third = apply(second, judged('kin', false));
    expect([third.status, third.needs, third.owner]).toEqual(['verifying', [], FIRST]);
  });

  test('is only what was meant: a criterion of the same name as a requirement stays', () => {
    expect(replayed(parked, claimed, determined).needs).toContainEqual({ kind: 'criterion', id: 'kin' });
  });

  test('establishes a requirement without a rung, and a judgement can be revised', () => {
    const state = replayed(parked, claimed, determined, judged('death-class', false), judged('death-class'));
    expect(state.standings.kin).toEqual({ kind: 'established', rung: null });
    expect(state.judged).toEqual({ 'death-class': true });
  });
});

describe('a proposal', () => {
  const state = replayed(parked, claimed, proposed);

  test('waits for a second person and names the first', () => {
    expect([state.status, state.proposal]).toEqual([
      'proposed',
      { outcome: 'granted', grounds: null, officer: FIRST, approvedBy: null },
    ]);
  });

  test('keeps its second person until it is decided', () => {
    const approved = apply(state, make('decision.approved', { officer: SECOND }));
    expect([approved.status, approved.proposal?.approvedBy]).toEqual(['proposed', SECOND]);
    const closed = apply(approved, decidedAs('granted', { officers: [FIRST, SECOND] }));
    expect([closed.status, closed.proposal, closed.owner, closed.decision?.officers]).toEqual([
      'decided',
      null,
      null,
      [FIRST, SECOND],
    ]);
  });

  test('that is returned is on the first person’s desk again', () => {
    const back = apply(state, make('decision.returned', { officer: SECOND }));
    expect([back.status, back.proposal, back.owner]).toEqual(['review', null, FIRST]);
  });

  test('falls with every question that is sent after it', () => {
    const question = {
      step: `step_${ID}1`,
      requirement: 'kin',
      rung: 0,
      evidence: 'E-HH',
      connector: 'public-security',
      grant: `grnt_${ID}1`,
      fields: ['x'],
      subjects: ['deceased'],
    };
    const asked = apply(state, make('wave.planned', { wave: 1, questions: [question] }));
    expect([asked.status, asked.proposal]).toEqual(['verifying', null]);
  });
});

describe('a review that the applicant asks for', () => {
  const decision = decidedAs('not_applicable', { criterion: 'employee-scheme' });
  const state = replayed(decision, make('review.requested', { due: { date: '2027-02-01' } }));

  test('takes the decision back, puts its criterion before a person and begins the time limit anew', () => {
    expect(state).toMatchObject({
      status: 'review',
      decision: null,
      owner: null,
      isPersons: true,
      due: { date: '2027-02-01' },
      needs: [{ kind: 'criterion', id: 'employee-scheme' }],
    });
  });
});

describe('a payment', () => {
  const granted = replayed(decidedAs('granted', { payBy: { date: '2026-12-24' } }));
  const reported = (result: string) => make('payment.reported', { result, reason: null });

  test('is ordered with a grant that is paid, and with nothing else', () => {
    expect(granted.payment).toBe('ordered');
    expect(replayed(decidedAs('granted')).payment).toBeNull();
    expect(replayed(decidedAs('refused', { payBy: { date: '2026-12-24' } })).payment).toBeNull();
    expect(replayed(decidedAs('not_applicable')).payment).toBeNull();
  });

  test('that came back is ordered anew once the account is corrected, and ends as paid', () => {
    const bounced = apply(granted, reported('bounced'));
    const corrected = apply(bounced, make('account.corrected', {}));
    const paid = apply(corrected, reported('paid'));
    expect([bounced, corrected, paid].map(({ payment }) => payment)).toEqual(['bounced', 'ordered', 'paid']);
    expect(paid.status).toBe('decided');
  });
});

test('events of the first version are read with what they did not say yet', () => {
  const old = make('case.decided', { outcome: 'granted', criterion: null, payBy: null });
  expect(old.data).toMatchObject({ grounds: null, drafts: [], officers: [] });
  const parkedBefore = make('case.parked', { needs: [{ kind: 'already_granted' }] });
  expect(parkedBefore.data).toEqual({ needs: [{ kind: 'already_granted', key: '' }] });
});
