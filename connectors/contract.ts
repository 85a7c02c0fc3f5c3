import type { Answer } from '#domain/answer.ts';
import type { Source } from '#domain/connector.ts';
import type { SourceExchange } from '#domain/exchange.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';

/** Both messages with their bodies, for the record of the exchange; null where none could be made. */
export type Traffic = Omit<SourceExchange, 'source'> & { requestBody: string; responseBody: string | null };

/** What came back from one source, before anybody has made sense of it: it can be logged by status, stored and replayed. */
export type SourceReply =
  | { kind: 'reply'; status: number; body: string; receivedAt: Date; traffic?: Traffic }
  | {
      kind: 'failure';
      cause: 'down' | 'timeout' | 'malformed' | 'bad_signature';
      receivedAt: Date;
      traffic?: Traffic;
    };

/** What came back from each source that was asked. */
export type RawAnswer = { replies: readonly { source: string; reply: SourceReply }[]; receivedAt: Date };

/**
 * One way to reach one source of a department. `request` does I/O and never throws for what a department does; `read` is
 * deterministic, needs no network, and answers only in the closed set of kinds.
 */
export interface Adapter {
  request(question: Question, context: CallContext, timeoutMs: number): Promise<SourceReply>;
  read(reply: SourceReply, question: Question, context: CallContext): Answer;
  /** Several questions in one message, replies in their order; only where the department offers it. */
  requestBatch?(items: readonly Errand[], timeoutMs: number): Promise<SourceReply[]>;
}

export interface Errand {
  question: Question;
  context: CallContext;
}

/**
 * 核验接口: one department's plug. Asks the sources that cover the question, and makes one answer of what they say. The same
 * guarantees as an adapter's.
 */
export interface Connector {
  readonly id: ConnectorId;
  /** Questions that one message may hold. */
  readonly batch: number;
  request(question: Question, context: CallContext, timeoutMs: number): Promise<RawAnswer>;
  requestBatch(items: readonly Errand[], timeoutMs: number): Promise<RawAnswer[]>;
  read(raw: RawAnswer, question: Question, context: CallContext): Answer;
}

/** Rows of a source as it wrote them: text by column, or null. */
export type SourceRow = Readonly<Record<string, string | null>>;

/** Where nightly files stand once they are loaded. */
export interface FeedStore {
  /**
   * Rows of the serving file of a source that may be about these persons, by number or by name and birth date.
   * @returns undefined while no file of this source has ever been taken
   */
  find(
    connector: ConnectorId,
    source: Source,
    question: Question,
  ): Promise<{ rows: SourceRow[]; fileAt: Date } | undefined>;
}

/** The page on which officers answer. */
export interface DeskStore {
  /** Puts a question on the department's desk, once per call. @returns its ticket and due time, or the answer given */
  put(
    connector: ConnectorId,
    source: Source,
    question: Question,
    context: CallContext,
  ): Promise<{ ticket: string; dueAt: Date } | { answer: Answer }>;
}
