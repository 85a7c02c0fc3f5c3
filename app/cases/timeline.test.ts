import { expect, test } from 'vitest';
import type { CaseEvent, DecidedOutcome, Due } from '#domain/case-event.ts';
import { asked, caseAfter, officer } from './case-view.fixture.ts';
import { timelineSteps } from './timeline.ts';

function decided(outcome: DecidedOutcome, payBy: Due | null): CaseEvent {
  const data = { outcome, criterion: null, grounds: null, payBy, drafts: [], officers: [] };
  return { type: 'case.decided', version: 1, data };
}

const says = (steps: ReturnType<typeof timelineSteps>) => steps.map(({ say }) => say);

test('two systems of one department count as one department', () => {
  const [, step] = timelineSteps(caseAfter([asked(1, 'contributions', 'oldContributions', 'account')]));
  expect(step?.values).toEqual({ questions: 3, departments: 2 });
});

test('a case on its way shows where it stands and by when it is decided', () => {
  const steps = timelineSteps(caseAfter([asked(1)]));
  expect(says(steps)).toEqual(['submitted', 'asked', 'nowVerifying', 'thenPaid']);
  expect(steps.filter(({ current }) => current)).toHaveLength(1);
  expect(steps[2]?.values).toEqual({ days: 5, known: 'date', date: '4月28日', year: '' });
});

test('a due date whose calendar is not out names the year and no date', () => {
  const steps = timelineSteps(caseAfter([asked(1), decided('granted', { unknownYear: 2027 })]));
  expect(steps.at(-1)).toMatchObject({ say: 'nowPaying', values: { known: 'year', date: '', year: '2027' } });
});

test('a withdrawn case has no future', () => {
  const steps = timelineSteps(caseAfter([asked(1), { type: 'case.withdrawn', version: 1, data: {} }]));
  expect(says(steps)).toEqual(['submitted', 'asked', 'withdrawn']);
});

test('a case that only a figure is missing for is not said to be with a person', () => {
  const needs = [
    { kind: 'parameter' as const, name: 'income', key: 'income.urban.per-capita', on: '2026-12-31' },
  ];
  const steps = timelineSteps(caseAfter([asked(1), { type: 'case.parked', version: 1, data: { needs } }]));
  expect(says(steps)).toEqual(['submitted', 'asked', 'waitsForFigure', 'nowFigure', 'thenPaid']);
});

test('what members of staff did is told with the tails of their numbers, and nothing of a proposal but that there is one', () => {
  const [clerk, senior] = [officer('27'), officer('45')];
  const needs = [{ kind: 'signature' as const }];
  const steps = timelineSteps(
    caseAfter([
      asked(1),
      { type: 'case.parked', version: 1, data: { needs } },
      { type: 'case.claimed', version: 1, data: { officer: clerk } },
      {
        type: 'criterion.judged',
        version: 1,
        data: { criterion: 'near-relative', holds: true, officer: clerk },
      },
      {
        type: 'decision.proposed',
        version: 1,
        data: { outcome: 'refused', grounds: null, officer: clerk },
      },
      { type: 'decision.approved', version: 1, data: { officer: senior } },
    ]),
  );
  expect(says(steps).slice(3)).toEqual([
    'claimed',
    'judged',
    'proposed',
    'approved',
    'nowProposed',
    'thenPaid',
  ]);
  expect(steps[4]?.values).toEqual({ tail: '27', title: '您是逝者的近亲属', holds: 'true' });
  expect(steps[5]?.values).toEqual({ tail: '27' });
  expect(JSON.stringify(steps)).not.toContain(clerk.id);
});

test('money that comes back is said with the bank’s reason, and what is waited for', () => {
  const bounced: CaseEvent = {
    type: 'payment.reported',
    version: 1,
    data: { result: 'bounced', reason: 'account_closed' },
  };
  const steps = timelineSteps(caseAfter([asked(1), decided('granted', { date: '2026-04-24' }), bounced]));
  expect(steps.at(-2)).toMatchObject({ say: 'bounced', values: { reason: 'account_closed' } });
  expect(steps.at(-1)).toMatchObject({ say: 'nowBounced', current: true });
});

test('what the fund is owed is never said to be paid out', () => {
  const service = 'pension-repayment';
  expect(says(timelineSteps(caseAfter([], { service })))).toEqual(['drafted', 'nowVerifying']);
  expect(says(timelineSteps(caseAfter([decided('granted', null)], { service })))).toEqual([
    'drafted',
    'owed',
  ]);
});
