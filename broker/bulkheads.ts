import type { Pool } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { type ConnectorLimits, readLimits } from '#flow/breaker.ts';
import type { Clock } from '#flow/clock.ts';
import { openBreakers } from './breaker.ts';
import type { ConnectorRegistry } from './registry.ts';

/** What may be sent to a connector now. A probe is one call to a department that did not answer: is it back? */
export interface Opening {
  calls: number;
  /** Questions that fit into them. */
  questions: number;
  isProbe: boolean;
}

/**
 * Keeps departments apart: each has its own room for calls, so that one that hangs takes nobody else's, and one that has
 * stopped answering is left alone but for a probe.
 */
export interface Bulkheads {
  /** Reads again how wide connectors are and what other brokers have learnt of them. */
  refresh(): Promise<void>;
  /** The connectors to which something may be sent now. Who takes an opening that is a probe sends it or closes it. */
  openings(): Promise<ReadonlyMap<ConnectorId, Opening>>;
  /** A probe that was not sent after all. */
  close(connector: ConnectorId): Promise<void>;
  enter(connector: ConnectorId): void;
  /** A call is over. @returns whether it had taken the last room */
  leave(connector: ConnectorId): boolean;
  /** Counts what a call has shown of its department. */
  count(connector: ConnectorId, answers: readonly Answer[], isProbe: boolean): Promise<void>;
}

/** Of a connector that has no row of its own yet. */
const DEFAULT: ConnectorLimits = { width: 16, timeoutMs: 5_000 };

export function openBulkheads(pool: Pool, clock: Clock, registry: ConnectorRegistry): Bulkheads {
  const breakers = openBreakers(pool, clock);
  const running = new Map<ConnectorId, number>();
  let limits: ReadonlyMap<ConnectorId, ConnectorLimits> = new Map();
  const of = (connector: ConnectorId) => limits.get(connector) ?? DEFAULT;
  const free = (connector: ConnectorId) => of(connector).width - (running.get(connector) ?? 0);

  return {
    async refresh() {
      [limits] = await Promise.all([readLimits(pool), breakers.refresh()]);
    },
    async openings() {
      const open = new Map<ConnectorId, Opening>();
      for (const { connector } of registry.list()) {
        const calls = free(connector.id);
        if (calls <= 0) continue;
        const admitted = await breakers.admit(connector.id, of(connector.id).timeoutMs);
        if (admitted === 'all')
          open.set(connector.id, { calls, questions: calls * connector.batch, isProbe: false });
        if (admitted === 'probe') open.set(connector.id, { calls: 1, questions: 1, isProbe: true });
      }
      return open;
    },
    close: (connector) => breakers.giveBack(connector),
    enter(connector) {
      running.set(connector, (running.get(connector) ?? 0) + 1);
    },
    leave(connector) {
      const wasFull = free(connector) <= 0;
      running.set(connector, Math.max(0, (running.get(connector) ?? 0) - 1));
      return wasFull;
    },
    count: (connector, answers, isProbe) => breakers.count(connector, answers, isProbe),
  };
}
