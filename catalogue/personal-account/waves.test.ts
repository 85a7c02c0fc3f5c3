import { describe, expect, test } from 'vitest';
import { amountsOf, askedNext, assessed, compiled } from '../testing/assessing.ts';
import { personalAccount } from './definition.ts';
import { IN_WORK, OVERPAID } from './examples.ts';

const service = compiled(personalAccount);
const SET_OFF = { offset: 'ACCOUNT_ONLY' };
const { claim = null } = IN_WORK;

describe('what is asked', () => {
  test('is the scheme first, and alone', () => {
    expect(askedNext(service, { claim }, SET_OFF)).toEqual([['insured', 'E-PEN-STA']]);
  });

  test('is everything else at once for an employee, without years of contribution and without a cause of death', () => {
    expect(askedNext(service, { claim, insured: { scheme: 'EMPLOYEE' } }, SET_OFF)).toEqual([
      ['certificate', 'E-DTH-MED'],
      ['register', 'E-HUK-CXL'],
      ['balance', 'E-PEN-BAL'],
      ['pension', 'E-PEN-PAY'],
      ['kin', 'E-HH'],
      ['account', 'E-BNK'],
    ]);
  });

  test.each(['RESIDENT', 'INSTITUTION'])('is nothing more of somebody insured as %s', (scheme) => {
    expect(askedNext(service, { claim, insured: { scheme } }, SET_OFF)).toEqual([]);
  });

  test('is nothing more once the account is known to be empty', () => {
    const facts = { claim, insured: { scheme: 'EMPLOYEE' }, balance: { balanceFen: 0 } };
    expect(askedNext(service, facts, SET_OFF)).toEqual([]);
  });
});

describe('the set-off', () => {
  test.each([
    [0, undefined],
    [386049, undefined],
    [386050, undefined],
    [386051, 1],
    [772100, 386050],
  ])('of one month of 3,860.50 from a balance of %s fen leaves %s', (balanceFen, left) => {
    const assessment = assessed(service, { ...OVERPAID, balance: { balanceFen } }, SET_OFF);
    expect(assessment.verdict === true ? amountsOf(assessment).balance : undefined).toBe(left);
    expect(amountsOf(assessment).balance).toBeGreaterThanOrEqual(0);
  });

  test.each([
    ['2026-02', 1510233],
    ['2026-03', 1510233],
    ['2026-04', 1124183],
    ['2026-05', 738133],
  ])(
    'counts the months after the month of death: last paid for %s, %s fen are left',
    (lastPaidMonth, left) => {
      const facts = {
        ...OVERPAID,
        balance: { balanceFen: 1510233 },
        pension: { lastPaidMonth, monthlyFen: 386050 },
      };
      expect(amountsOf(assessed(service, facts, SET_OFF)).balance).toBe(left);
    },
  );

  test('of months without a monthly amount on record is left to a person', () => {
    const facts = { ...OVERPAID, pension: { lastPaidMonth: '2026-04', monthlyFen: null } };
    const { verdict, needs } = assessed(service, facts, SET_OFF);
    expect(verdict).toBe('unknown');
    expect(needs.criteria).toEqual(['left-after-set-off']);
  });

  test('does not matter where nothing was overpaid: no figure is waited for', () => {
    expect(amountsOf(assessed(service, IN_WORK, {}))).toEqual({ balance: 1510233 });
  });
});
