import { describe, expect, test } from 'vitest';
import type { CaseEvent, DecidedOutcome } from '#domain/case-event.ts';
import type { Need } from '#domain/outcome.ts';
import type { CaseView } from '#flow/read-case.ts';
import type { CaseContext } from '../cases/case-context.ts';
import { caseAfter } from '../cases/case-view.fixture.ts';
import { applicationModel, applicationSteps } from './application-model.ts';

function decided(outcome: DecidedOutcome, drafts: string[] = []): CaseEvent {
  const payBy = outcome === 'granted' ? { date: '2026-04-24' } : null;
  const data = { outcome, criterion: null, grounds: null, payBy, drafts, officers: [] };
  return { type: 'case.decided', version: 1, data };
}

function parkedFor(need: Need): CaseEvent {
  return { type: 'case.parked', version: 1, data: { needs: [need] } };
}

function reported(result: 'paid' | 'bounced'): CaseEvent {
  return { type: 'payment.reported', version: 1, data: { result, reason: null } };
}

/** A case that was granted this much, after these further events. */
function granted(service: string, totalFen: number, ...events: CaseEvent[]): CaseContext {
  const outcome = { kind: 'granted' as const, amounts: [], totalFen, payeeRole: 'applicant' as const };
  return closed(service, outcome, decided('granted'), ...events);
}

function closed(
  service: string,
  outcome: NonNullable<CaseView['decision']>['outcome'],
  ...events: CaseEvent[]
): CaseContext {
  const assessment = {
    values: [],
    parameters: [],
    criteria: [],
    verdict: 'unknown' as const,
    notApplicable: null,
    amounts: [],
    payee: { role: 'applicant' as const, accountFrom: 'account' },
    needs: { requirements: [], parameters: [], criteria: [], amounts: [] },
    drafts: [],
  };
  return caseAfter(events, { service, decision: { outcome, assessment, reason: null, salt: '' } });
}

const NOT_APPLICABLE = { kind: 'not_applicable' as const, criterion: 'employee-scheme' };
const SIGNATURE: Need = { kind: 'signature' };

describe('an application', () => {
  test('shows its sum only once every matter is decided', () => {
    const first = granted('survivor-benefit', 6_096_292);
    const open = caseAfter([], { service: 'funeral-service' });
    expect(applicationModel([first, open])).toMatchObject({
      state: 'verifying',
      totalFen: null,
      pace: 'soon',
    });
    const second = granted('funeral-service', 89_200);
    expect(applicationModel([first, second])).toMatchObject({ state: 'settled', totalFen: 6_185_492 });
  });

  test('never sets what is owed against what is granted', () => {
    const owed = granted('pension-repayment', 386_050);
    const model = applicationModel([granted('survivor-benefit', 6_096_292), owed]);
    expect(model.totalFen).toBe(6_096_292);
    expect(model.items.map(({ standing }) => standing)).toEqual(['granted']);
    expect(model.repayments.map(({ standing, fen }) => [standing, fen])).toEqual([['owed', 386_050]]);
  });

  test('says of an overpayment that is still looked at nothing but that', () => {
    const looked = caseAfter([parkedFor(SIGNATURE)], { service: 'pension-repayment' });
    const model = applicationModel([granted('survivor-benefit', 6_096_292), looked]);
    expect(model).toMatchObject({ state: 'settled', totalFen: 6_096_292 });
    expect(model.repayments.map(({ standing, fen }) => [standing, fen])).toEqual([['review', null]]);
  });

  test('keeps apart what does not apply, and an overpayment that was none', () => {
    const not = closed('resident-pension', NOT_APPLICABLE, decided('not_applicable'));
    const nothing = closed('pension-repayment', NOT_APPLICABLE, decided('not_applicable'));
    const model = applicationModel([granted('survivor-benefit', 100), not, nothing]);
    expect(model.items).toHaveLength(1);
    expect(model.notApplicable).toHaveLength(1);
    expect(model.repayments).toHaveLength(0);
  });

  test('is partly decided while a person looks at the rest', () => {
    const looked = caseAfter([parkedFor(SIGNATURE)], { service: 'funeral-service' });
    expect(applicationModel([granted('survivor-benefit', 100), looked])).toMatchObject({
      state: 'partly',
      counts: { total: 2, closed: 1, open: 1 },
    });
    expect(applicationModel([looked]).state).toBe('review');
  });

  test('is paid only when the bank has paid every grant', () => {
    const paid = granted('survivor-benefit', 100, reported('paid'));
    const back = granted('funeral-service', 100, reported('bounced'));
    expect(applicationModel([paid]).state).toBe('paid');
    expect(applicationModel([paid, back])).toMatchObject({ state: 'settled', pace: 'none' });
    expect(applicationModel([paid, back]).items[1]?.standing).toBe('bounced');
  });

  test('goes on looking for news while a decision has still to bring forth a case of its own', () => {
    const outcome = { kind: 'granted' as const, amounts: [], totalFen: 100, payeeRole: 'applicant' as const };
    const drafting = closed('survivor-benefit', outcome, decided('granted', ['pension-repayment']));
    expect(applicationModel([drafting]).pace).toBe('soon');
    const drafted = caseAfter([parkedFor(SIGNATURE)], { service: 'pension-repayment' });
    expect(applicationModel([drafting, drafted]).pace).toBe('later');
  });

  test('with a grant taken back by the applicant counts the others', () => {
    const withdrawn = caseAfter([{ type: 'case.withdrawn', version: 1, data: {} }], {
      service: 'personal-account',
    });
    const model = applicationModel([withdrawn, granted('survivor-benefit', 100)]);
    expect(model).toMatchObject({ state: 'settled', totalFen: 100 });
    expect(applicationModel([withdrawn]).state).toBe('withdrawn');
  });
});

test('a refusal is never counted among what does not apply', () => {
  const refused = closed('survivor-benefit', NOT_APPLICABLE, decided('refused'));
  const model = applicationModel([refused]);
  expect(model.items.map(({ standing }) => standing)).toEqual(['refused']);
  expect(model).toMatchObject({ state: 'settled', totalFen: null });
});

test('the steps of all matters stand in the order in which they happened, each with its matter', () => {
  const model = applicationModel([
    granted('survivor-benefit', 100, reported('paid')),
    closed('resident-pension', NOT_APPLICABLE, decided('not_applicable')),
  ]);
  const steps = applicationSteps([...model.items, ...model.notApplicable]);
  expect(steps.map(({ title, step }) => [title, step.say])).toEqual([
    ['丧葬补助金和抚恤金', 'granted'],
    ['城乡居民养老保险注销', 'notApplicable'],
    ['丧葬补助金和抚恤金', 'paid'],
  ]);
});
