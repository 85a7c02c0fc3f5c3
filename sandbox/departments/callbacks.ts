import type { Clock } from '../clock.ts';
import type { LateDue, Ledger } from './ledger.ts';

const LOOK_EVERY_MS = 100;
const MOST_ATTEMPTS = 8;

export type Callbacks = { stop(): Promise<void> };

/**
 * Delivers late answers when they are due by the sandbox's clock, also those owed from before a restart. An unreachable
 * caller is tried again after 1, 2, 4 … seconds; a caller that rejects the answer is not.
 */
export function startCallbacks(ledger: Ledger, secret: string, clock: Clock): Callbacks {
  let running = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = deliverDue(ledger, secret, clock)
      .catch((cause: unknown) => console.error('late answers could not be delivered', cause))
      .finally(() => {
        busy = false;
      });
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}

async function deliverDue(ledger: Ledger, secret: string, clock: Clock): Promise<void> {
  const now = clock.now().getTime();
  for (const late of ledger.listOwed().filter((owed) => owed.dueAt <= now)) {
    const settled = await deliver(late, secret);
    const tired = late.attempts + 1 >= MOST_ATTEMPTS ? 'given up' : null;
    ledger.attempted(late.ticket, settled ?? tired, now + 1_000 * 2 ** late.attempts);
  }
}

/** How the delivery ended, or null if it is worth trying again. */
async function deliver(late: LateDue, secret: string): Promise<string | null> {
  try {
    const response = await fetch(late.callback, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: late.reply,
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    if (response.ok) return 'delivered';
    return response.status >= 500 || response.status === 429 ? null : `rejected with ${response.status}`;
  } catch {
    // Nobody listens there at the moment: the portal may be restarting.
    return null;
  }
}
