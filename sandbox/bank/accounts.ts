import type { City } from '../city/city.ts';
import { likeness } from '../city/spelling.ts';
import type { BatchLine, BounceReason } from './protocol.ts';

/** Why a payment to this account under this name cannot be booked; null where it can. */
export type Judge = (line: Pick<BatchLine, 'account' | 'name'>) => BounceReason | null;

/**
 * The bank's judgement of a payment: it knows the city's cards with the names it wrote down itself. A name that is only
 * written otherwise is booked by hand; another name goes back.
 */
export function judgeOf(city: City, isClosed: (account: string) => boolean): Judge {
  const holders = new Map<string, string>();
  for (const person of city.people) {
    if (person.card) holders.set(person.card, person.heldNames['card-bank'] ?? person.name);
  }
  return ({ account, name }) => {
    const holder = holders.get(account);
    if (holder === undefined) return 'no_such_account';
    if (isClosed(account)) return 'account_closed';
    return likeness(name, holder) === 'different' ? 'name_mismatch' : null;
  };
}
