import type { Answer } from '#domain/answer.ts';
import type { ConnectorDocument, Source } from '#domain/connector.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Adapter, Connector, Errand, RawAnswer } from './contract.ts';
import { openAdapter, type Tools } from './open-adapter.ts';

interface Opened {
  source: Source;
  adapter: Adapter;
}

/**
 * A connector of its document.
 * @param credentials by slot: a source's own, or `main`
 */
export function openConnector(
  document: ConnectorDocument,
  credentials: ReadonlyMap<string, string>,
  tools: Tools,
): Connector {
  const opened = document.sources.map((source) => ({
    source,
    adapter: openAdapter(document, source, credentials, tools),
  }));
  const request = (question: Question, context: CallContext, timeoutMs: number) =>
    ask(opened, tools.clock, question, context, timeoutMs);
  return {
    id: document.id,
    batch: 1,
    request,
    requestBatch: (items: readonly Errand[], timeoutMs) =>
      Promise.all(items.map(({ question, context }) => request(question, context, timeoutMs))),
    read: (raw, question, context) => read(opened, raw, question, context),
  };
}

async function ask(
  opened: readonly Opened[],
  clock: () => Date,
  question: Question,
  context: CallContext,
  timeoutMs: number,
): Promise<RawAnswer> {
  const covering = opened.filter(({ source }) => source.evidence === question.evidence);
  const replies = await Promise.all(
    covering.map(async ({ source, adapter }) => ({
      source: source.id,
      reply: await adapter.request(question, context, timeoutMs),
    })),
  );
  return { replies, receivedAt: clock() };
}

function read(opened: readonly Opened[], raw: RawAnswer, question: Question, context: CallContext): Answer {
  const [first] = raw.replies;
  const adapter = opened.find(({ source }) => source.id === first?.source)?.adapter;
  if (first === undefined || adapter === undefined)
    return { kind: 'not_permitted', rule: 'connector:not_offered' };
  return adapter.read(first.reply, question, context);
}
