import { accountTail } from '#domain/masking.ts';
import { civilDateOf } from '../ui/date-words.ts';
import type { CaseContext } from './case-context.ts';
import { nearDateWords } from './when-words.ts';

/** Why the bank sent money back, as its protocol names it; `other` for a word that the portal does not know. */
const BOUNCE_REASONS = ['no_such_account', 'name_mismatch', 'account_closed', 'duplicate_order'] as const;
export type BounceReason = (typeof BOUNCE_REASONS)[number] | 'other';

export function bounceReason(word: string | null): BounceReason {
  return BOUNCE_REASONS.find((reason) => reason === word) ?? 'other';
}

/** Where the money of a grant is. */
export type Payment =
  | { state: 'ordered' }
  /** `date`: the day of the bank's word, in words. */
  | { state: 'paid'; date: string }
  | { state: 'bounced'; reason: BounceReason };

/** Null where no money is ordered. */
export function paymentOf({ view, words, now }: CaseContext): Payment | null {
  const last = view.history.findLast(({ event }) => event.type === 'payment.reported');
  if (view.state.payment === null) return null;
  if (view.state.payment === 'ordered' || last?.event.type !== 'payment.reported')
    return { state: 'ordered' };
  const { result, reason } = last.event.data;
  if (result === 'bounced') return { state: 'bounced', reason: bounceReason(reason) };
  return { state: 'paid', date: nearDateWords(words.locale, civilDateOf(last.at.toISOString()), now) };
}

/** The tail of the account that the money goes to; null once the applicant has named another one, which stays sealed. */
export function accountTailOf({ view }: CaseContext, accountFrom: string): string | null {
  const isCorrected = view.history.some(({ event }) => event.type === 'account.corrected');
  const account = view.claim[accountFrom];
  return isCorrected || account === undefined ? null : accountTail(account);
}
