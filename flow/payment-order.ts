import { z } from 'zod';
import { PartyRole } from '#domain/service.ts';

/** What a payment order keeps sealed: how much, to whom, into which account. */
export const PaymentOrder = z.object({
  totalFen: z.int().positive(),
  payee: PartyRole,
  account: z.string().min(1),
  holder: z.string().min(1),
});
export type PaymentOrder = z.infer<typeof PaymentOrder>;
