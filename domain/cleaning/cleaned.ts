/**
 * One step by which a written value was made readable. `reason` is a machine word (domain/answer.ts `Cleaning`); raw and
 * clean are what stood before and after it, null where nothing certain was left.
 */
export interface Step {
  reason: string;
  raw: string;
  clean: string | null;
}

/**
 * What a written value comes to. A `doubt` names why no certain value can be had: then `value` is null and nobody may
 * decide on it. Without a doubt, null means that the source wrote that it has none.
 */
export interface Cleaned<T> {
  value: T | null;
  doubt: string | null;
  steps: readonly Step[];
}

export function certain<T>(value: T | null, steps: readonly Step[] = []): Cleaned<T> {
  return { value, doubt: null, steps };
}

export function doubtful(doubt: string, raw: string, steps: readonly Step[] = []): Cleaned<never> {
  return { value: null, doubt, steps: [...steps, { reason: doubt, raw, clean: null }] };
}

/** Puts earlier steps before those of a later reading. */
export function after<T>(steps: readonly Step[], next: Cleaned<T>): Cleaned<T> {
  return { ...next, steps: [...steps, ...next.steps] };
}
