import { Fraction } from 'fraction.js';
import { z } from 'zod';

/** Fen (分): an amount of money in whole hundredths of a yuan, within the safe integers. A debt is negative. */
export const Fen = z.int().brand<'Fen'>();
export type Fen = z.infer<typeof Fen>;

/** The unit to which an amount in yuan is rounded: one fen or one yuan. Which one is a province's parameter. */
export const RoundingUnit = z.enum(['0.01', '1']);
export type RoundingUnit = z.infer<typeof RoundingUnit>;

const FEN_PER_YUAN = 100;
const FEN_PER_UNIT = { '0.01': 1, '1': FEN_PER_YUAN } as const satisfies Record<RoundingUnit, number>;
const MINUS = '\u2212';

/**
 * A whole number as money, in fen.
 * @throws RangeError if it is not a whole number or too large to be exact.
 */
export function fen(count: number): Fen {
  const parsed = Fen.safeParse(count + 0);
  if (!parsed.success) throw new RangeError(`not a whole, safe number of fen: ${count}`);
  return parsed.data;
}

/** The exact value in yuan. */
export function yuanFromFen(amount: Fen): Fraction {
  return new Fraction(amount, FEN_PER_YUAN);
}

/**
 * The fen of an amount in yuan that is a whole number of fen already.
 * @throws RangeError if something would have to be rounded: rounding is a decision, see `roundYuan`.
 */
export function fenFromYuan(yuan: Fraction): Fen {
  const exact = yuan.mul(FEN_PER_YUAN);
  if (exact.d !== 1n)
    throw new RangeError('the amount is not a whole number of fen and must be rounded first');
  return fenFromBigInt(exact.s * exact.n);
}

/**
 * Rounds an exact amount in yuan to one fen or one yuan, half up in the sense of DMN's `round half up`:
 * a half goes away from zero, so that a repayment rounds to the same figure as the grant it takes back.
 * @returns whole fen
 */
export function roundYuan(yuan: Fraction, unit: RoundingUnit): Fen {
  const fenPerUnit = FEN_PER_UNIT[unit];
  const units = yuan.mul(FEN_PER_YUAN).div(fenPerUnit);
  const size = (2n * units.n + units.d) / (2n * units.d);
  return fenFromBigInt(units.s * size * BigInt(fenPerUnit));
}

/** The sum of the amounts; 0 for none. */
export function sumFen(amounts: readonly Fen[]): Fen {
  return fenFromBigInt(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
}

/**
 * Splits an amount by whole-number weights without losing or making a fen: each share is the exact share cut to
 * whole fen, and the fen left over go to the largest remainders, the earlier share first where they are equal.
 * @throws RangeError if a weight is negative or not whole, or if all are zero.
 */
export function splitFen(total: Fen, weights: readonly number[]): Fen[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError('weights are whole numbers from 0');
  }
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (whole === 0n) throw new RangeError('at least one weight is above 0');

  const size = BigInt(Math.abs(total));
  const shares = weights.map((weight, index) => {
    const product = size * BigInt(weight);
    return { index, cut: product / whole, remainder: product % whole };
  });
  const left = Number(size - shares.reduce((sum, share) => sum + share.cut, 0n));
  const favoured = new Set(
    shares
      .toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)
      .slice(0, left)
      .map((share) => share.index),
  );
  const sign = total < 0 ? -1n : 1n;
  return shares.map(({ index, cut }) => fenFromBigInt(sign * (cut + (favoured.has(index) ? 1n : 0n))));
}

/** The figure as pages and letters show it: `60,962.92`, in yuan, minus as U+2212, without sign or unit. */
export function formatFen(amount: Fen): string {
  const size = Math.abs(amount);
  const yuan = String(Math.floor(size / FEN_PER_YUAN)).replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = String(size % FEN_PER_YUAN).padStart(2, '0');
  return `${amount < 0 ? MINUS : ''}${yuan}.${cents}`;
}

function fenFromBigInt(count: bigint): Fen {
  return fen(Number(count));
}
