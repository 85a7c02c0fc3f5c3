import 'server-only';
import { log } from '#flow/log.ts';

/** A fault of ours, already logged by name and code. What it said may quote a person, so it goes no further. */
export class UnforeseenError extends Error {
  readonly reference: string;

  constructor(reference: string) {
    super(`reference ${reference}`);
    this.name = 'UnforeseenError';
    this.reference = reference;
  }
}

/** Logs a fault under a reference that a person can read out on the phone, and gives what may be shown instead. */
export function unforeseen(error: unknown): UnforeseenError {
  if (error instanceof UnforeseenError) return error;
  const reference = crypto.randomUUID().slice(0, 8);
  log.error({ err: error, reference }, 'unforeseen');
  return new UnforeseenError(reference);
}
