import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personalAccount } from '../personal-account/definition.ts';
import { IN_WORK } from '../personal-account/examples.ts';
import { amountsOf, askedNext, assessed, compiled } from '../testing/assessing.ts';
import { pensionRepayment } from './definition.ts';
import { ONE_MONTH } from './examples.ts';

const service = compiled(pensionRepayment);
const inheritance = compiled(personalAccount);

describe('the return of overpaid pension', () => {
  test('is taken back and never paid, and never decided by the system alone', () => {
    expect(service.definition.direction).toBe('recover');
    expect(service.definition.decision.mode).toBe('clerk');
  });

  test('asks only what the sum rests on, and nothing about the family', () => {
    expect(askedNext(service, { claim: {} }, {})).toEqual([
      ['certificate', 'E-DTH-MED'],
      ['register', 'E-HUK-CXL'],
      ['pension', 'E-PEN-PAY'],
      ['balance', 'E-PEN-BAL'],
    ]);
  });

  test('names no day by which to pay', () => {
    const { summary, whoFor, pays } = service.definition;
    expect([summary, whoFor, pays].map((text) => text['zh-CN']).join('')).not.toMatch(/[0-9]+(个)?(工作)?日/);
  });

  test('and the heirs’ balance never take or give the same fen twice', () => {
    const fen = fc.integer({ min: 0, max: 2_000_000 });
    const word = fc.constantFrom('ACCOUNT_ONLY', 'NONE');
    fc.assert(
      fc.property(fen, fen, word, (monthlyFen, balanceFen, offset) => {
        const pension = { lastPaidMonth: '2026-04', monthlyFen };
        const death = { certificate: ONE_MONTH.certificate ?? null, register: ONE_MONTH.register ?? null };
        const facts = { ...death, pension, balance: { balanceFen } };
        const { overpaid = -1 } = amountsOf(assessed(service, { ...ONE_MONTH, ...facts }, { offset }));
        const { balance = -1 } = amountsOf(assessed(inheritance, { ...IN_WORK, ...facts }, { offset }));
        expect(balance - overpaid).toBe(balanceFen - monthlyFen);
        expect(Math.min(balance, overpaid)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});
