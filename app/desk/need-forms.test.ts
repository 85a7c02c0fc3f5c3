import { expect, test } from 'vitest';
import type { Assessment } from '#domain/assessment.ts';
import type { ExplanationNode } from '#domain/explanation.ts';
import { isOpenNeed, needForm } from './need-forms.ts';

const node = (source: string, ...parts: ExplanationNode[]): ExplanationNode => ({
  source,
  operator: null,
  exact: '',
  decimal: '',
  isShortened: false,
  parts,
});

const ASSESSMENT: Assessment = {
  verdict: 'unknown',
  notApplicable: null,
  criteria: [
    {
      id: 'death-dates-agree',
      result: 'fails',
      reads: ['certificate', 'register'],
      fields: ['certificate.deathDate', 'register.deathDate'],
      judged: false,
    },
  ],
  values: [{ name: 'months', explanation: node('count months(pension.retireMonth)') }],
  amounts: [
    {
      id: 'gratuity',
      fen: 'unknown',
      explanation: node('months * income', node('months'), node('income')),
      exclusive: null,
    },
  ],
  drafts: [],
  payee: { role: 'applicant', accountFrom: 'account' },
  parameters: [],
  needs: { requirements: [], parameters: [], criteria: [], amounts: [] },
};
const CAN = new Set(['certificate', 'pension', 'kin']);

test('a requirement that nobody established is determined', () => {
  expect(needForm({ kind: 'requirement', id: 'kin', reason: 'no_record' }, ASSESSMENT, CAN)).toEqual({
    kind: 'determine',
    requirements: ['kin'],
  });
});

test('a criterion is judged, or one of the facts behind it that has fields is determined', () => {
  expect(needForm({ kind: 'criterion', id: 'death-dates-agree' }, ASSESSMENT, CAN)).toEqual({
    kind: 'judge',
    criterion: 'death-dates-agree',
    requirements: ['certificate'],
  });
});

test('an amount that cannot be used leads to the facts that it was computed from, through named values', () => {
  expect(needForm({ kind: 'amount', id: 'gratuity' }, ASSESSMENT, CAN)).toEqual({
    kind: 'determine',
    requirements: ['pension'],
  });
});

test('a figure that is not published is only waited for', () => {
  const need = { kind: 'parameter' as const, name: 'income', key: 'income', on: '2026-12-31' };
  expect(needForm(need, ASSESSMENT, CAN)).toEqual({ kind: 'wait' });
});

test('what was granted already can only be refused', () => {
  expect(needForm({ kind: 'already_granted', key: 'f1' }, ASSESSMENT, CAN)).toEqual({ kind: 'refuse' });
});

test('a signature or a limit keeps nobody from proposing', () => {
  expect(
    [{ kind: 'signature' as const }, { kind: 'limit' as const, limitFen: 1 }].filter(isOpenNeed),
  ).toEqual([]);
  expect(isOpenNeed({ kind: 'criterion', id: 'x' })).toBe(true);
});
