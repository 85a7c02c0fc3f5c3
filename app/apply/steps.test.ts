import { describe, expect, test } from 'vitest';
import { evidenceTypes, getBundle, getService } from '#catalogue/index.ts';
import { pagesOf } from '#domain/bundle.ts';
import { ApplicationId } from '#domain/ids.ts';
import { compileService } from '#domain/rules.ts';
import type { DraftView } from '#flow/read-draft.ts';
import { answerWords } from './answer-words.ts';
import { findUnanswered, questionPath, stepAfter, stepBefore } from './steps.ts';

const bundle = getBundle('after-a-death');
const services = bundle.services.map(getService);
const pages = pagesOf(services.map((service) => compileService(service, evidenceTypes)));
const id = ApplicationId.parse('appl_01980000-0000-7000-8000-000000000000');
const complete: DraftView['claim'] = {
  deceasedName: '周建国',
  deceasedIdNumber: '990102195803150011',
  relation: 'child',
  funeralFund: 'PENSION',
  account: '4111111111111111',
};

function draft(claim: DraftView['claim'], rejected: DraftView['rejected'] = {}): DraftView {
  return { id, status: 'draft', savedAt: new Date(0), bundle, services, pages, claim, rejected };
}

describe('the way through an application', () => {
  test('goes from question to question, then to whom we ask, then to the check', () => {
    const steps = ['whom', 'relation', 'funeral-fund', 'account', 'sources', 'check'];
    expect(steps.slice(0, -1).map((step) => stepAfter({ pages }, step))).toEqual(steps.slice(1));
    expect(steps.slice(1).map((step) => stepBefore({ pages }, step))).toEqual(steps.slice(0, -1));
    expect(stepBefore({ pages }, 'whom')).toBeUndefined();
  });

  test('a question opened from the check page says so in its address', () => {
    expect(questionPath(id, 'whom', true)).toBe(`/apply/${id}/whom?from=check`);
    expect(questionPath(id, 'whom', false)).toBe(`/apply/${id}/whom`);
  });

  test('goes on at the first question that has no answer', () => {
    expect(findUnanswered(draft({}))?.id).toBe('whom');
    const others = Object.fromEntries(Object.entries(complete).filter(([field]) => field !== 'relation'));
    expect(findUnanswered(draft(others))?.id).toBe('relation');
    expect(findUnanswered(draft(complete))).toBeUndefined();
  });

  test('an answer that was changed and rejected is not passed over for the earlier one', () => {
    const rejected = {
      whom: { raw: { deceasedIdNumber: '12' }, faults: { deceasedIdNumber: 'id_length' } },
    } as const;
    expect(findUnanswered(draft(complete, rejected))?.id).toBe('whom');
  });
});

test('the check page gives away no whole number', () => {
  const shown = pages
    .flatMap((page) => page.fields)
    .map((field) => answerWords(field, complete[field.id] ?? '', 'zh-CN', (tail) => `尾号${tail}`));
  expect(shown).toEqual(['周建国', '990102********0011', '儿子或女儿', '养老保险领取', '尾号1111']);
});
