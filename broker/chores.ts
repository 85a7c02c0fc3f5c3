import { log } from '#flow/log.ts';

/** Work that is looked for again and again. */
export interface Chore {
  name: string;
  everyMs: number;
  /** Returns whether there may be more at once. */
  work: () => Promise<unknown>;
}

/** Work that runs one at a time: poked meanwhile it runs once more, and for as long as it says that there is more. */
export interface Repeatable {
  poke(): void;
  stop(): Promise<void>;
}

export function repeatable(work: () => Promise<unknown>, name: string): Repeatable {
  let wanted = false;
  let stopped = false;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (wanted && !stopped) {
      wanted = false;
      try {
        if ((await work()) === true) wanted = true;
      } catch (err) {
        log.warn({ err, work: name }, 'failed; tried again at the next poll');
      }
    }
    running = undefined;
  };
  return {
    poke: () => {
      wanted = true;
      running ??= run();
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** Does each chore at its own pace, until stopped; one that takes long holds up none of the others. */
export function startChores(chores: readonly Chore[]): { stop(): Promise<void> } {
  const started = chores.map(({ name, everyMs, work }) => {
    const repeated = repeatable(work, name);
    repeated.poke();
    return { repeated, timer: setInterval(repeated.poke, everyMs) };
  });
  return {
    async stop() {
      for (const { timer } of started) clearInterval(timer);
      await Promise.all(started.map(({ repeated }) => repeated.stop()));
    },
  };
}
