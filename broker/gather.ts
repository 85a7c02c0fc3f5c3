import type { Pool } from '#db/with-tx.ts';
import type { CaseId, ConnectorId } from '#domain/ids.ts';
import type { Clock } from '#flow/clock.ts';
import { takeFollowers } from '#flow/follow.ts';
import { log } from '#flow/log.ts';
import { type Arrival, recordAnswers, stepRef } from '#flow/record-answers.ts';
import { type Claimed, type Errand, keepLeases, takeQuestions } from '#flow/send-questions.ts';
import { type Opening, openBulkheads } from './bulkheads.ts';
import { call, type Reply } from './calls.ts';
import { openCaseInbox } from './case-inbox.ts';
import type { ConnectorRegistry } from './registry.ts';

/** How long a claimed step is another broker's business; renewed while its call runs. */
const LEASE_SECONDS = 10;
const RENEW_MS = 3_000;
const FOLLOWERS_AT_ONCE = 64;
/** Answers that may wait to be written. With more, nothing further is asked: the database is what is slow. */
const MOST_UNWRITTEN = 128;

export interface GatherSettings {
  pool: Pool;
  clock: Clock;
  registry: ConnectorRegistry;
  /** Where departments may send late answers. */
  callback: string;
  /** Called when an answer has put a further wave into the queue, or has made room. */
  onMore: () => void;
  /** Called when answers have been written: other cases of their applications may have waited for them. */
  onWritten: () => void;
}

/** Gathers evidence: claims due steps, asks in parallel outside any transaction, and writes the answers. */
export interface Gatherer {
  /** Learns of changed limits, and of what other brokers have found of the departments. */
  refresh(): Promise<void>;
  /** Claims and starts what is due and fits. Returns whether there may be more at once. */
  pass(): Promise<boolean>;
  /** Gives waiting steps the answers of those that they follow. Returns whether there were any. */
  follow(): Promise<boolean>;
  /** Resolves when every running call has been written. */
  settle(): Promise<void>;
  stop(): void;
}

export function openGatherer(settings: GatherSettings): Gatherer {
  const { pool, clock, registry, callback, onMore, onWritten } = settings;
  const bulkheads = openBulkheads(pool, clock, registry);
  const held = new Set<Errand>();
  const running = new Set<Promise<void>>();
  const inbox = openCaseInbox(async (caseId, arrivals) => {
    const { written, planned } = await recordAnswers(pool, clock(), caseId, arrivals);
    if (written < arrivals.length)
      log.info({ case: caseId }, 'a step had gone to another holder; not applied');
    if (planned) onMore();
    onWritten();
  });
  const timer = setInterval(() => {
    if (held.size === 0) return;
    keepLeases(pool, [...held], LEASE_SECONDS).catch((err) => log.warn({ err }, 'leases not renewed'));
  }, RENEW_MS);

  const put = (caseId: CaseId, arrival: Arrival) =>
    inbox
      .put(caseId, arrival)
      .catch((err) =>
        log.error({ err, step: arrival.step.id }, 'answer not written; the lease will run out'),
      );
  const track = (work: Promise<void>) => {
    const done: Promise<void> = work.finally(() => running.delete(done));
    running.add(done);
  };
  let unwritten = 0;
  const send = async (connector: ConnectorId, errands: readonly Errand[], isProbe: boolean) => {
    const replies = await ask(connector, errands, isProbe);
    unwritten += errands.length;
    const written = errands.map(async (errand, index) => {
      await put(errand.caseId, { step: errand.step, ...(replies[index] ?? UNPLUGGED) });
      held.delete(errand);
      unwritten -= 1;
      if (unwritten === MOST_UNWRITTEN - 1) onMore();
    });
    await Promise.all(written);
  };
  /** One call; the department's room is free again as soon as it is over. */
  const ask = async (connector: ConnectorId, errands: readonly Errand[], isProbe: boolean) => {
    const plugged = registry.get(connector);
    bulkheads.enter(connector);
    const told = plugged && (await call(plugged, errands, callback, clock()));
    const replies = told?.replies ?? [];
    if (told?.asked) {
      const answers = replies.map(({ answer }) => answer);
      await bulkheads.count(connector, answers, isProbe);
    } else if (isProbe) await bulkheads.close(connector);
    if (bulkheads.leave(connector) || isProbe) onMore();
    return replies;
  };
  /** Sends what was claimed for one connector, in as few messages as the department takes. */
  const sendAll = (connector: ConnectorId, errands: readonly Errand[], isProbe: boolean) => {
    const most = registry.get(connector)?.connector.batch ?? 1;
    for (const errand of errands) held.add(errand);
    for (let from = 0; from < errands.length; from += most)
      track(send(connector, errands.slice(from, from + most), isProbe));
  };
  return {
    refresh: () => bulkheads.refresh(),
    async pass() {
      if (unwritten >= MOST_UNWRITTEN) return false;
      const openings = await bulkheads.openings();
      const isProbe = (connector: ConnectorId) => openings.get(connector)?.isProbe === true;
      let claimed: readonly Claimed[] = [];
      try {
        if (openings.size > 0) claimed = await takeQuestions(pool, clock(), roomOf(openings), LEASE_SECONDS);
      } finally {
        const asked = new Set(
          claimed.flatMap((each) => (each.kind === 'send' ? [each.errand.connector] : [])),
        );
        for (const connector of openings.keys())
          if (isProbe(connector) && !asked.has(connector)) await bulkheads.close(connector);
      }
      for (const [caseId, ofCase] of Map.groupBy(claimed, caseOf)) inbox.expect(caseId, ofCase.length);
      const errands = claimed.flatMap((each) => (each.kind === 'send' ? [each.errand] : []));
      for (const [connector, ofIt] of Map.groupBy(errands, (each) => each.connector))
        sendAll(connector, ofIt, isProbe(connector));
      // What may not be sent is answered at once: no longer granted, stopped by a switch.
      for (const each of claimed)
        if (each.kind === 'answer')
          track(put(each.step.caseId, { step: stepRef(each.step, each.step.fence), answer: each.answer }));
      return errands.length < claimed.length;
    },
    async follow() {
      const { claimed, arrivals } = await takeFollowers(pool, clock(), FOLLOWERS_AT_ONCE, LEASE_SECONDS);
      for (const [caseId, ofCase] of Map.groupBy(arrivals, (each) => each.caseId))
        inbox.expect(caseId, ofCase.length);
      for (const { caseId, arrival } of arrivals) track(put(caseId, arrival));
      return claimed > 0;
    },
    async settle() {
      while (running.size > 0) await Promise.all(running);
    },
    stop: () => clearInterval(timer),
  };
}

/** The connector was unplugged between the claim and the call. */
const UNPLUGGED: Reply = { answer: { kind: 'unavailable', cause: 'down', retryAt: null } };

function roomOf(openings: ReadonlyMap<ConnectorId, Opening>): ReadonlyMap<ConnectorId, number> {
  return new Map([...openings].map(([connector, { questions }]) => [connector, questions]));
}

function caseOf(entry: Claimed): CaseId {
  return entry.kind === 'send' ? entry.errand.caseId : entry.step.caseId;
}
