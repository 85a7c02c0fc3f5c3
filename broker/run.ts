import type { ConnectorRegistry } from '#connectors/registry.ts';
import type { Pool } from '#db/with-tx.ts';
import type { Clock } from '#flow/clock.ts';
import { lowerOneRung, wakeOneCase } from '#flow/due-cases.ts';
import { log } from '#flow/log.ts';
import { openGatherer } from './gather.ts';
import { listenForSteps } from './listen.ts';

const POLL_MS = 500;
const CALLS_AT_ONCE = 128;

export interface BrokerSettings {
  pool: Pool;
  clock: Clock;
  registry: ConnectorRegistry;
  callback: string;
  listenerUrl: string;
}

/** A running broker. `stop` lets running calls finish and leaves the rest to the next process. */
export interface Broker {
  stop(): Promise<void>;
}

/** Runs until stopped: sends what is due at every hint, and twice a second looks at everything that may be due. */
export async function runBroker(settings: BrokerSettings): Promise<Broker> {
  const sending = repeatable(() => gatherer.pass());
  const gatherer = openGatherer({ ...settings, width: CALLS_AT_ONCE, onMore: sending.poke });
  const looking = repeatable(() => lookAtDueCases(settings));
  const unlisten = await listenForSteps(settings.listenerUrl, sending.poke);
  const timer = setInterval(() => {
    looking.poke();
    sending.poke();
  }, POLL_MS);
  sending.poke();
  return {
    async stop() {
      clearInterval(timer);
      await unlisten();
      await Promise.all([sending.stop(), looking.stop()]);
      gatherer.stop();
      await gatherer.settle();
    },
  };
}

/** Work that runs one at a time: poked meanwhile it runs once more, and for as long as it says that there is more. */
function repeatable(work: () => Promise<boolean>): { poke: () => void; stop: () => Promise<void> } {
  let wanted = false;
  let stopped = false;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (wanted && !stopped) {
      wanted = false;
      try {
        if (await work()) wanted = true;
      } catch (err) {
        log.warn({ err }, 'failed; tried again at the next poll');
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

async function lookAtDueCases({ pool, clock }: BrokerSettings): Promise<boolean> {
  const lowered = await lowerOneRung(pool, clock());
  const woken = await wakeOneCase(pool, clock());
  return lowered || woken;
}
