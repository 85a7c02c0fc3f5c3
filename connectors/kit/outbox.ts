import { z } from 'zod';
import type { SigningKey } from '../keys.ts';
import { traceparent } from '../native-message.ts';
import { VerifyRequest } from '../protocol.ts';
import { signRequest } from '../signatures.ts';
import { answerLate, type Office } from './settle.ts';
import type { Owed } from './store.ts';

const LOOK_EVERY_MS = 250;
const TIMEOUT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
/** With at most an hour between two of them, four days. */
const MOST_ATTEMPTS = 108;
/** The portal has read it and does not want it; nothing else is a reason to stop. */
const REJECTED = [400, 403, 409, 413, 422];

const Question = z.object({ asked: VerifyRequest, askedAt: z.iso.datetime() });

export interface Outbox {
  stop(): Promise<void>;
}

/**
 * Delivers late answers and events, signed, also those from before a restart. What cannot be delivered is tried again after
 * 1, 2, 4 … seconds, at most an hour.
 */
export function startOutbox(office: Office, key: SigningKey): Outbox {
  let running = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = deliverDue(office, key)
      .catch((cause: unknown) => office.report(`the outbox failed: ${String(cause)}`))
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

async function deliverDue(office: Office, key: SigningKey): Promise<void> {
  const now = office.clock().getTime();
  const due = office.store.listOwed().filter(({ dueAt }) => dueAt <= now);
  await Promise.all(due.map((owed) => deliver(office, key, owed)));
}

async function deliver(office: Office, key: SigningKey, owed: Owed): Promise<void> {
  const { store, clock } = office;
  const body = owed.body ?? (await findBody(office, owed));
  if (body === undefined) return;
  const settled = await send(owed.url, owed.ticket, body, key, clock());
  const isTired = settled === null && owed.attempts + 1 >= MOST_ATTEMPTS;
  const wait = Math.min(1_000 * 2 ** owed.attempts, LONGEST_WAIT_MS);
  store.attempted(owed.ticket, isTired ? 'given up' : settled, clock().getTime() + wait);
  if (isTired || settled?.startsWith('rejected'))
    office.report(`${owed.ticket}: ${settled ?? 'could not be delivered for four days'}`);
}

/** A late answer is looked up when it is due; it may then turn out to be later still. */
async function findBody(office: Office, { ticket, question }: Owed): Promise<string | undefined> {
  const told = await answerLate(office, ticket, Question.parse(JSON.parse(question ?? '')));
  if ('body' in told) {
    office.store.ready(ticket, told.body, office.clock().getTime());
    return told.body;
  }
  const soonest = office.clock().getTime() + 1_000;
  office.store.ready(ticket, null, Math.max(told.again.getTime(), soonest));
  return undefined;
}

/** How a delivery ended, or null if it is worth trying again. */
async function send(
  url: string,
  ticket: string,
  body: string,
  key: SigningKey,
  now: Date,
): Promise<string | null> {
  const headers = {
    'content-type': 'application/json',
    traceparent: traceparent(ticket.slice(ticket.indexOf(':') + 1)),
  };
  const message = { method: 'POST', url, headers, body };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, ...signRequest(message, key, now).headers },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return 'delivered';
    return REJECTED.includes(response.status) ? `rejected with ${response.status}` : null;
  } catch {
    // Nobody listens there at the moment: the portal may be restarting.
    return null;
  }
}
