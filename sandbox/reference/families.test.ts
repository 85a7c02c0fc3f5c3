import { describe, expect, test } from 'vitest';
import { UNUSED } from '#catalogue/funeral-service/example-facts.ts';
import { bundles, evidenceTypes, getService } from '#catalogue/index.ts';
import { type AssessmentInput, assess } from '#domain/assess.ts';
import type { Assessment } from '#domain/assessment.ts';
import { findParameter, ParameterRow } from '#domain/parameters.ts';
import { compileService } from '#domain/rules.ts';
import parameters from './parameters.json' with { type: 'json' };

const rows = parameters.map((row) => ParameterRow.parse(row));
const CHAIN = ['990102', '990100', '990000'];
const lookup: AssessmentInput['lookup'] = (key, on) => findParameter(rows, key, CHAIN, on) ?? null;

type Facts = AssessmentInput['facts'];

const NO_SERVICES = { ...UNUSED, nettedOff: true };

const COMMON: Facts = {
  injury: { recognition: 'NONE' },
  oldContributions: null,
  paid: { funeralPaid: false, gratuityPaid: false, fund: null },
  kin: { relation: 'child', near: true, certainty: 'certain' },
  account: { belongs: true },
  services: NO_SERVICES,
  welfare: { receives: false },
  residence: { local: true },
};

const died = (day: string): Facts => ({
  certificate: { deathDate: day, causeClass: 'NORMAL' },
  register: { cancelledForDeath: true, deathDate: day },
});

function assessed(id: string, facts: Facts): Assessment {
  const service = compileService(getService(id), evidenceTypes);
  const claim = { relation: 'child', funeralFund: 'PENSION', account: '9999990000000000000' };
  return assess(service, { facts, claim, lookup });
}

/** What each case of the bundle comes to, and what is drafted beside it. */
function outcomesOf(facts: Facts) {
  const ids = bundles.flatMap(({ services }) => services);
  const cases = ids.map((id) => ({ id, assessment: assessed(id, facts) }));
  const drafted = new Set(
    cases.flatMap(({ assessment }) => (assessment.verdict === true ? assessment.drafts : [])),
  );
  const repayments = [...drafted].map((id) => ({ id, assessment: assessed(id, facts) }));
  return Object.fromEntries(
    [...cases, ...repayments].map(({ id, assessment }) => [
      id,
      assessment.verdict === true
        ? Object.fromEntries(assessment.amounts.map((amount) => [amount.id, amount.fen]))
        : assessment.notApplicable,
    ]),
  );
}

describe('the figures of the example city', () => {
  test('pay a pensioner’s family 60,962.92 and ask one month of 3,860.50 back', () => {
    const facts = {
      ...COMMON,
      ...died('2026-03-18'),
      insured: { scheme: 'EMPLOYEE', status: 'RETIRED' },
      contributions: {
        actualMonths: 400,
        deemedMonths: 0,
        migrated: true,
        flexible: false,
        ownPaidFen: 8_600_000,
      },
      pension: {
        retired: true,
        retireMonth: '2008-04',
        drawnMonths: 217,
        lastPaidMonth: '2026-04',
        monthlyFen: 386_050,
      },
      balance: { balanceFen: 0 },
    };
    expect(outcomesOf(facts)).toEqual({
      'survivor-benefit': { funeral: 1_108_417, gratuity: 4_987_875 },
      'personal-account': 'account-has-balance',
      'resident-pension': 'resident-scheme',
      'funeral-service': 'not-netted-off',
      'pension-repayment': { overpaid: 386_050 },
    });
  });

  test('pay the family of somebody flexibly employed below five years 29,723.13 in two items', () => {
    const facts = {
      ...COMMON,
      ...died('2026-05-06'),
      insured: { scheme: 'EMPLOYEE', status: 'ACTIVE' },
      contributions: {
        actualMonths: 43,
        deemedMonths: 0,
        migrated: true,
        flexible: true,
        ownPaidFen: 1_462_080,
      },
      pension: { retired: false, retireMonth: null, drawnMonths: 0, lastPaidMonth: null, monthlyFen: null },
      balance: { balanceFen: 1_510_233 },
    };
    expect(outcomesOf(facts)).toEqual({
      'survivor-benefit': { funeral: 1_108_417, gratuity: 353_663 },
      'personal-account': { balance: 1_510_233 },
      'resident-pension': 'resident-scheme',
      'funeral-service': 'not-netted-off',
    });
  });

  test('pay a resident’s family 8,459.45 for a cremation elsewhere, and ask nothing back', () => {
    const facts = {
      ...COMMON,
      ...died('2026-09-08'),
      insured: { scheme: 'RESIDENT', status: 'RETIRED' },
      contributions: {
        actualMonths: 180,
        deemedMonths: 0,
        migrated: true,
        flexible: false,
        ownPaidFen: 750_000,
      },
      pension: {
        retired: true,
        retireMonth: '2024-06',
        drawnMonths: 29,
        lastPaidMonth: '2026-10',
        monthlyFen: 24_500,
      },
      balance: { balanceFen: 631_245 },
      cremation: { cremationDate: '2026-09-10', local: false },
      services: {
        ...NO_SERVICES,
        nettedOff: false,
        transferKm: 74,
        transferFen: 22_200,
        disinfectionFen: 6_000,
        storageDays: 2,
        storageFen: 16_000,
        cremationFen: 38_000,
        urnFen: 30_000,
        keepingYears: 1,
        keepingFen: 5_000,
      },
    };
    expect(outcomesOf(facts)).toEqual({
      'survivor-benefit': 'employee-scheme',
      'personal-account': 'employee-scheme',
      'resident-pension': { balance: 606_745, funeral: 150_000 },
      'funeral-service': { refund: 89_200 },
    });
  });
});
