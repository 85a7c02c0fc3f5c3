import type { Pool } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { CaseId } from '#domain/ids.ts';
import type { Clock } from '#flow/clock.ts';
import { takeFollowers } from '#flow/follow.ts';
import { log } from '#flow/log.ts';
import { recordAnswers, stepRef } from '#flow/record-answers.ts';
import { type Claimed, type Errand, keepLeases, takeQuestions } from '#flow/send-questions.ts';
import { type CaseInbox, openCaseInbox } from './case-inbox.ts';
import type { ConnectorRegistry } from './registry.ts';

/** How long a claimed step is another broker's business; renewed while its call runs. */
const LEASE_SECONDS = 10;
const RENEW_MS = 3_000;
const BATCH = 64;

export interface GatherSettings {
  pool: Pool;
  clock: Clock;
  registry: ConnectorRegistry;
  /** Where departments may send late answers. */
  callback: string;
  /** Calls that may run at once. */
  width: number;
  /** Called when an answer has put a further wave into the queue, or has made room. */
  onMore: () => void;
  /** Called when answers have been written: other cases of their applications may have waited for them. */
  onWritten: () => void;
}

/** Gathers evidence: claims due steps, asks in parallel outside any transaction, and writes the answers. */
export interface Gatherer {
  /** Claims and starts what is due and fits. Returns whether there may be more at once. */
  pass(): Promise<boolean>;
  /** Gives waiting steps the answers of those that they follow. Returns whether there were any. */
  follow(): Promise<boolean>;
  /** Resolves when every running call has been written. */
  settle(): Promise<void>;
  stop(): void;
}

export function openGatherer(settings: GatherSettings): Gatherer {
  const { pool, clock, registry, callback, width, onMore, onWritten } = settings;
  const running = new Map<Errand, Promise<void>>();
  const following = new Set<Promise<void>>();
  const inbox = openCaseInbox(async (caseId, arrivals) => {
    const { written, planned } = await recordAnswers(pool, clock(), caseId, arrivals);
    if (written < arrivals.length)
      log.info({ case: caseId }, 'a step had gone to another holder; not applied');
    if (planned) onMore();
    onWritten();
  });
  const timer = setInterval(() => {
    if (running.size === 0) return;
    keepLeases(pool, [...running.keys()], LEASE_SECONDS).catch((err) =>
      log.warn({ err }, 'leases not renewed'),
    );
  }, RENEW_MS);

  const start = (errand: Errand) => {
    const done = ask(registry, callback, errand)
      .catch((err): Answer => {
        log.error({ err, connector: errand.connector }, 'a connector threw; it must answer in kinds');
        return { kind: 'unavailable', cause: 'malformed', retryAt: null };
      })
      .then((answer) => inbox.put(errand.caseId, { step: errand.step, answer }))
      .catch((err) => log.error({ err, step: errand.step.id }, 'answer not written; the lease will run out'))
      .finally(() => {
        if (running.size >= width) onMore();
        running.delete(errand);
      });
    running.set(errand, done);
  };
  return {
    async pass() {
      const room = Math.min(BATCH, width - running.size);
      if (room <= 0) return false;
      const claimed = await takeQuestions(pool, clock(), room, LEASE_SECONDS);
      for (const [caseId, ofCase] of Map.groupBy(claimed, caseOf)) inbox.expect(caseId, ofCase.length);
      for (const entry of claimed) if (entry.kind === 'send') start(entry.errand);
      await answerOnTheSpot(inbox, claimed);
      return claimed.length === room;
    },
    async follow() {
      const { claimed, arrivals } = await takeFollowers(pool, clock(), BATCH, LEASE_SECONDS);
      for (const [caseId, ofCase] of Map.groupBy(arrivals, (each) => each.caseId))
        inbox.expect(caseId, ofCase.length);
      for (const { caseId, arrival } of arrivals) {
        const written: Promise<void> = inbox
          .put(caseId, arrival)
          .catch((err) =>
            log.error({ err, step: arrival.step.id }, 'answer not written; the lease will run out'),
          )
          .finally(() => following.delete(written));
        following.add(written);
      }
      return claimed > 0;
    },
    async settle() {
      while (running.size + following.size > 0) await Promise.all([...running.values(), ...following]);
    },
    stop: () => clearInterval(timer),
  };
}

function caseOf(entry: Claimed): CaseId {
  return entry.kind === 'send' ? entry.errand.caseId : entry.step.caseId;
}

/** What may not be sent is answered at once: no quota left, suspended, no longer granted. */
async function answerOnTheSpot(inbox: CaseInbox, claimed: readonly Claimed[]): Promise<void> {
  const answers = claimed.flatMap((entry) => (entry.kind === 'answer' ? [entry] : []));
  await Promise.all(
    answers.map(({ step, answer }) => inbox.put(step.caseId, { step: stepRef(step, step.fence), answer })),
  );
}

async function ask(registry: ConnectorRegistry, callback: string, errand: Errand): Promise<Answer> {
  const connector = registry.get(errand.connector)?.connector;
  if (connector === undefined) {
    log.error({ connector: errand.connector }, 'no live version of this connector');
    return { kind: 'unavailable', cause: 'down', retryAt: null };
  }
  const context = { ...errand.context, callback: `${callback}/${errand.connector}` };
  const raw = await connector.request(errand.question, context, errand.timeoutMs);
  return connector.read(raw, errand.question, context);
}
