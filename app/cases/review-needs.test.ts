import { expect, test } from 'vitest';
import { evidenceTypes, getService } from '#catalogue/index.ts';
import type { Need } from '#domain/outcome.ts';
import { compileService } from '#domain/rules.ts';
import { answered, asked, caseAfter, stepOf } from './case-view.fixture.ts';
import { type ReviewNeed, reviewNeeds } from './review-needs.ts';

const { criteria } = compileService(getService('survivor-benefit'), evidenceTypes);
const ESTABLISHED = { kind: 'established', rung: 0 } as const;

function needOf(need: Need): ReviewNeed | undefined {
  const context = caseAfter(
    [
      asked(1),
      answered('certificate', {}, ESTABLISHED),
      answered('register', {}, ESTABLISHED),
      { type: 'case.parked', version: 1, data: { needs: [need] } },
    ],
    {
      fields: {
        [stepOf('certificate')]: { deathDate: '2026-03-18', causeClass: 'NORMAL' },
        [stepOf('register')]: { cancelledForDeath: true, deathDate: '2026-02-18' },
      },
    },
  );
  return reviewNeeds(context, criteria)[0];
}

test('records that disagree stand side by side, each with its department', () => {
  const need = needOf({ kind: 'criterion', id: 'death-dates-agree' });
  expect(need?.message).toContain('不是您填错了');
  expect(need?.facts.map(({ department, facts }) => [department, facts.at(-1)?.value])).toEqual([
    ['市卫生健康委员会', '2026年3月18日'],
    ['市公安局', '2026年2月18日'],
  ]);
});

test('a benefit that was granted already reveals nothing about anybody', () => {
  expect(needOf({ kind: 'already_granted', key: 'f1' })).toEqual({
    key: 'already_granted',
    kind: 'already_granted',
    title: '',
    clause: null,
    message: null,
    values: { of: 'f1' },
    facts: [],
  });
});

test('an amount above the limit says the limit and not the amount, which nobody has granted yet', () => {
  const need = needOf({ kind: 'limit', limitFen: 20_000_000 });
  expect(need?.values).toEqual({ limit: '200,000.00元' });
});

test('a figure that is not published is named with its year', () => {
  const need = needOf({
    kind: 'parameter',
    name: 'income',
    key: 'income.urban.per-capita',
    on: '2026-12-31',
  });
  expect(need).toMatchObject({ title: '本省上一年度城镇居民人均可支配收入', values: { year: '2026' } });
});

test('a requirement that nothing established is named with the reason', () => {
  const need = needOf({ kind: 'requirement', id: 'insured', reason: 'ambiguous' });
  expect(need).toMatchObject({ title: '参保情况', values: { reason: 'ambiguous' } });
});
