import { z } from 'zod';
import { fail, ok, type Result } from './result.ts';

/** Number of a bank card (银行卡号), 16 to 19 digits, Luhn check digit right (ISO/IEC 7812-1). Passbooks have none. */
export const BankCard = z
  .string()
  .regex(/^\d{16,19}$/, { abort: true })
  .refine(hasLuhn, 'wrong check digit')
  .brand<'BankCard'>();
export type BankCard = z.infer<typeof BankCard>;

/** Reads a cleaned card number. Whether the account exists and whose it is, only the bank can say. */
export function parseBankCard(text: string): Result<BankCard, 'E_LEN' | 'E_CHAR' | 'E_CHECK'> {
  if (text.length < 16 || text.length > 19) return fail('E_LEN');
  if (!/^\d+$/.test(text)) return fail('E_CHAR');
  const card = BankCard.safeParse(text);
  return card.success ? ok(card.data) : fail('E_CHECK');
}

function hasLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
