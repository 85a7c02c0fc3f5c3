import type { Answer, UnavailableCause } from '#domain/answer.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { SourceReply } from './contract.ts';
import { PendingReply, Problem, VerifyReply } from './protocol.ts';

/**
 * Makes an answer of a reply in protocol 1. Whatever does not parse is `unavailable (malformed)`, an answer to another
 * call or about another person is `unavailable (wrong_subject)`; neither is ever taken for a confirmation.
 */
export function readReply(raw: SourceReply, question: Question, context: Pick<CallContext, 'call'>): Answer {
  if (raw.kind === 'failure') return unavailable(raw.cause);
  const body = parseJson(raw.body);
  if (raw.status === 200) return readVerified(body, question, context.call);
  if (raw.status === 202) return readPending(body, context.call);
  return readProblem(body, raw);
}

/** Makes an answer of a reply's body, also of one that comes late through the callback. */
export function readVerified(body: unknown, question: Question, call: string): Answer {
  const reply = VerifyReply.safeParse(body);
  if (!reply.success) return unavailable('malformed');
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

function readPending(body: unknown, call: string): Answer {
  const reply = PendingReply.safeParse(body);
  if (!reply.success) return unavailable('malformed');
  if (reply.data.call !== call) return unavailable('wrong_subject');
  return { kind: 'pending', ticket: reply.data.ticket, expectedAt: reply.data.expectedAt };
}

function readProblem(body: unknown, raw: { status: number; receivedAt: Date }): Answer {
  const problem = Problem.safeParse(body);
  if (!problem.success) {
    // A gateway in front of the department may refuse the credential without saying so in the protocol's words.
    if (raw.status === 401 || raw.status === 403)
      return { kind: 'not_permitted', rule: `status:${raw.status}` };
    return unavailable(raw.status >= 500 ? 'down' : 'malformed');
  }
  const { code, retryAfterSeconds } = problem.data;
  const retryAt =
    retryAfterSeconds === undefined
      ? null
      : new Date(raw.receivedAt.getTime() + retryAfterSeconds * 1000).toISOString();
  switch (code) {
    case 'not_permitted':
    case 'unauthorised':
      return { kind: 'not_permitted', rule: `${problem.data.origin}:${code}` };
    case 'quota':
    case 'suspended':
    case 'down':
      return unavailable(code, retryAt);
    case 'bad_request':
      return unavailable('malformed', retryAt);
  }
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
