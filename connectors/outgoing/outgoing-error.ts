/** Which rule for outgoing calls was broken, or what became of a call that was allowed. */
export type OutgoingRule =
  | 'bad_url'
  | 'https_required'
  | 'unresolved'
  | 'address_refused'
  | 'unreachable'
  | 'timeout'
  | 'redirect'
  | 'too_large'
  | 'encoded'
  | 'bad_charset';

/** An outgoing call that was not made, or whose reply was not taken. Names the rule and the host; never path, query or body. */
export class OutgoingError extends Error {
  readonly rule: OutgoingRule;

  constructor(rule: OutgoingRule, host: string, options?: ErrorOptions) {
    super(`outgoing call to ${host}: ${rule}`, options);
    this.name = 'OutgoingError';
    this.rule = rule;
  }
}

const UNREADABLE: readonly OutgoingRule[] = ['too_large', 'encoded', 'bad_charset'];

/** What a failed call means for an answer: the department is slow, out of reach, or says what nobody can read. */
export function failureOf(error: unknown): 'down' | 'timeout' | 'malformed' {
  if (!(error instanceof OutgoingError)) return 'down';
  if (error.rule === 'timeout') return 'timeout';
  return UNREADABLE.includes(error.rule) ? 'malformed' : 'down';
}
