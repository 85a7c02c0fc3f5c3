import { lowerOneRung, wakeOneCase } from '#flow/due-cases.ts';
import { log } from '#flow/log.ts';
import { type DeliverySettings, deliverBatch, deliverNotice } from './deliver.ts';
import { type Gatherer, openGatherer } from './gather.ts';
import { listenForSteps } from './listen.ts';
import type { ConnectorRegistry } from './registry.ts';

const POLL_MS = 500;
/** What follows from an answer or a signature is looked for so much later: then several go together. */
const SOON_MS = 200;
const CALLS_AT_ONCE = 128;

export interface BrokerSettings extends DeliverySettings {
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
  const looking = repeatable(() => lookAtDueCases(settings, gatherer, sending.poke));
  const lookingSoon = later(looking.poke, SOON_MS);
  const handlers = { onMore: sending.poke, onWritten: lookingSoon.poke };
  const gatherer = openGatherer({ ...settings, width: CALLS_AT_ONCE, ...handlers });
  const outbox = [repeatable(() => deliverNotice(settings)), repeatable(() => deliverBatch(settings))];
  const lookEverywhere = () => {
    for (const work of [sending, looking, ...outbox]) work.poke();
  };
  const unlisten = await listenForSteps(settings.listenerUrl, () => {
    sending.poke();
    lookingSoon.poke();
  });
  const timer = setInterval(lookEverywhere, POLL_MS);
  lookEverywhere();
  return {
    async stop() {
      clearInterval(timer);
      lookingSoon.stop();
      await unlisten();
      await Promise.all([sending, looking, ...outbox].map((work) => work.stop()));
      gatherer.stop();
      await gatherer.settle();
    },
  };
}

/** Pokes once, so long after the first of many pokes. */
function later(poke: () => void, delayMs: number): { poke: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const fire = () => {
    timer = undefined;
    poke();
  };
  return {
    poke: () => {
      timer ??= setTimeout(fire, delayMs);
    },
    stop: () => clearTimeout(timer),
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

/** One of each kind of work that is due; what it puts into the queue is sent without waiting for the poll. */
async function lookAtDueCases(
  { pool, clock }: BrokerSettings,
  gatherer: Gatherer,
  onMore: () => void,
): Promise<boolean> {
  const lowered = await lowerOneRung(pool, clock());
  const woken = await wakeOneCase(pool, clock());
  const followed = await gatherer.follow();
  const hasDone = lowered || woken || followed;
  if (hasDone) onMore();
  return hasDone;
}
