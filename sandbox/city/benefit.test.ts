import { describe, expect, test } from 'vitest';
import { benefitFor } from './benefit.ts';
import { insurance } from './person.ts';

const working = (months: number, ownPaidFen = 99_000_000) =>
  insurance({ scheme: 'EMPLOYEE', status: 'ACTIVE', newMonths: months, newPaidFen: ownPaidFen });
const BASE_FEN = 6_650_500 / 12;

describe('the benefit of a death in 2026', () => {
  test('a pensioner of 33 years 4 months with 18 years drawn leaves 60,962.92 yuan', () => {
    const known = insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 195,
      deemedMonths: 205,
      pension: { from: '2008-04', monthlyFen: 386_050, paidThrough: '2026-04' },
    });
    expect(benefitFor('2026-03-18', known)).toEqual({ funeralFen: 1_108_417, gratuityFen: 4_987_875 });
  });

  test('below five years both together are the own contributions, funeral first', () => {
    expect(benefitFor('2026-04-03', working(43, 1_462_080))).toEqual({
      funeralFen: 1_108_417,
      gratuityFen: 353_663,
    });
  });

  test.each([
    [60, 6],
    [119, 6],
    [120, 9],
    [180, 9],
    [181, 9 + 1 / 12],
    [186, 9.5],
    [359, 23 + 11 / 12],
    [360, 24],
    [480, 24],
  ])('%i months of contribution give %f months', (contributed, months) => {
    expect(benefitFor('2026-06-01', working(contributed)).gratuityFen).toBe(Math.round(months * BASE_FEN));
  });

  test('a death on 31 December counts by the income of the year before', () => {
    expect(benefitFor('2025-12-31', working(120)).funeralFen).toBe(1_060_000);
    expect(benefitFor('2026-01-01', working(120)).funeralFen).toBe(1_108_417);
  });
});
