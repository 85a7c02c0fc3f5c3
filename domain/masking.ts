const STAR = '*';

/** An identity number with its first six and last four places: `990102********0011`. Shorter texts are all stars. */
export function maskCitizenId(id: string): string {
  return mask(id, 6, 4);
}

/** A telephone number with its first three and last four places: `129****0001`. Shorter texts are all stars. */
export function maskPhone(phone: string): string {
  return mask(phone, 3, 4);
}

/** The last four places of an account, for "account ending in …"; all stars if it has no more than four. */
export function accountTail(account: string): string {
  return account.length > 4 ? account.slice(-4) : STAR.repeat(account.length);
}

/** At least as many places are hidden as the tail shows, so that a text of another kind is not given away. */
function mask(text: string, head: number, tail: number): string {
  const hidden = text.length - head - tail;
  if (hidden < tail) return STAR.repeat(text.length);
  return `${text.slice(0, head)}${STAR.repeat(hidden)}${text.slice(-tail)}`;
}
