import parameters from '../reference/parameters.json' with { type: 'json' };
import { monthsThrough } from './dates.ts';
import type { Insurance } from './person.ts';

/** Survivors' benefit in whole fen. */
export type Benefit = { funeralFen: number; gratuityFen: number };

/**
 * What a death is worth by 人社部发〔2021〕18号 with part-years pro rata and rounding at the end, half up. Worked out here with
 * whole numbers and on its own, so that the product's rules can be compared with it.
 */
export function benefitFor(date: string, insurance: Insurance): Benefit {
  const income = BigInt(incomeFenBefore(date));
  const contributed = insurance.oldMonths + insurance.newMonths + insurance.deemedMonths;
  const twelfths = insurance.pension
    ? Math.max(9 * 12, tableTwelfths(contributed) - monthsThrough(insurance.pension.from, date.slice(0, 7)))
    : tableTwelfths(contributed);
  const funeralFen = divideHalfUp(income * 2n, 12n);
  const gratuityFen = divideHalfUp(income * BigInt(twelfths), 144n);
  if (contributed >= 60) return { funeralFen, gratuityFen };
  const cap = insurance.oldPaidFen + insurance.newPaidFen;
  const funeral = Math.min(funeralFen, cap);
  return { funeralFen: funeral, gratuityFen: Math.min(gratuityFen, cap - funeral) };
}

/** Months of base by contribution months, in twelfths of a month. */
function tableTwelfths(contributed: number): number {
  if (contributed < 60) return 3 * 12;
  if (contributed < 120) return 6 * 12;
  if (contributed <= 180) return 9 * 12;
  return Math.min(24 * 12, 9 * 12 + (contributed - 180));
}

function incomeFenBefore(date: string): number {
  const year = String(Number(date.slice(0, 4)) - 1);
  const row = parameters.find(
    (entry) => entry.key === 'income.urban.per-capita' && entry.validFrom.startsWith(year),
  );
  if (!row) throw new RangeError(`no income figure for ${year}`);
  return Math.round(Number(row.value) * 100);
}

function divideHalfUp(dividend: bigint, divisor: bigint): number {
  return Number((dividend * 2n + divisor) / (divisor * 2n));
}
