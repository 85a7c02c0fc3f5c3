import { z } from 'zod';

/**
 * How the bank behaves: normal · slow: does what it is asked and answers after `delayMs` · refused: nobody listens on its
 * port · broken: HTTP 503 · lost_answer: takes a batch, then closes the connection without an answer · hold: takes
 * batches and settles nothing.
 */
export const BANK_MODES = ['normal', 'slow', 'refused', 'broken', 'lost_answer', 'hold'] as const;

export const BankBehaviour = z.object({
  mode: z.enum(BANK_MODES).default('normal'),
  /** Milliseconds before an answer in mode slow. */
  delayMs: z.coerce.number().int().min(0).max(600_000).default(5_000),
  /** Milliseconds from taking a batch to settling its lines, for batches taken from now on. */
  settleMs: z.coerce.number().int().min(0).max(864_000_000).default(2_000),
});
export type BankBehaviour = z.infer<typeof BankBehaviour>;

/** An account is closed, or opened again: from then on its payments bounce, or do not. */
export const AccountChange = z.object({
  account: z.string().trim().min(1).max(40),
  closed: z.union([z.boolean(), z.stringbool()]),
});
export type AccountChange = z.infer<typeof AccountChange>;
