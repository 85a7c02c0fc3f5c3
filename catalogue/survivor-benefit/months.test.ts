import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { type AssessmentInput, assess } from '#domain/assess.ts';
import { compileService } from '#domain/rules.ts';
import { ServiceDefinition } from '#domain/service.ts';
import { survivorBenefit } from './definition.ts';
import { FIGURES_2026, IN_WORK, PENSIONER } from './example-facts.ts';

const service = compileService(ServiceDefinition.parse(survivorBenefit), evidenceTypes);
const MODES = ['PRORATA', 'FLOOR', 'CEIL'] as const;

/** Whole months of `33y4m`, `30y` or `179`. */
const months = (text: string) => {
  const [, years, rest] = /^(?:(\d+)y)?(?:(\d+)m?)?$/.exec(text) ?? [];
  return Number(years ?? 0) * 12 + Number(rest ?? 0);
};

/** One exact value of the assessment of a person, retired if `drawn` months were drawn. */
function printed(
  name: string,
  contributed: number,
  drawn: number | null,
  figures: Record<string, string>,
  lastPaidMonth = '2026-03',
): string {
  const person = drawn === null ? IN_WORK : PENSIONER;
  const facts = {
    ...person,
    contributions: {
      actualMonths: contributed,
      deemedMonths: 0,
      migrated: true,
      flexible: false,
      ownPaidFen: 99,
    },
    ...(drawn !== null && {
      pension: { retired: true, retireMonth: '1995-01', drawnMonths: drawn, lastPaidMonth },
    }),
  };
  const parameters: Record<string, string> = { ...FIGURES_2026, ...figures };
  const lookup: AssessmentInput['lookup'] = (key) => {
    const use = service.definition.parameters.find((parameter) => parameter.key === key);
    const source = { 'zh-CN': '表', 'zh-TW': '表', en: 'table' };
    return { value: parameters[use?.name ?? ''] ?? '', area: '990000', source, publishedOn: null };
  };
  const assessment = assess(service, { facts, claim: { relation: 'child', funeralFund: 'PENSION' }, lookup });
  return assessment.values.find((value) => value.name === name)?.explanation.exact ?? '';
}

const inWork: [string, string, string, string][] = [
  ['0m', '3', '3', '3'],
  ['4y11m', '3', '3', '3'],
  ['5y0m', '6', '6', '6'],
  ['9y11m', '6', '6', '6'],
  ['10y0m', '9', '9', '9'],
  ['15y0m', '9', '9', '9'],
  ['15y1m', '109/12', '9', '10'],
  ['15y6m', '19/2', '9', '10'],
  ['15y11m', '119/12', '9', '10'],
  ['16y0m', '10', '10', '10'],
  ['29y11m', '287/12', '23', '24'],
  ['30y0m', '24', '24', '24'],
  ['40y', '24', '24', '24'],
];

const retired: [string, string, string, string, string][] = [
  ['30y', '0', '24', '24', '24'],
  ['30y', '1', '287/12', '24', '23'],
  ['30y', '11', '277/12', '24', '23'],
  ['30y', '12', '23', '23', '23'],
  ['30y', '179', '109/12', '10', '9'],
  ['30y', '180', '9', '9', '9'],
  ['30y', '181', '9', '9', '9'],
  ['30y', '300', '9', '9', '9'],
  ['20y', '60', '9', '9', '9'],
  ['20y', '71', '9', '9', '9'],
  ['20y', '72', '9', '9', '9'],
  ['10y', '12', '9', '9', '9'],
  ['33y4m', '100', '47/3', '16', '15'],
];

describe('months of gratuity', () => {
  test.each(inWork)(
    'at work with %s of contributions: %s, by whole years %s or %s',
    (contributed, ...expected) => {
      const found = MODES.map((mode) =>
        printed('gratuityMonths', months(contributed), null, { partialContribution: mode }),
      );
      expect(found).toEqual(expected);
    },
  );

  test.each(retired)(
    'a pensioner with %s and %s months drawn: %s, by whole years %s or %s',
    (contributed, drawn, ...expected) => {
      const found = MODES.map((mode) =>
        printed('gratuityMonths', months(contributed), Number(drawn), { partialDrawn: mode }),
      );
      expect(found).toEqual(expected);
    },
  );

  test('a word that is no known way of counting part-years gives no months at all', () => {
    expect(printed('gratuityMonths', 200, null, { partialContribution: 'ROUND' })).toBe('null');
  });
});

describe('months of pension drawn', () => {
  test.each([
    ['2026-02', '100'],
    ['2026-03', '100'],
    ['2026-04', '99'],
    ['2027-03', '88'],
  ])('of 100, the last for %s, count as %s for a death in March 2026', (lastPaidMonth, expected) => {
    expect(printed('drawnMonths', 400, 100, {}, lastPaidMonth)).toBe(expected);
  });
});

describe('rounding', () => {
  const total = (figures: Record<string, string>) => {
    const amounts = ['fullFuneral', 'fullGratuity'].map(
      (name) => new Fraction(printed(name, 400, 240, { income: '47066', ...figures })),
    );
    return amounts.reduce((sum, amount) => sum.add(amount)).toString();
  };

  test.each([
    ['MULTIPLY_THEN_ROUND', '0.01', '43143.83'],
    ['ROUND_BASE_FIRST', '0.01', '43143.87'],
    ['MULTIPLY_THEN_ROUND', '1', '43144'],
    ['ROUND_BASE_FIRST', '1', '43144'],
  ])('%s to %s yuan pays the least pensioner’s family of Shandong 2022 %s', (rounding, unit, expected) => {
    expect(total({ rounding, unit })).toBe(expected);
  });

  test('a unit that is neither fen nor yuan gives no amount at all', () => {
    expect(printed('fullFuneral', 400, 240, { unit: '0.1' })).toBe('null');
  });
});
