import type { Source } from '#domain/connector.ts';
import type { Adapter, SourceReply } from './contract.ts';
import type { Outgoing } from './outgoing.ts';
import { readRows, rowReply, unsignedTraffic } from './row-reply.ts';
import { causeOf, isRefused, openViewSession } from './sql-view-session.ts';
import { type ViewReach, viewStatement } from './sql-view-statement.ts';

/** What a view's adapter is made of. */
export interface ViewSettings {
  source: Source;
  reach: ViewReach;
  password: string;
  clock: () => Date;
  /** Which addresses the operator lets connectors have. */
  check: Outgoing['check'];
}

/**
 * A read-only view in the department's PostgreSQL. What came back is kept as JSON, cells as text; more rows than the document
 * allows make the answer ambiguous.
 */
export function sqlView({ source, reach, password, clock, check }: ViewSettings): Adapter {
  const session = openViewSession(reach, password, check);
  return {
    async request(question, { call }, timeoutMs): Promise<SourceReply> {
      const statement = viewStatement(source, reach, question);
      if (statement === undefined) return { kind: 'failure', cause: 'malformed', receivedAt: clock() };
      try {
        const body = rowReply(await session.query(statement, call, timeoutMs), null);
        const traffic = unsignedTraffic(reach.view, question, body);
        return { kind: 'reply', status: 200, body, receivedAt: clock(), traffic };
      } catch (error) {
        const traffic = unsignedTraffic(reach.view, question, null);
        if (isRefused(error)) return { kind: 'reply', status: 401, body: '', receivedAt: clock(), traffic };
        return { kind: 'failure', cause: causeOf(error), receivedAt: clock(), traffic };
      }
    },
    read: (reply, question) =>
      readRows(source, { maxRows: reach.maxRows, staleAfterHours: null }, reply, question),
  };
}
