import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NoticeState } from './bundle.ts';
import { type CaseState, replay } from './case.ts';
import { noticeState } from './notice.ts';
import { history } from './testing/case-history.ts';

type Shown = Parameters<typeof noticeState>[0];
const OPEN: Shown = { status: 'verifying', standings: {}, decision: null, payment: null };
const decided = (
  outcome: NonNullable<CaseState['decision']>['outcome'],
  payment: CaseState['payment'] = null,
): Shown => ({
  ...OPEN,
  status: 'decided',
  payment,
  decision: { outcome, criterion: null, grounds: null, payBy: null, drafts: [], officers: [] },
});
const offering: Shown['standings'] = { kin: { kind: 'offered', rung: 2 } };
const waitingBeside: Shown['standings'] = { kin: { kind: 'waiting', rung: 0, offered: 2 } };

describe('what a mail says of a case', () => {
  test.each<[string, Shown, 'pay' | 'recover', NoticeState]>([
    ['is being verified', OPEN, 'pay', 'received'],
    ['has just come', { ...OPEN, status: 'submitted' }, 'pay', 'received'],
    ['waits for the applicant’s choice', { ...OPEN, standings: offering }, 'pay', 'needs_you'],
    ['may wait or be chosen for', { ...OPEN, standings: waitingBeside }, 'pay', 'needs_you'],
    ['is on a desk', { ...OPEN, status: 'review' }, 'pay', 'in_review'],
    ['waits for a second person', { ...OPEN, status: 'proposed' }, 'pay', 'in_review'],
    [
      'is on a desk and could be helped',
      { ...OPEN, status: 'review', standings: offering },
      'pay',
      'needs_you',
    ],
    ['is granted', decided('granted', 'ordered'), 'pay', 'granted'],
    ['is paid', decided('granted', 'paid'), 'pay', 'paid'],
    ['came back from the bank', decided('granted', 'bounced'), 'pay', 'bounced'],
    ['is another service’s matter', decided('not_applicable'), 'pay', 'not_applicable'],
    ['is refused', decided('refused'), 'pay', 'refused'],
    ['shows what is owed', decided('granted'), 'recover', 'owed'],
    ['shows that nothing is owed', decided('not_applicable'), 'recover', 'not_applicable'],
    ['was withdrawn', { ...OPEN, status: 'withdrawn', standings: offering }, 'pay', 'withdrawn'],
  ])('that %s is one word of the closed list', (_, state, direction, said) => {
    expect(noticeState(state, { direction })).toBe(said);
  });

  test('is a word of the closed list in every state that a history can lead to', () => {
    fc.assert(
      fc.property(history, fc.constantFrom('pay' as const, 'recover' as const), (events, direction) => {
        expect(NoticeState.options).toContain(noticeState(replay(events), { direction }));
      }),
    );
  });

  test('never asks anything of the applicant once the case is closed', () => {
    fc.assert(
      fc.property(history, (events) => {
        const state = replay(events);
        if (state.status !== 'decided' && state.status !== 'withdrawn') return;
        expect(noticeState(state, { direction: 'pay' })).not.toBe('needs_you');
      }),
    );
  });
});
