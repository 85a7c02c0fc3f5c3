import { randomUUID } from 'node:crypto';
import type { Answer, FactFields } from '#domain/answer.ts';
import type { PublicKey } from '#domain/connector.ts';
import { type CallContext, type Question, TEST_CASE } from '#domain/question.ts';
import type { Connector, RawAnswer } from '../contract.ts';
import type { SampleKind } from '../samples.ts';
import type { HttpMessage } from '../signature-base.ts';
import type { Wire } from './wire.ts';

/** How the department's sandbox is made to fail on purpose. `late`: it answers by calling back. */
export type Trouble = 'none' | 'slow' | 'down' | 'unreachable' | 'malformed' | 'wrong_person' | 'late';

/** One message as it left for the department. */
export interface SentMessage {
  path: string;
  headers: string;
  body: string;
}

/** What the department itself wrote down about a question: the suite does not take the connector's word for it. */
export interface WrittenQuestion {
  call: string;
  caseNumber: string;
  requirement: string;
  purpose: string;
  legalBasis: string;
}

/** A late answer as it came in at the callback. */
export interface LateMessage {
  message: HttpMessage;
  body: unknown;
}

/** A connector as it can be reached from outside: all that somebody needs who has its address and credentials. */
export interface OutsidePlug {
  /** The connector as the broker builds it, or as somebody would who has made up keys and credentials of his own. */
  connect(as?: 'portal' | 'stranger'): Connector;
  /** Private keys and credentials: nothing of them may ever show. */
  secrets: readonly string[];
  /** With which the department signs. */
  keys: readonly PublicKey[];
  clock: () => Date;
  /** Questions with known answers. A kind that the department never gives is bypassed, with the reason. */
  samples: Readonly<Partial<Record<SampleKind, Question>>>;
  /** The values that an answer has to bring, where they are known. */
  expected?: Readonly<Partial<Record<SampleKind, FactFields>>>;
  /** Messages as they left; none where a way of joining sends none over HTTP. */
  sent(): readonly SentMessage[];
  callback: string;
  /** The line to a department that speaks the wire protocol: its own side can then be tried as well. */
  wire?: Wire;
}

/** A connector with its department's sandbox: everything that the suite asks of one who wants to join. */
export interface Plug extends OutsidePlug {
  behave(trouble: Trouble): Promise<void>;
  written(): readonly WrittenQuestion[];
  nextLate(): Promise<LateMessage>;
  /** Late answers that have come in so far, and those that the department still means to deliver. */
  lateCount(): number;
  owed(): number;
}

/** Whether the department can be made to fail on purpose, and its log be read. */
export const isInside = (plug: OutsidePlug): plug is Plug => 'behave' in plug;

/** A guarantee that a connector does not keep. Says which, by machine words only: never a value of a person. */
export class ConformanceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConformanceError';
  }
}

/** @throws ConformanceError with `message`, which carries no personal value */
export function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ConformanceError(message);
}

const TIMEOUT_MS = 4_000;

/** A context with a call id of its own. */
export function contextOf(plug: OutsidePlug): CallContext {
  return {
    call: randomUUID(),
    caseNumber: TEST_CASE,
    requirement: 'conformance',
    purpose: '接口符合性测试',
    legalBasis: '社会保险经办条例第二十六条',
    actor: 'system',
    callback: plug.callback,
  };
}

export function getSample(plug: OutsidePlug, kind: SampleKind): Question {
  const sample = plug.samples[kind];
  demand(sample !== undefined, `no sample question for ${kind}: give one, or bypass it with a reason`);
  return sample;
}

export interface Exchange {
  raw: RawAnswer;
  answer: Answer;
}

/** Asks through the connector. @throws ConformanceError if it throws: a department's failure is an answer, too */
export async function ask(
  connector: Connector,
  question: Question,
  context: CallContext,
  timeoutMs = TIMEOUT_MS,
): Promise<Exchange> {
  const raw = await connector.request(question, context, timeoutMs).catch(() => undefined);
  demand(raw !== undefined, 'request threw instead of telling what the department did');
  return { raw, answer: read(connector, raw, question, context) };
}

/** Reads through the connector. @throws ConformanceError if it throws: whatever came, it is one of the kinds */
export function read(connector: Connector, raw: RawAnswer, question: Question, context: CallContext): Answer {
  try {
    return connector.read(raw, question, context);
  } catch {
    throw new ConformanceError('read threw instead of giving one of the kinds');
  }
}

/** Asks a sample question under a call id of its own. */
export function askSample(plug: OutsidePlug, kind: SampleKind): Promise<Exchange> {
  return ask(plug.connect(), getSample(plug, kind), contextOf(plug));
}

/** An answer's kind, with its cause if it is unavailable. */
export function kindOf(answer: Answer): string {
  return answer.kind === 'unavailable' ? `unavailable (${answer.cause})` : answer.kind;
}
