import type { CaseId } from '#domain/ids.ts';
import type { Arrival } from '#flow/record-answers.ts';

/**
 * Puts the answers of one case into as few transactions as they allow: while one is being written, those that arrive are
 * collected and written together. Cases do not wait for one another.
 */
export interface CaseInbox {
  /** Resolves when the arrival has been written, or rejects as its writing did. */
  put(caseId: CaseId, arrival: Arrival): Promise<void>;
}

interface Waiting {
  arrival: Arrival;
  done: PromiseWithResolvers<void>;
}

/** Opens an inbox that writes through `write`. */
export function openCaseInbox(
  write: (caseId: CaseId, arrivals: readonly Arrival[]) => Promise<void>,
): CaseInbox {
  const inboxes = new Map<CaseId, Waiting[]>();
  const drain = async (caseId: CaseId, inbox: Waiting[]) => {
    // Answers that came in with the same packet of events are one batch.
    await new Promise(setImmediate);
    while (inbox.length > 0) {
      const batch = inbox.splice(0);
      const arrivals = batch.map(({ arrival }) => arrival);
      try {
        await write(caseId, arrivals);
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    inboxes.delete(caseId);
  };
  return {
    put(caseId, arrival) {
      const done = Promise.withResolvers<void>();
      const inbox = inboxes.get(caseId);
      if (inbox !== undefined) {
        inbox.push({ arrival, done });
      } else {
        const fresh = [{ arrival, done }];
        inboxes.set(caseId, fresh);
        void drain(caseId, fresh);
      }
      return done.promise;
    },
  };
}
