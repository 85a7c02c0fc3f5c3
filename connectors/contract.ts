import type { Answer } from '#domain/answer.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';

/** What came back, before anybody has made sense of it: it can be logged by status, stored and replayed. */
export type RawAnswer =
  | { kind: 'reply'; status: number; body: string; receivedAt: Date }
  | { kind: 'failure'; cause: 'down' | 'timeout'; receivedAt: Date };

/**
 * 核验接口: one department's plug. `request` does I/O and never throws for what a department does; `read` is
 * deterministic, needs no network, and answers only in the closed set of kinds.
 */
export interface Connector {
  readonly id: ConnectorId;
  request(question: Question, context: CallContext, timeoutMs: number): Promise<RawAnswer>;
  read(raw: RawAnswer, question: Question, context: CallContext): Answer;
}
