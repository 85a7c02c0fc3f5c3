import type { CaseId } from '#domain/ids.ts';
import type { Arrival } from '#flow/record-answers.ts';

/** How long an answer waits for others of its case that are on their way: too short for a person to see. */
const LINGER_MS = 150;

/**
 * Puts the answers of one case into few transactions. An answer is written at once when none of its case is on its way
 * any more; otherwise it waits a moment for them. Cases do not wait for one another.
 */
export interface CaseInbox {
  /** Announces answers that will be put. */
  expect(caseId: CaseId, count: number): void;
  /** Resolves when the announced arrival has been written, or rejects as its writing did. */
  put(caseId: CaseId, arrival: Arrival): Promise<void>;
}

interface Box {
  expected: number;
  waiting: { arrival: Arrival; done: PromiseWithResolvers<void> }[];
  timer: NodeJS.Timeout | undefined;
  isWriting: boolean;
}

/** Opens an inbox that writes through `write`, one batch of a case at a time. */
export function openCaseInbox(
  write: (caseId: CaseId, arrivals: readonly Arrival[]) => Promise<void>,
): CaseInbox {
  const boxes = new Map<CaseId, Box>();

  const flush = async (caseId: CaseId, box: Box) => {
    clearTimeout(box.timer);
    box.timer = undefined;
    if (box.isWriting || box.waiting.length === 0) return;
    box.isWriting = true;
    const batch = box.waiting.splice(0);
    const arrivals = batch.map(({ arrival }) => arrival);
    try {
      await write(caseId, arrivals);
      for (const { done } of batch) done.resolve();
    } catch (error) {
      for (const { done } of batch) done.reject(error);
    }
    box.isWriting = false;
    if (box.expected === 0 && box.waiting.length === 0) boxes.delete(caseId);
    else settle(caseId, box);
  };
  const settle = (caseId: CaseId, box: Box) => {
    if (box.waiting.length === 0) return;
    if (box.expected === 0) void flush(caseId, box);
    else box.timer ??= setTimeout(() => void flush(caseId, box), LINGER_MS);
  };
  const boxOf = (caseId: CaseId): Box => {
    const box = boxes.get(caseId) ?? { expected: 0, waiting: [], timer: undefined, isWriting: false };
    boxes.set(caseId, box);
    return box;
  };
  return {
    expect(caseId, count) {
      boxOf(caseId).expected += count;
    },
    put(caseId, arrival) {
      const box = boxOf(caseId);
      const done = Promise.withResolvers<void>();
      box.expected -= 1;
      box.waiting.push({ arrival, done });
      settle(caseId, box);
      return done.promise;
    },
  };
}
