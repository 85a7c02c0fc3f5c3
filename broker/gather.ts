import type { ConnectorRegistry } from '#connectors/registry.ts';
import type { Pool } from '#db/with-tx.ts';
import type { Clock } from '#flow/clock.ts';
import { recordAnswer, stepRef } from '#flow/record-answer.ts';
import { type Claimed, type Errand, keepLeases, takeQuestions } from '#flow/send-questions.ts';
import { log } from './log.ts';

/** How long a claimed step is another broker's business; renewed while its call runs. */
export const LEASE_SECONDS = 10;
const RENEW_MS = 3_000;
const BATCH = 32;

export interface GatherSettings {
  pool: Pool;
  clock: Clock;
  registry: ConnectorRegistry;
  /** Where departments may send late answers. */
  callback: string;
  /** Calls that may run at once. */
  width: number;
  /** Called after each written answer: it may have put the next wave into the queue. */
  onWritten: () => void;
}

/** Gathers evidence: claims due steps, asks in parallel outside any transaction, and writes the answers. */
export interface Gatherer {
  /** Claims and starts what is due and fits. Returns how many steps were claimed. */
  pass(): Promise<number>;
  /** Resolves when every running call has been written. */
  settle(): Promise<void>;
  stop(): void;
}

export function openGatherer(settings: GatherSettings): Gatherer {
  const running = new Map<Errand, Promise<void>>();
  const timer = setInterval(() => {
    if (running.size === 0) return;
    keepLeases(settings.pool, [...running.keys()], LEASE_SECONDS).catch((err) =>
      log.warn({ err }, 'leases not renewed'),
    );
  }, RENEW_MS);

  const start = (errand: Errand) => {
    const done = runErrand(settings, errand)
      .catch((err) => log.error({ err, step: errand.step }, 'answer not written; the lease will run out'))
      .finally(() => {
        running.delete(errand);
        settings.onWritten();
      });
    running.set(errand, done);
  };
  return {
    async pass() {
      const room = Math.min(BATCH, settings.width - running.size);
      if (room <= 0) return 0;
      const claimed = await takeQuestions(settings.pool, settings.clock(), room, LEASE_SECONDS);
      for (const entry of claimed) if (entry.kind === 'send') start(entry.errand);
      await answerOnTheSpot(settings, claimed);
      return claimed.length;
    },
    async settle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop: () => clearInterval(timer),
  };
}

async function answerOnTheSpot({ pool, clock }: GatherSettings, claimed: readonly Claimed[]): Promise<void> {
  for (const entry of claimed) {
    if (entry.kind === 'answer')
      await recordAnswer(pool, clock(), stepRef(entry.step, entry.step.fence), entry.answer);
  }
}

async function runErrand(settings: GatherSettings, errand: Errand): Promise<void> {
  const { connectors } = settings.registry;
  const connector = connectors.get(errand.connector);
  const context = { ...errand.context, callback: `${settings.callback}/${errand.connector}` };
  const raw =
    connector === undefined
      ? { kind: 'failure' as const, cause: 'down' as const, receivedAt: new Date() }
      : await connector.request(errand.question, context, errand.timeoutMs);
  if (connector === undefined)
    log.error({ connector: errand.connector }, 'no credentials for this connector');
  const answer = connector?.read(raw, errand.question, context) ?? {
    kind: 'unavailable' as const,
    cause: 'down' as const,
    retryAt: null,
  };
  const ref = {
    id: errand.step,
    fence: errand.fence,
    attempts: errand.attempt,
    caseId: errand.caseId,
    requirement: errand.context.requirement,
    rung: errand.rung,
    evidence: errand.question.evidence,
  };
  if (!(await recordAnswer(settings.pool, settings.clock(), ref, answer))) {
    log.info({ step: errand.step }, 'answer came after the step had gone to another holder; not applied');
  }
}
