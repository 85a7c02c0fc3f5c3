import { expect, test } from 'vitest';
import { CaseId } from '#domain/ids.ts';
import { listedState, rowState } from './state.ts';

const TITLE = { 'zh-CN': '一项', 'zh-TW': '一項', en: 'One' };

function caseIn(
  status: 'verifying' | 'review' | 'decided' | 'withdrawn',
  payment: 'paid' | 'bounced' | null,
) {
  const id = CaseId.parse('case_01980000-0000-7000-8000-000000000000');
  return { id, number: '1', title: TITLE, status, payment };
}

test('money that came back is said before anything else of an application', () => {
  const cases = [caseIn('verifying', null), caseIn('decided', 'bounced')];
  expect(rowState({ status: 'filed', cases })).toBe('bounced');
});

test('an application is open while one of its matters is', () => {
  const cases = [caseIn('decided', 'paid'), caseIn('review', null)];
  expect(rowState({ status: 'filed', cases })).toBe('open');
  expect(rowState({ status: 'filed', cases: [caseIn('decided', null), caseIn('withdrawn', null)] })).toBe(
    'closed',
  );
  expect(rowState({ status: 'filed', cases: [caseIn('withdrawn', null)] })).toBe('withdrawn');
  expect(rowState({ status: 'draft', cases: [] })).toBe('draft');
});

test('money is said to be paid only once the bank has said so', () => {
  expect(listedState({ status: 'decided', payment: 'ordered' })).toBe('paying');
  expect(listedState({ status: 'decided', payment: 'paid' })).toBe('paid');
  expect(listedState({ status: 'decided', payment: null })).toBe('decided');
});
