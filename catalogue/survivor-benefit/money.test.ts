import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { type AssessmentInput, assess } from '#domain/assess.ts';
import { compileService } from '#domain/rules.ts';
import { ServiceDefinition } from '#domain/service.ts';
import { survivorBenefit } from './definition.ts';
import { FIGURES_2026, IN_WORK } from './example-facts.ts';

const service = compileService(ServiceDefinition.parse(survivorBenefit), evidenceTypes);
const source = { 'zh-CN': '表', 'zh-TW': '表', en: 'table' };

/** Funeral grant and gratuity in fen of somebody at work, with the funeral grant drawn from one fund. */
function amountsOf(
  contributed: number,
  ownPaidFen: number,
  figures: Partial<typeof FIGURES_2026>,
  funeralFund = 'PENSION',
): [number, number] {
  const parameters: Record<string, string> = { ...FIGURES_2026, ...figures };
  const lookup: AssessmentInput['lookup'] = (key) => {
    const use = service.definition.parameters.find((parameter) => parameter.key === key);
    return { value: parameters[use?.name ?? ''] ?? '', area: '990000', source, publishedOn: null };
  };
  const contributions = {
    actualMonths: contributed,
    deemedMonths: 0,
    migrated: true,
    flexible: false,
    ownPaidFen,
  };
  const claim = { funeralFund };
  const { amounts } = assess(service, { facts: { ...IN_WORK, contributions }, claim, lookup });
  const [funeral, gratuity] = amounts.map(({ fen }) => fen);
  if (typeof funeral !== 'number' || typeof gratuity !== 'number') throw new Error('both amounts are known');
  return [funeral, gratuity];
}

/** n/d in whole numbers, a half up: an oracle that shares nothing with the rules. */
const halfUp = (n: bigint, d: bigint) => Number((2n * n + d) / (2n * d));

const years = (months: number) => {
  if (months < 60) return 36;
  if (months < 120) return 72;
  if (months <= 180) return 108;
  return months >= 360 ? 288 : months - 72;
};

const contributed = fc.integer({ min: 60, max: 480 });
const incomeFen = fc.integer({ min: 1_000_000, max: 20_000_000 });
const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

describe('money', () => {
  test('of 30,006 yuan and 157/144 of it is 32,714.88: a computer’s own decimals are a fen short here', () => {
    expect(amountsOf(229, 0, { income: '30006' })[1]).toBe(3271488);
  });

  test('never loses a fen, for any income and any months', () => {
    fc.assert(
      fc.property(contributed, incomeFen, (months, fen) => {
        const [funeral, gratuity] = amountsOf(months, 0, { income: yuan(fen) });
        expect(funeral).toBe(halfUp(2n * BigInt(fen), 12n));
        expect(gratuity).toBe(halfUp(BigInt(years(months)) * BigInt(fen), 144n));
      }),
      { numRuns: 400 },
    );
  });

  test('rounds to whole yuan where the place does, for either order of rounding', () => {
    const orders = fc.constantFrom('MULTIPLY_THEN_ROUND', 'ROUND_BASE_FIRST');
    fc.assert(
      fc.property(contributed, incomeFen, orders, (months, fen, rounding) => {
        const amounts = amountsOf(months, 0, { income: yuan(fen), rounding, unit: '1' });
        expect(amounts.map((amount) => amount % 100)).toEqual([0, 0]);
      }),
      { numRuns: 100 },
    );
  });

  test('below five years is never more than the own contributions, and the funeral grant is filled first', () => {
    const months = fc.integer({ min: 0, max: 59 });
    const paid = fc.integer({ min: 1, max: 5_000_000 });
    fc.assert(
      fc.property(months, paid, incomeFen, (contributedMonths, ownPaidFen, fen) => {
        const [funeral, gratuity] = amountsOf(contributedMonths, ownPaidFen, { income: yuan(fen) });
        const [full, most] = [halfUp(2n * BigInt(fen), 12n), halfUp(36n * BigInt(fen), 144n)];
        expect(funeral + gratuity).toBe(Math.min(ownPaidFen, full + most));
        expect(funeral).toBe(Math.min(ownPaidFen, full));
      }),
      { numRuns: 300 },
    );
  });

  test('from five years on is not capped', () => {
    expect(amountsOf(60, 1, {})).toEqual([1108417, 3325250]);
  });

  test('of another insurance’s funeral grant takes nothing from the gratuity', () => {
    expect(amountsOf(60, 1, {}, 'INJURY')).toEqual([0, 3325250]);
    expect(amountsOf(229, 0, { income: '30006' }, 'UNEMPLOYMENT')).toEqual([0, 3271488]);
  });

  test('below five years may go to the gratuity up to the own contributions where no funeral grant is drawn', () => {
    expect(amountsOf(43, 1462080, {}, 'INJURY')).toEqual([0, 1462080]);
    expect(amountsOf(43, 9900000, {}, 'INJURY')).toEqual([0, 1662625]);
  });

  test('is left open where the choice of the fund is not one of the three', () => {
    expect(() => amountsOf(60, 1, {}, 'SAVINGS')).toThrow('both amounts are known');
  });
});
