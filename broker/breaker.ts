import type { Pool } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { type Breaker, type CallOutcome, CLOSED, outcomeOf } from '#domain/breaker.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { countCall, readBreakers, returnProbe, takeProbe } from '#flow/breaker.ts';
import type { Clock } from '#flow/clock.ts';
import { log } from '#flow/log.ts';

/** The breakers as this broker knows them: its own calls at once, those of other brokers at the next look. */
export interface Breakers {
  /** Reads again what other brokers have counted. */
  refresh(): Promise<void>;
  /**
   * What may be sent to a connector now: everything, nothing, or one probe, which is then this broker's to send or to give
   * back.
   */
  admit(connector: ConnectorId, timeoutMs: number): Promise<'all' | 'probe' | 'none'>;
  giveBack(connector: ConnectorId): Promise<void>;
  /** Counts one call with all that it has brought. */
  count(connector: ConnectorId, answers: readonly Answer[], isProbe: boolean): Promise<void>;
}

export function openBreakers(pool: Pool, clock: Clock): Breakers {
  const known = new Map<ConnectorId, Breaker>();
  const of = (connector: ConnectorId) => known.get(connector) ?? CLOSED;
  const keep = (connector: ConnectorId, breaker: Breaker) => {
    if (breaker.failures === 0) known.delete(connector);
    else known.set(connector, breaker);
  };
  return {
    async refresh() {
      const found = await readBreakers(pool);
      known.clear();
      for (const [connector, breaker] of found) known.set(connector, breaker);
    },
    async admit(connector, timeoutMs) {
      const seen = of(connector);
      if (seen.state === 'closed') return 'all';
      const probe = await takeProbe(pool, clock(), connector, seen, timeoutMs);
      if (probe === undefined) return 'none';
      keep(connector, probe);
      return 'probe';
    },
    async giveBack(connector) {
      try {
        keep(connector, await returnProbe(pool, clock(), connector));
      } catch (err) {
        log.warn({ err, connector }, 'a probe was not given back; the next may go when it is overdue');
      }
    },
    async count(connector, answers, isProbe) {
      const outcome = outcomeOfAll(answers);
      // Where nothing is wrong and nothing was, nothing is written.
      if (outcome === 'alive' && !known.has(connector)) return;
      try {
        keep(connector, await countCall(pool, clock(), connector, { outcome, isProbe }, Math.random()));
      } catch (err) {
        log.warn({ err, connector }, 'a call was not counted for the breaker');
      }
    },
  };
}

/** One message with a sign of life in it is one, whatever else was in it. */
function outcomeOfAll(answers: readonly Answer[]): CallOutcome {
  const outcomes = answers.map(outcomeOf);
  return outcomes.includes('alive') ? 'alive' : (outcomes[0] ?? 'alive');
}
