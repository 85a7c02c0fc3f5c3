import type { Answer, UnavailableCause } from '#domain/answer.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { SourceReply } from './contract.ts';
import { Problem, type ProblemCode } from './problem.ts';
import { PendingReply, VerifyReply, VerifyRequest } from './protocol.ts';

/**
 * Makes an answer of a reply in protocol 1. Whatever does not parse is `unavailable (malformed)`, an answer to another
 * call or about another person is `unavailable (wrong_subject)`; neither is ever taken for a confirmation.
 */
export function readReply(raw: SourceReply, question: Question, context: Pick<CallContext, 'call'>): Answer {
  if (raw.kind === 'failure') return unavailable(raw.cause);
  const body = parseJson(raw.body);
  const nonce = nonceOf(raw);
  if (raw.status === 200) return readVerified(body, question, context.call, nonce);
  if (raw.status === 202) return readPending(body, context.call, nonce);
  return readProblem(body, raw);
}

const Sent = VerifyRequest.pick({ nonce: true });

/** The nonce that went with the question; undefined where the message was not kept. */
function nonceOf(raw: Extract<SourceReply, { kind: 'reply' }>): string | undefined {
  return Sent.safeParse(parseJson(raw.traffic?.requestBody ?? '')).data?.nonce;
}

/**
 * Makes an answer of a reply's body, also of one that comes late through the callback.
 * @param nonce of the question, where it is known: a reply that does not repeat it is none
 */
export function readVerified(body: unknown, question: Question, call: string, nonce?: string): Answer {
  const reply = VerifyReply.safeParse(body);
  if (!reply.success || isOther(reply.data.nonce, nonce)) return unavailable('malformed');
  if (reply.data.call !== call) return unavailable('wrong_subject');
  const asked = question.subjects.map(({ idNumber }) => idNumber);
  const told = reply.data.about.map(({ idNumber }) => idNumber);
  if (asked.length !== told.length || asked.some((id, index) => id !== told[index])) {
    return unavailable('wrong_subject');
  }
  return onlyAskedFields(reply.data.answer, question);
}

/** Fields that nobody asked for make an answer malformed: more than the grant allows must not come in. */
function onlyAskedFields(answer: Answer, question: Question): Answer {
  if (answer.kind !== 'confirmed' && answer.kind !== 'contradicted') return answer;
  const excess = Object.keys(answer.fields).some((name) => !question.fields.includes(name));
  return excess ? unavailable('malformed') : answer;
}

const isOther = (told: string, nonce: string | undefined) => nonce !== undefined && told !== nonce;

function readPending(body: unknown, call: string, nonce?: string): Answer {
  const reply = PendingReply.safeParse(body);
  if (!reply.success || isOther(reply.data.nonce, nonce)) return unavailable('malformed');
  if (reply.data.call !== call) return unavailable('wrong_subject');
  return { kind: 'pending', ticket: reply.data.ticket, expectedAt: reply.data.expectedAt };
}

/** What a problem means for the question: it may not be asked, or it cannot be answered now. */
const MEANING = {
  malformed: 'malformed',
  bad_charset: 'malformed',
  too_large: 'malformed',
  too_slow: 'timeout',
  bad_signature: 'not_permitted',
  unauthorised: 'not_permitted',
  expired_token: 'not_permitted',
  replayed: 'malformed',
  conflict: 'malformed',
  wrong_subject: 'malformed',
  unknown_field: 'not_permitted',
  missing_value: 'malformed',
  not_permitted: 'not_permitted',
  not_found: 'malformed',
  quota: 'quota',
  suspended: 'suspended',
  down: 'down',
} as const satisfies Record<ProblemCode, UnavailableCause | 'not_permitted'>;

function readProblem(body: unknown, raw: { status: number; receivedAt: Date }): Answer {
  const problem = Problem.safeParse(body);
  if (!problem.success) return readStatus(raw.status);
  const { code, origin, retryAfterSeconds } = problem.data;
  const meaning = MEANING[code];
  if (meaning === 'not_permitted') return { kind: 'not_permitted', rule: `${origin}:${code}` };
  const retryAt =
    retryAfterSeconds === undefined
      ? null
      : new Date(raw.receivedAt.getTime() + retryAfterSeconds * 1000).toISOString();
  return unavailable(meaning, retryAt);
}

/** What stands in front of a department may refuse without the protocol's words, and without a signature. */
function readStatus(status: number): Answer {
  if (status === 401 || status === 403) return { kind: 'not_permitted', rule: `status:${status}` };
  if (status === 429) return unavailable('quota');
  return unavailable(status >= 500 ? 'down' : 'malformed');
}

function unavailable(cause: UnavailableCause, retryAt: string | null = null): Answer {
  return { kind: 'unavailable', cause, retryAt };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
