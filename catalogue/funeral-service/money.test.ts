import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountsOf, assessed, compiled, type Figures } from '../testing/assessing.ts';
import { funeralService } from './definition.ts';
import { CREMATED_ELSEWHERE, SCHEDULE, UNUSED } from './example-facts.ts';
import { items } from './items.ts';

const service = compiled(funeralService);

type Sheet = typeof UNUSED;

function assessSheet(services: Sheet, figures: Figures) {
  return assessed(service, { ...CREMATED_ELSEWHERE, services }, figures);
}

function refundOf(services: Sheet, figures: Figures): number {
  const { refund } = amountsOf(assessSheet(services, figures));
  if (refund === undefined) throw new Error('the refund is known');
  return refund;
}

const actualOf = (sheet: Sheet) =>
  sheet.transferFen +
  sheet.handlingFen +
  sheet.disinfectionFen +
  sheet.storageFen +
  sheet.farewellFen +
  sheet.cremationFen +
  sheet.urnFen +
  sheet.keepingFen;

const fen = fc.integer({ min: 0, max: 300_000 });
const quantity = fc.integer({ min: 1, max: 300 });
const sheet: fc.Arbitrary<Sheet> = fc.record({
  nettedOff: fc.constant(false),
  transferKm: quantity,
  transferFen: fen,
  handlingFen: fen,
  disinfectionFen: fen,
  storageDays: quantity,
  storageFen: fen,
  farewellFen: fen,
  cremationFen: fen,
  urnFen: fen,
  keepingYears: quantity,
  keepingFen: fen,
});

const whole = (most: number) => fc.integer({ min: 0, max: most }).map(String);
const price = fc.oneof(whole(500), fc.constant('ACTUAL'));
const max = fc.oneof(whole(200), fc.constant('ONCE'));
const schedule: fc.Arbitrary<Record<string, string>> = fc
  .record({
    prices: fc.array(price, { minLength: 8, maxLength: 8 }),
    most: fc.array(max, { minLength: 8, maxLength: 8 }),
    totalCap: fc.oneof(whole(3000), fc.constant('NONE')),
  })
  .map(({ prices, most, totalCap }) => ({
    ...SCHEDULE,
    totalCap,
    ...Object.fromEntries(
      items.flatMap(({ code }, index) => [
        [`${code}Price`, prices[index] ?? '0'],
        [`${code}Max`, most[index] ?? '0'],
      ]),
    ),
  }));

describe('the refund', () => {
  test('is never more than what was paid, and never more than the total cap', () => {
    fc.assert(
      fc.property(sheet, schedule, (services, figures) => {
        const refund = refundOf(services, figures);
        expect(refund).toBeGreaterThanOrEqual(0);
        expect(refund).toBeLessThanOrEqual(actualOf(services));
        if (figures.totalCap !== 'NONE') expect(refund).toBeLessThanOrEqual(Number(figures.totalCap) * 100);
      }),
      { numRuns: 300 },
    );
  });

  test('of a counted item is never more than its price for as much of it as is covered', () => {
    const counted = fc.constantFrom(...items.filter((item) => item.quantity !== null));
    fc.assert(
      fc.property(sheet, counted, whole(500), whole(200), (services, { code }, most, count) => {
        const unpaid = Object.fromEntries(items.map((item) => [`${item.code}Price`, '0']));
        const figures = {
          ...SCHEDULE,
          ...unpaid,
          totalCap: 'NONE',
          [`${code}Price`]: most,
          [`${code}Max`]: count,
        };
        expect(refundOf(services, figures)).toBeLessThanOrEqual(Number(most) * Number(count) * 100);
      }),
      { numRuns: 200 },
    );
  });

  test('of a sheet on which nothing was used is nothing, whatever the schedule', () => {
    fc.assert(
      fc.property(schedule, (figures) => {
        expect(refundOf(UNUSED, figures)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  test('never falls when a price, a quantity or the total cap is raised', () => {
    const raised = fc.constantFrom(
      'totalCap',
      ...items.flatMap(({ code }) => [`${code}Price`, `${code}Max`]),
    );
    fc.assert(
      fc.property(
        sheet,
        schedule,
        raised,
        fc.integer({ min: 1, max: 100 }),
        (services, figures, name, more) => {
          const before = Number(figures[name]);
          fc.pre(Number.isFinite(before));
          const after = { ...figures, [name]: String(before + more) };
          expect(refundOf(services, after)).toBeGreaterThanOrEqual(refundOf(services, figures));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('in part of a quantity at what it cost is rounded half up to the fen', () => {
    const figures = { ...SCHEDULE, storagePrice: 'ACTUAL', storageMax: '3' };
    expect(refundOf({ ...UNUSED, storageDays: 7, storageFen: 10000 }, figures)).toBe(4286);
  });

  test.each([
    ['storagePrice', 'FREE'],
    ['storageMax', 'WEEK'],
    ['totalCap', 'UNLIMITED'],
  ])('is unknown where %s is the word %s: no default stands in', (name, word) => {
    const services = { ...UNUSED, storageDays: 2, storageFen: 10000 };
    expect(amountsOf(assessSheet(services, { ...SCHEDULE, [name]: word }))).toEqual({});
  });
});
