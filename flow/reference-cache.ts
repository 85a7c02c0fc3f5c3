import type { Tx } from '#db/with-tx.ts';

/**
 * Remembers reference data, which changes by publication and not by cases, for a short while in this process.
 * @param forMs after which it is read again
 * @param load reads it by key; what failed to load is not remembered
 */
export function remembered<T>(
  forMs: number,
  load: (tx: Tx, key: string) => Promise<T>,
): (tx: Tx, key: string) => Promise<T> {
  const known = new Map<string, { value: T; readAt: number }>();
  return async (tx, key) => {
    const entry = known.get(key);
    if (entry !== undefined && performance.now() - entry.readAt < forMs) return entry.value;
    const value = await load(tx, key);
    known.set(key, { value, readAt: performance.now() });
    return value;
  };
}
