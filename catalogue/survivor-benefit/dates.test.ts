import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { type AssessmentInput, assess } from '#domain/assess.ts';
import type { Assessment } from '#domain/assessment.ts';
import { findParameter, ParameterRow } from '#domain/parameters.ts';
import { compileService } from '#domain/rules.ts';
import { ServiceDefinition } from '#domain/service.ts';
import { survivorBenefit } from './definition.ts';
import { IN_WORK, PENSIONER } from './example-facts.ts';

const service = compileService(ServiceDefinition.parse(survivorBenefit), evidenceTypes);
const source = { 'zh-CN': '表', 'zh-TW': '表', en: 'table' };
const row = (key: string, value: string, validFrom: string, validTo: string | null) =>
  ParameterRow.parse({ key, area: '990000', validFrom, validTo, value, source, publishedOn: null });
const parameterRows = [
  row('income.urban.per-capita', '63600', '2024-01-01', '2024-12-31'),
  row('income.urban.per-capita', '66505', '2025-01-01', '2025-12-31'),
  row('f1.partialYear.contribution', 'PRORATA', '2021-09-01', null),
  row('f1.partialYear.drawn', 'PRORATA', '2021-09-01', null),
  row('f1.rounding', 'MULTIPLY_THEN_ROUND', '2021-09-01', null),
  row('f1.unit', '0.01', '2021-09-01', null),
];
const CLAIM = { relation: 'child', funeralFund: 'PENSION' };
const CHAIN = ['990102', '990100', '990000', '00'];

const lookup: AssessmentInput['lookup'] = (key, on) => findParameter(parameterRows, key, CHAIN, on) ?? null;

function assessDeath(
  certificate: string | null,
  register: string | null,
  over: typeof PENSIONER = {},
): Assessment {
  const facts = {
    ...IN_WORK,
    certificate: certificate === null ? null : { deathDate: certificate, causeClass: 'NORMAL' },
    register: register === null ? null : { cancelledForDeath: true, deathDate: register },
    ...over,
  };
  return assess(service, { facts, claim: CLAIM, lookup });
}

const resultOf = (assessment: Assessment, id: string) =>
  assessment.criteria.find((criterion) => criterion.id === id)?.result;
const incomeOf = (assessment: Assessment) => assessment.parameters.find(({ name }) => name === 'income');

describe('the income year', () => {
  test('is the year before the death, so it changes between 31 December and 1 January', () => {
    expect(incomeOf(assessDeath('2025-12-31', '2025-12-31'))).toMatchObject({
      on: '2024-12-31',
      value: '63600',
    });
    expect(incomeOf(assessDeath('2026-01-01', '2026-01-01'))).toMatchObject({
      on: '2025-12-31',
      value: '66505',
    });
  });

  test('without a published figure is waited for: no older figure and no zero stands in', () => {
    const assessment = assessDeath('2027-01-15', '2027-01-15');
    expect(assessment.needs.parameters).toEqual([
      { name: 'income', key: 'income.urban.per-capita', on: '2026-12-31' },
    ]);
    expect(assessment.amounts.map(({ fen }) => fen)).toEqual(['unknown', 'unknown']);
  });
});

describe('the date of death', () => {
  test.each([
    ['2026-03-18', '2026-03-18', 'holds'],
    ['2026-03-18', '2026-03-21', 'holds'],
    ['2026-03-21', '2026-03-18', 'holds'],
    ['2026-03-18', '2026-03-22', 'fails'],
    ['2026-03-31', '2026-04-01', 'fails'],
    ['2025-12-31', '2026-01-01', 'fails'],
    ['2026-03-18', '2025-03-18', 'fails'],
    ['2026-03-18', null, 'holds'],
    [null, '2026-03-18', 'holds'],
  ])('with certificate %s and register %s: their agreement %s', (certificate, register, expected) => {
    expect(resultOf(assessDeath(certificate, register), 'death-dates-agree')).toBe(expected);
  });

  test('is the certificate’s where both have one', () => {
    const value = assessDeath('2026-03-18', '2026-03-20').values.find(({ name }) => name === 'deathDate');
    expect(value?.explanation.exact).toBe('2026-03-18');
  });

  test('that nobody has registered leaves the case to a person', () => {
    expect(resultOf(assessDeath(null, null), 'death-recorded')).toBe('fails');
    expect(assessDeath(null, null).notApplicable).toBeNull();
  });

  test('of a registration cancelled for another reason is none', () => {
    const moved = { register: { cancelledForDeath: false, deathDate: null } };
    expect(resultOf(assessDeath(null, null, moved), 'death-recorded')).toBe('fails');
    expect(resultOf(assessDeath('2026-03-18', null, moved), 'death-dates-agree')).toBe('holds');
  });

  test('that the register lacks although it says cancelled for death does not pass for agreement', () => {
    const undated = { register: { cancelledForDeath: true, deathDate: null } };
    expect(resultOf(assessDeath('2026-03-18', null, undated), 'death-dates-agree')).toBe('fails');
  });

  test('before the circular came into force is left to a person', () => {
    expect(resultOf(assessDeath('2021-08-31', '2021-08-31'), 'death-under-circular')).toBe('fails');
    expect(resultOf(assessDeath('2021-09-01', '2021-09-01'), 'death-under-circular')).toBe('holds');
  });
});

describe('the class of death', () => {
  const classed = (causeClass: string, over: typeof PENSIONER) =>
    resultOf(
      assessDeath(null, '2026-03-18', { ...over, certificate: { deathDate: '2026-03-18', causeClass } }),
      'death-class',
    );

  test('not natural is left to a person for somebody at work, and not for a pensioner', () => {
    expect(classed('NON_NORMAL', IN_WORK)).toBe('fails');
    expect(classed('NON_NORMAL', PENSIONER)).toBe('holds');
  });

  test('declared by a court is left to a person', () => {
    expect(classed('DECLARED', PENSIONER)).toBe('fails');
  });
});

describe('the old contribution system', () => {
  const needs = (contributions: 'unknown' | NonNullable<(typeof PENSIONER)[string]>) => {
    const facts = { ...IN_WORK, contributions, oldContributions: 'unknown' as const };
    return assess(service, { facts, claim: CLAIM, lookup }).needs.requirements;
  };

  test('can matter as long as the new one has not said that nothing is missing', () => {
    expect(needs('unknown')).toEqual(['contributions', 'oldContributions']);
  });

  test('does not matter once the new one holds everything', () => {
    expect(
      needs({ actualMonths: 200, deemedMonths: 0, migrated: true, flexible: false, ownPaidFen: 1 }),
    ).toEqual([]);
  });

  test('matters once the new one says that something is missing', () => {
    const partial = { actualMonths: 200, deemedMonths: 0, migrated: false, flexible: false, ownPaidFen: 1 };
    expect(needs(partial)).toEqual(['oldContributions']);
  });
});
