import { describe, expect, test } from 'vitest';
import { evidenceTypes, getService } from '#catalogue/index.ts';
import type { FactFields } from '#domain/answer.ts';
import { assess } from '#domain/assess.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import { outcomeOf } from '#domain/outcome.ts';
import type { RequirementState } from '#domain/requirement.ts';
import { compileService } from '#domain/rules.ts';
import { answered, asked, caseAfter, stepOf } from './case-view.fixture.ts';
import { amountLines, payeeOf, publishedFigures, workings } from './decision-model.ts';
import { traceEntries } from './trace.ts';

const SERVICE = compileService(getService('survivor-benefit'), evidenceTypes);

const FIGURES: Readonly<Record<string, string>> = {
  'income.urban.per-capita': '66505',
  'f1.partialYear.contribution': 'PRORATA',
  'f1.partialYear.drawn': 'PRORATA',
  'f1.rounding': 'MULTIPLY_THEN_ROUND',
  'f1.unit': '0.01',
};
const SOURCE = { 'zh-CN': '省统计局', 'zh-TW': '省統計局', en: 'Bureau of Statistics' };

/** The retired father of the circular's first worked example. */
const RETIRED: Record<string, FactFields> = {
  certificate: { deathDate: '2026-03-18', causeClass: 'NORMAL' },
  register: { cancelledForDeath: true, deathDate: '2026-03-18' },
  injury: { recognition: 'NONE' },
  insured: { scheme: 'EMPLOYEE', status: 'RETIRED' },
  contributions: { actualMonths: 0, deemedMonths: 205, migrated: false, flexible: false, ownPaidFen: 0 },
  oldContributions: {
    actualMonths: 195,
    deemedMonths: 205,
    monthsFrom2009: 0,
    ownPaidFen: 1_262_480,
    paidFrom2009Fen: 0,
  },
  pension: { retired: true, retireMonth: '2008-04', drawnMonths: 217, lastPaidMonth: '2026-04' },
  paid: { funeralPaid: false, gratuityPaid: false, fund: null },
  kin: { relation: 'child', near: true, certainty: 'certain' },
  account: { belongs: true },
};

/** Contributed for less than five years, so that the person's own contributions are the most that is paid. */
const SHORT: Record<string, FactFields> = {
  ...RETIRED,
  insured: { scheme: 'EMPLOYEE', status: 'ACTIVE' },
  contributions: { actualMonths: 43, deemedMonths: 0, migrated: true, flexible: true, ownPaidFen: 1_462_080 },
  pension: { retired: false, retireMonth: null, drawnMonths: 0, lastPaidMonth: null },
};

const NO_ENTRY = ['injury', 'paid'];
const HOUSEHOLD = { firstRelation: '02', secondRelation: '31' };

function decided(facts: Record<string, FactFields>, funeralFund = 'PENSION') {
  const claim = { relation: 'child', funeralFund, account: '9999990000000014' };
  const lookup = (key: string) => {
    return { value: FIGURES[key] ?? '', area: '990000', source: SOURCE, publishedOn: '2026-01-31' };
  };
  const assessment = assess(SERVICE, { facts, claim, lookup });
  const states = Object.fromEntries(
    Object.entries(facts).map(([name, value]): [string, RequirementState] => [
      name,
      { kind: 'established', rung: 0, value },
    ]),
  );
  const outcome = outcomeOf(assessment, states);
  if (outcome === null) throw new Error('the example is decided');
  const decision = { outcome, assessment, reason: null, salt: '' };
  const answers = Object.keys(facts).map((name): CaseEvent => {
    const kind = NO_ENTRY.includes(name) ? 'no_record' : 'confirmed';
    return answered(name, { kind }, { kind: 'established', rung: 0 });
  });
  const fields = Object.fromEntries(
    Object.entries({ ...facts, kin: HOUSEHOLD })
      .filter(([name]) => !NO_ENTRY.includes(name))
      .map(([name, value]) => [stepOf(name), value]),
  );
  const granted: CaseEvent = {
    type: 'case.decided',
    version: 1,
    data: {
      outcome: 'granted',
      criterion: null,
      grounds: null,
      payBy: { date: '2026-04-24' },
      drafts: [],
      officers: [],
    },
  };
  const events = [asked(1), ...answers, granted];
  return { context: caseAfter(events, { fields, decision, claim }), decision };
}

describe('the sum of a grant', () => {
  const { context, decision } = decided(RETIRED);

  test('is shown in figures and in words, without the rounding and the branches not taken', () => {
    expect(amountLines(context, decision).map(({ label, fen, formula }) => [label, fen, formula])).toEqual([
      ['丧葬补助金', 1_108_417, { choice: null, terms: [{ figures: '2×5,542.0833', words: '2×每月基数' }] }],
      [
        '抚恤金',
        4_987_875,
        { choice: null, terms: [{ figures: '9×5,542.0833', words: '抚恤金月数×每月基数' }] },
      ],
    ]);
  });

  test('names every figure on the way, and how it came about', () => {
    const known = workings(context, decision.assessment);
    const of = (label: string) => known.find((working) => working.label === label);
    expect(of('去世日期')).toMatchObject({ value: '2026年3月18日', formula: null });
    expect(of('累计缴费月数')).toMatchObject({ value: '400', formula: { terms: [{ figures: '195＋205' }] } });
    expect(of('每月基数（元）')?.formula?.terms[0]?.figures).toBe('66,505÷12');
    expect(of('抚恤金月数')?.formula).toMatchObject({
      choice: 'most',
      terms: [{ figures: '9' }, { figures: '24−216÷12' }],
    });
    expect(of('本人缴费（元）')).toMatchObject({ value: '12,624.80', formula: null });
  });

  test('names the published figure with its source, and no machine word', () => {
    const figures = publishedFigures(context, decision.assessment);
    expect(figures[0]).toMatchObject({ value: '66,505', publishedOn: '1月31日' });
    expect(figures.map(({ value }) => value).join()).not.toMatch(/[A-Z_]{3,}/);
  });

  test('goes to the applicant’s account, by its tail', () => {
    expect(payeeOf(context, decision.assessment)).toEqual({ name: '周静', tail: '0014' });
  });
});

test('below five years the smaller of two sums counts, and both are shown', () => {
  const { context, decision } = decided(SHORT);
  expect(amountLines(context, decision).map(({ fen, formula }) => [fen, formula])).toMatchObject([
    [1_108_417, { choice: 'least', terms: [{ figures: '2×5,542.0833' }, { figures: '14,620.80' }] }],
    [353_663, { choice: 'least', terms: [{ figures: '3×5,542.0833' }, { words: '本人缴费−11,084.17' }] }],
  ]);
});

describe('the trace', () => {
  const { context, decision } = decided(RETIRED);
  const entries = traceEntries(context, decision.assessment);
  const entry = (id: string) => entries.find((candidate) => candidate.id === id);

  test('gives each rule its clause, its result and the facts it rests on with their departments', () => {
    expect(entry('employee-scheme')).toMatchObject({
      clause: '社会保险法第十七条',
      result: 'holds',
      sources: [
        {
          kind: 'answer',
          source: '市社会保险事业管理中心',
          date: '4月20日',
          facts: [{ label: '参保险种', value: '企业职工基本养老保险' }],
        },
      ],
    });
  });

  test('says of a register without an entry that it was searched', () => {
    expect(entry('not-work-injury')?.sources).toMatchObject([
      { kind: 'none_in_register', source: '本市工伤认定申请', facts: [{ value: '没有申请过' }] },
    ]);
  });

  test('shows what a kinship was read from', () => {
    expect(entry('near-relative')?.sources[0]?.facts.map(({ value }) => value)).toEqual(['关系02', '关系31']);
  });
});

test('an item that the family’s own choice leaves out is nothing, and says which choice', () => {
  const { context, decision } = decided(RETIRED, 'INJURY');
  const [funeral, gratuity] = amountLines(context, decision);
  expect(funeral).toMatchObject({ fen: 0, excludedBy: { name: 'funeralFund', value: '工伤保险领取' } });
  expect(gratuity).toMatchObject({ fen: 4_987_875, excludedBy: null });
});

test('the account that the applicant has named later stays sealed: its tail is not guessed from the old one', () => {
  const { context, decision } = decided(RETIRED);
  const history = [
    ...context.view.history,
    { seq: 99, at: context.now, event: { type: 'account.corrected', version: 1, data: {} } as const },
  ];
  const corrected = { ...context, view: { ...context.view, history } };
  expect(payeeOf(corrected, decision.assessment)).toEqual({ name: '周静', tail: null });
});

test('months counted on the calendar are given as a number, without years in a sum', () => {
  const { context, decision } = decided(RETIRED);
  const months = workings(context, decision.assessment).find(({ name }) => name === 'overpaidMonths');
  expect(months).toMatchObject({ value: '1', formula: null });
});
