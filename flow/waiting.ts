import { listSwitches } from '#db/connectors.ts';
import { readConnectorDays } from '#db/quota.ts';
import { type ConnectorRow, type GrantRow, listGrantedConnectors } from '#db/reference.ts';
import { type LineRow, listLines } from '#db/waiting.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { CaseId, ConnectorId, StepId } from '#domain/ids.ts';
import { type ConnectorDay, hourOf } from '#domain/quota.ts';
import { stops } from '#domain/switch.ts';
import { expectedBy } from '#domain/waiting.ts';

/** What a question that is not answered yet waits for. */
export interface Waiting {
  /** Its place in the department's line, from 1; null where it stands in none, or is stopped. */
  place: number | null;
  /** By when it is expected to be asked; null where nobody can say. */
  by: Date | null;
  /** The reason of the kill switch that stops it, in the department's words, and since when; null where none does. */
  stopped: { because: string; since: Date } | null;
}

/** What the open questions of a case wait for, by step; as far as this transaction's actor sees the case. */
export async function readWaiting(tx: Tx, now: Date, id: CaseId): Promise<ReadonlyMap<StepId, Waiting>> {
  const lines = await listLines(tx, id);
  if (lines.length === 0) return new Map();
  const granted = await listGrantedConnectors(
    tx,
    lines.map(({ grantId }) => grantId),
  );
  const connectors = new Map([...granted.values()].map(({ connector }) => [connector.id, connector]));
  const switches = await listSwitches(tx, [...connectors.keys()]);
  const days = await readToday(tx, now, [...connectors.values()]);
  return new Map(
    lines.map((line) => {
      const found = granted.get(line.grantId);
      const service = found?.grant.service ?? '';
      const off = switches.find((each) => stops(each, { ...line, service }));
      const isInLine = off === undefined && line.ahead !== null;
      const by = isInLine && !line.isBroken && found !== undefined ? byWhen(now, line, found, days) : null;
      const place = isInLine ? (line.ahead ?? 0) + 1 : null;
      return [
        line.id,
        { place, by, stopped: off === undefined ? null : { because: off.reason, since: off.setAt } },
      ];
    }),
  );
}

function readToday(tx: Tx, now: Date, connectors: readonly ConnectorRow[]) {
  const today = civilDateAt(now);
  const asked = connectors.map(({ id: connector, reserveUntil }) => {
    return { connector, isKept: hourOf(today, reserveUntil) > now };
  });
  return readConnectorDays(tx, today, asked);
}

function byWhen(
  now: Date,
  { ahead, aheadOfGrant, dueAt }: LineRow,
  { grant, connector }: { grant: GrantRow; connector: ConnectorRow },
  days: ReadonlyMap<ConnectorId, ConnectorDay>,
): Date | null {
  const day = days.get(connector.id);
  if (day === undefined || ahead === null || aheadOfGrant === null || dueAt === null) return null;
  const isForNight = grant.priority === 'night';
  const line = { grant: grant.id, isForNight, ahead, aheadOfGrant, dueAt: new Date(dueAt) };
  return expectedBy(now, line, { day, ...connector });
}
