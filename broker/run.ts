import { findAnomalies } from '#flow/anomalies.ts';
import { deliverOfficerAnswers } from '#flow/deliver-officer-answers.ts';
import { lowerOneRung, wakeOneCase } from '#flow/due-cases.ts';
import type { HeadKey } from '#flow/proof/head.ts';
import { sealLedger } from '#flow/proof/seal-ledger.ts';
import { reopenOneCorrected } from '#flow/reopen-corrected.ts';
import { retireDueVersions } from '#flow/run-task.ts';
import { type Chore, repeatable, startChores } from './chores.ts';
import { type DeliverySettings, deliverBatch, deliverNotice } from './deliver.ts';
import { type Gatherer, openGatherer } from './gather.ts';
import { listenForSteps } from './listen.ts';
import type { ConnectorRegistry } from './registry.ts';

const POLL_MS = 500;
/** What follows from an answer or a signature is looked for so much later: then several go together. */
const SOON_MS = 200;

export interface BrokerSettings extends DeliverySettings {
  registry: ConnectorRegistry;
  callback: string;
  listenerUrl: string;
  /** Signs the ledger's heads. */
  headKey: HeadKey;
  /** Further work of this process, at its own pace. */
  chores?: readonly Chore[];
}

/** A running broker. `stop` lets running calls finish and leaves the rest to the next process. */
export interface Broker {
  stop(): Promise<void>;
}

/** Runs until stopped: sends what is due at every hint, and twice a second looks at everything that may be due. */
export async function runBroker(settings: BrokerSettings): Promise<Broker> {
  const sending = repeatable(() => gatherer.pass(), 'sending');
  const looking = repeatable(() => lookAtDueCases(settings, gatherer, sending.poke), 'looking');
  const lookingSoon = later(looking.poke, SOON_MS);
  const handlers = { onMore: sending.poke, onWritten: lookingSoon.poke };
  const gatherer = openGatherer({ ...settings, ...handlers });
  await gatherer.refresh();
  const outbox = [
    repeatable(() => deliverNotice(settings), 'notices'),
    repeatable(() => deliverBatch(settings), 'batches'),
  ];
  const lookEverywhere = () => {
    for (const work of [sending, looking, ...outbox]) work.poke();
  };
  const unlisten = await listenForSteps(settings.listenerUrl, () => {
    sending.poke();
    lookingSoon.poke();
  });
  const timer = setInterval(lookEverywhere, POLL_MS);
  const chores = startChores([...ownChores(settings, gatherer, sending.poke), ...(settings.chores ?? [])]);
  lookEverywhere();
  return {
    async stop() {
      clearInterval(timer);
      lookingSoon.stop();
      await unlisten();
      await chores.stop();
      await Promise.all([sending, looking, ...outbox].map((work) => work.stop()));
      gatherer.stop();
      await gatherer.settle();
    },
  };
}

/** What no hint announces. */
function ownChores(
  { pool, clock, registry, headKey }: BrokerSettings,
  gatherer: Gatherer,
  onMore: () => void,
): Chore[] {
  const thenMore = async (hasDone: Promise<boolean>) => {
    if (!(await hasDone)) return false;
    onMore();
    return true;
  };
  return [
    { name: 'sealing', everyMs: 300, work: () => sealLedger(pool, headKey, clock()) },
    // What an officer has changed at the console, and what other brokers have learnt of the departments.
    { name: 'connectors', everyMs: 1_000, work: () => registry.refresh() },
    { name: 'breakers', everyMs: 500, work: () => gatherer.refresh() },
    { name: 'versions', everyMs: 10_000, work: () => retireDueVersions(pool, clock()) },
    { name: 'desks', everyMs: 1_000, work: () => thenMore(deliverOfficerAnswers(pool, clock())) },
    { name: 'corrections', everyMs: 1_000, work: () => thenMore(reopenOneCorrected(pool, clock())) },
    { name: 'anomalies', everyMs: 10_000, work: () => findAnomalies(pool, clock()) },
  ];
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
