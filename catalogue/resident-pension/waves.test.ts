import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountsOf, askedNext, assessed, compiled } from '../testing/assessing.ts';
import { residentPension } from './definition.ts';
import { BY_YEARS, PENSIONER } from './examples.ts';

const service = compiled(residentPension);
const { claim = null } = PENSIONER;

describe('what is asked', () => {
  test('is the scheme first, and alone', () => {
    expect(askedNext(service, { claim }, BY_YEARS)).toEqual([['insured', 'E-PEN-STA']]);
  });

  test('is everything else at once for a resident insured', () => {
    expect(askedNext(service, { claim, insured: { scheme: 'RESIDENT' } }, BY_YEARS)).toEqual([
      ['certificate', 'E-DTH-MED'],
      ['register', 'E-HUK-CXL'],
      ['contributions', 'E-PEN-YRS'],
      ['balance', 'E-PEN-BAL'],
      ['pension', 'E-PEN-PAY'],
      ['paid', 'E-PEN-SUR'],
      ['kin', 'E-HH'],
      ['account', 'E-BNK'],
    ]);
  });

  test.each(['EMPLOYEE', 'INSTITUTION'])('is nothing more of somebody insured as %s', (scheme) => {
    expect(askedNext(service, { claim, insured: { scheme } }, BY_YEARS)).toEqual([]);
  });
});

describe('the local funeral grant', () => {
  test.each([
    [0, 100000],
    [179, 100000],
    [180, 150000],
    [181, 150000],
  ])('for %s months of contribution is %s fen', (actualMonths, expected) => {
    const facts = { ...PENSIONER, contributions: { actualMonths } };
    expect(amountsOf(assessed(service, facts, BY_YEARS)).funeral).toBe(expected);
  });

  test.each([
    ['true', 'funeralGrant'],
    ['false', null],
    ['perhaps', 'funeralGrant'],
  ])('is one with the employees’ insurance’s unless the place says no: %s', (word, group) => {
    const { amounts } = assessed(service, PENSIONER, { ...BY_YEARS, exclusiveWithEmployees: word });
    expect(amounts.map(({ id, exclusive }) => [id, exclusive])).toEqual([
      ['balance', null],
      ['funeral', group],
    ]);
  });
});

describe('what was paid after the death', () => {
  const months = fc.integer({ min: 0, max: 11 });
  const fen = fc.integer({ min: 0, max: 1_000_000 });

  test('is either covered by the balance or opens the return of the rest, never both too little and nothing', () => {
    fc.assert(
      fc.property(months, fen, fen, (count, monthlyFen, balanceFen) => {
        const facts = {
          ...PENSIONER,
          certificate: { deathDate: '2026-01-10' },
          register: { cancelledForDeath: true, deathDate: '2026-01-10' },
          balance: { balanceFen },
          pension: { lastPaidMonth: `2026-${String(count + 1).padStart(2, '0')}`, monthlyFen },
        };
        const assessment = assessed(service, facts, BY_YEARS);
        const overpaid = count * monthlyFen;
        expect(amountsOf(assessment)).toEqual({
          balance: Math.max(0, balanceFen - overpaid),
          funeral: 150000,
        });
        expect(assessment.drafts).toEqual(overpaid > balanceFen ? ['pension-repayment'] : []);
      }),
      { numRuns: 200 },
    );
  });

  test('opens the return of all of it where the place sets nothing off', () => {
    const assessment = assessed(service, PENSIONER, { ...BY_YEARS, offset: 'NONE' });
    expect(assessment.drafts).toEqual(['pension-repayment']);
    expect(amountsOf(assessment).balance).toBe(631245);
  });
});
