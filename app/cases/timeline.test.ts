import { expect, test } from 'vitest';
import { asked, caseAfter } from './case-view.fixture.ts';
import { timelineSteps } from './timeline.ts';

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
  const data = { outcome: 'granted', criterion: null, payBy: { unknownYear: 2027 } } as const;
  const steps = timelineSteps(caseAfter([asked(1), { type: 'case.decided', version: 1, data }]));
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
