import type { SignedMessage } from '#domain/exchange.ts';

/** Longer than any signature is good. */
const KEEP_MS = 10 * 60_000;
const MOST = 50_000;

/**
 * Takes each signed message once for as long as its signature is good. It stands before verbs that have one effect however
 * often they are called, also by another broker: so a process may forget, and a thief who replays learns that he was noticed.
 */
export interface ReplayGuard {
  /** @returns false for a message that was taken before */
  take(signed: SignedMessage): boolean;
  /** A message that could not be written may come again. */
  forget(signed: SignedMessage): void;
}

export function openReplayGuard(clock: () => Date): ReplayGuard {
  const taken = new Map<string, number>();
  const keyOf = ({ keyId, signature }: SignedMessage) => `${keyId}:${signature}`;
  return {
    take(signed) {
      const now = clock().getTime();
      for (const [key, until] of taken) {
        // In the order in which they came: the first that is still good ends it.
        if (until > now && taken.size <= MOST) break;
        taken.delete(key);
      }
      const key = keyOf(signed);
      if (taken.has(key)) return false;
      taken.set(key, now + KEEP_MS);
      return true;
    },
    forget(signed) {
      taken.delete(keyOf(signed));
    },
  };
}
