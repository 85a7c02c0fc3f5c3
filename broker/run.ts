import type { ConnectorRegistry } from '#connectors/registry.ts';
import type { Pool } from '#db/with-tx.ts';
import type { Clock } from '#flow/clock.ts';
import { lowerOneRung, wakeOneCase } from '#flow/due-cases.ts';
import { type Gatherer, openGatherer } from './gather.ts';
import { listenForSteps } from './listen.ts';
import { log } from './log.ts';

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

/** Runs until stopped: does what is due whenever a hint, an answer or half a second has come. */
export async function runBroker(settings: BrokerSettings): Promise<Broker> {
  let wanted = false;
  let stopped = false;
  let pass: Promise<void> | undefined;
  const poke = () => {
    wanted = true;
    pass ??= doWhatIsDue();
  };
  const gatherer = openGatherer({ ...settings, width: CALLS_AT_ONCE, onWritten: poke });
  async function doWhatIsDue(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      try {
        wanted = await onePass(settings, gatherer);
      } catch (err) {
        log.warn({ err }, 'pass failed; tried again at the next poll');
      }
    }
    pass = undefined;
  }
  const unlisten = await listenForSteps(settings.listenerUrl, poke);
  const timer = setInterval(poke, POLL_MS);
  poke();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await unlisten();
      await pass;
      gatherer.stop();
      await gatherer.settle();
    },
  };
}

/** Everything that is due once. Returns whether there may be more at once. */
async function onePass({ pool, clock }: BrokerSettings, gatherer: Gatherer): Promise<boolean> {
  const claimed = await gatherer.pass();
  const lowered = await lowerOneRung(pool, clock());
  const woken = await wakeOneCase(pool, clock());
  return claimed > 0 || lowered || woken;
}
