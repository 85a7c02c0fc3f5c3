import type { Answer } from '#domain/answer.ts';
import type { ConnectorDocument, Source } from '#domain/connector.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Adapter, Connector, Errand, RawAnswer, SourceReply } from './contract.ts';
import { openAdapter, type Tools } from './open-adapter.ts';
import { covers } from './records/coverage.ts';
import { reconcile } from './records/reconcile.ts';

/** A source with the adapter that reaches it. */
export interface Opened {
  source: Source;
  adapter: Adapter;
}

/**
 * A connector of its document. A question goes to every source that covers it (records/coverage.ts), to all at once, and
 * what they say becomes one answer (records/reconcile.ts).
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
  return composeConnector(document.id, opened, tools.clock);
}

const UNREADABLE: Answer = { kind: 'unavailable', cause: 'malformed', retryAt: null };

/** A connector of sources that are open already. */
export function composeConnector(
  id: Connector['id'],
  opened: readonly Opened[],
  clock: () => Date,
): Connector {
  return {
    id,
    batch: batchOf(opened),
    request: (question, context, timeoutMs) => ask(opened, clock, { question, context }, timeoutMs),
    requestBatch: (items, timeoutMs) => askBatch(opened, clock, items, timeoutMs),
    read: (raw, question, context) => refuse(opened, question) ?? read(opened, raw, question, context),
  };
}

async function ask(
  opened: readonly Opened[],
  clock: () => Date,
  item: Errand,
  timeoutMs: number,
): Promise<RawAnswer> {
  const covering = opened.filter(({ source }) => covers(source, item.question));
  const replies = await Promise.all(
    covering.map(async ({ source, adapter }) => ({
      source: source.id,
      reply: await adapter.request(item.question, item.context, timeoutMs),
    })),
  );
  return { replies, receivedAt: clock() };
}

/** How many questions one message may hold: more than one only where each has a single source, and that takes them so. */
function batchOf(opened: readonly Opened[]): number {
  const kinds = new Set(opened.map(({ source }) => source.evidence));
  if (kinds.size < opened.length) return 1;
  return Math.max(1, ...opened.map(messageSize));
}

function messageSize({ source: { reach }, adapter }: Opened): number {
  return reach.way === 'native' && adapter.requestBatch !== undefined ? reach.batch : 1;
}

/** Questions for the same single source go in messages of its size, all messages at once; the others one by one. */
async function askBatch(
  opened: readonly Opened[],
  clock: () => Date,
  items: readonly Errand[],
  timeoutMs: number,
): Promise<RawAnswer[]> {
  const answers = new Map<Errand, Promise<RawAnswer>>();
  for (const [one, errands] of groupBySource(opened, items)) {
    for (const message of cut(errands, messageSize(one))) {
      const replies = sendMessage(one, message, timeoutMs);
      message.forEach((errand, index) => {
        answers.set(
          errand,
          replies.then((all) => rawAnswer(one, all[index], clock)),
        );
      });
    }
  }
  return Promise.all(items.map((item) => answers.get(item) ?? ask(opened, clock, item, timeoutMs)));
}

function groupBySource(opened: readonly Opened[], items: readonly Errand[]): Map<Opened, Errand[]> {
  const groups = new Map<Opened, Errand[]>();
  for (const item of new Set(items)) {
    const [one, another] = opened.filter(({ source }) => covers(source, item.question));
    if (one === undefined || another !== undefined || messageSize(one) === 1) continue;
    groups.set(one, [...(groups.get(one) ?? []), item]);
  }
  return groups;
}

async function sendMessage(
  { adapter }: Opened,
  items: readonly Errand[],
  timeoutMs: number,
): Promise<SourceReply[]> {
  if (adapter.requestBatch !== undefined && items.length > 1) return adapter.requestBatch(items, timeoutMs);
  return Promise.all(items.map(({ question, context }) => adapter.request(question, context, timeoutMs)));
}

/** A message that brings fewer replies than it asked for answers nothing to the rest. */
function rawAnswer({ source }: Opened, reply: SourceReply | undefined, clock: () => Date): RawAnswer {
  const receivedAt = clock();
  return {
    replies: [{ source: source.id, reply: reply ?? { kind: 'failure', cause: 'malformed', receivedAt } }],
    receivedAt,
  };
}

function cut<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function refuse(opened: readonly Opened[], question: Question): Answer | undefined {
  const offered = opened.some(({ source }) => source.evidence === question.evidence);
  return offered ? undefined : { kind: 'not_permitted', rule: 'connector:not_offered' };
}

function read(opened: readonly Opened[], raw: RawAnswer, question: Question, context: CallContext): Answer {
  const said = raw.replies.map(({ source: id, reply }) => {
    const one = opened.find(({ source }) => source.id === id);
    const answer: Answer = one?.adapter.read(reply, question, context) ?? UNREADABLE;
    return { id, title: one?.source.title['zh-CN'] ?? id, precedence: one?.source.precedence ?? 0, answer };
  });
  return reconcile(said);
}
