/**
 * What a check of foreign input returns: a value, or a stable code that says which rule it broke.
 * Warnings never stand in the way of the value (an old record may be wrong and still be the right person's).
 * Codes begin with `E_`, warnings with `W_`; both are for programs, the interface has the words.
 */
export type Result<T, C extends string = never, W extends string = never> =
  | { ok: true; value: T; warnings?: readonly W[] }
  | { ok: false; code: C };

/** A result that holds, without warnings. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** A result that does not hold, by the rule that was broken. */
export const fail = <C extends string>(code: C): { ok: false; code: C } => ({ ok: false, code });
