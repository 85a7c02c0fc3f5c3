import type { DatabaseSync } from 'node:sqlite';
import { type Clock, chinaDate } from '../clock.ts';
import { deliverFiles } from './deliver-files.ts';

const LOOK_MS = 1_000;

/** The homes' programs: they deliver at the start, whenever the sandbox's clock passes midnight, and when they are told to. */
export type Delivery = {
  /** Delivers tonight's files now. */
  deliver(): Promise<void>;
  stop(): Promise<void>;
};

export function startDelivery(folder: string, bureau: DatabaseSync, clock: Clock): Delivery {
  let delivered = '';
  let running: Promise<void> = Promise.resolve();
  const deliver = () => {
    const now = clock.now();
    delivered = chinaDate(now);
    running = running
      .then(() => deliverFiles(folder, bureau, now))
      .catch((cause: unknown) => console.error('tonight’s files were not delivered', cause));
    return running;
  };
  const timer = setInterval(() => {
    if (chinaDate(clock.now()) !== delivered) void deliver();
  }, LOOK_MS);
  void deliver();
  return {
    deliver,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
