import { z } from 'zod';
import { Answer } from '#domain/answer.ts';
import type { Source } from '#domain/connector.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Adapter, DeskStore, SourceReply } from './contract.ts';

/** What the desk says at once: that it was put there, or what an officer has found meanwhile. */
const DeskReply = z.union([
  z.object({ ticket: z.string(), dueAt: z.iso.datetime() }),
  z.object({ answer: Answer }),
]);

/** A department without any system: an officer answers at a web page, and the answer comes late under a ticket. */
export function desk(connector: ConnectorId, source: Source, store: DeskStore, clock: () => Date): Adapter {
  return {
    async request(question, context) {
      try {
        const put = await store.put(connector, source, question, context);
        const body = 'answer' in put ? put : { ticket: put.ticket, dueAt: put.dueAt.toISOString() };
        return { kind: 'reply', status: 200, body: JSON.stringify(body), receivedAt: clock() };
      } catch {
        return { kind: 'failure', cause: 'down', receivedAt: clock() };
      }
    },
    read: readDesk,
  };
}

function readDesk(reply: SourceReply): Answer {
  if (reply.kind === 'failure') return { kind: 'unavailable', cause: reply.cause, retryAt: null };
  const said = DeskReply.safeParse(JSON.parse(reply.body));
  if (!said.success) return { kind: 'unavailable', cause: 'malformed', retryAt: null };
  if ('answer' in said.data) return said.data.answer;
  return { kind: 'pending', ticket: said.data.ticket, expectedAt: said.data.dueAt };
}
