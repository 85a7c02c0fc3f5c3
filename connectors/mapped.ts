import type { Source } from '#domain/connector.ts';
import type { CallContext, Question } from '#domain/question.ts';
import { sha256Of } from './content-digest.ts';
import type { Adapter, SourceReply, Traffic } from './contract.ts';
import { type Authoriser, openAuthoriser } from './mapped/authorise.ts';
import { TokenRefusedError } from './mapped/client-token.ts';
import { compileExpressions, ExpressionError } from './mapped/expressions.ts';
import type { MappedReach } from './mapped/mapped-reach.ts';
import { type Mapping, readMapped } from './mapped/read-mapped.ts';
import { type Body, writeBody } from './mapped/write-body.ts';
import { failureOf } from './outgoing/outgoing-error.ts';
import type { Outgoing, OutgoingReply } from './outgoing.ts';

/** A service's reply about one or two persons; envelopes and Base64 make it larger than ours. */
const MAX_BYTES = 262_144;

export interface MappedSettings {
  source: Source;
  reach: MappedReach;
  credential: string;
  outgoing: Outgoing;
  clock: () => Date;
}

/**
 * An existing REST/JSON or XML service of a department, which knows nothing of our protocol: its document says how a question
 * becomes its request and its reply becomes rows.
 * @throws ExpressionError for a mapping that does not compile
 */
export function mapped(settings: MappedSettings): Adapter {
  const { source, reach, credential, outgoing, clock } = settings;
  const { request, succeeded, rows, failure } = reach;
  const mapping = compileExpressions({ request, succeeded, rows, failure: failure ?? 'null' });
  const authoriser = openAuthoriser(reach, credential, outgoing, clock);
  return {
    request: (question, context, timeoutMs) =>
      ask({ ...settings, mapping, authoriser }, question, context, timeoutMs),
    read: (reply, question, context) => readMapped(source, reach, mapping, reply, question, context),
  };
}

type Opened = MappedSettings & { mapping: Mapping; authoriser: Authoriser };

async function ask(
  opened: Opened,
  question: Question,
  context: CallContext,
  timeoutMs: number,
): Promise<SourceReply> {
  const { clock, reach, mapping } = opened;
  const deadline = performance.now() + timeoutMs;
  const body = bodyOf(mapping, reach, question, context, clock());
  if (body === undefined) return { kind: 'failure', cause: 'malformed', receivedAt: clock() };
  try {
    const { status, body: text } = await send(opened, body, deadline);
    return { kind: 'reply', status, body: text, receivedAt: clock(), traffic: trafficOf(body, text) };
  } catch (error) {
    // Nothing of the question has left: the client is refused before the service is asked.
    if (error instanceof TokenRefusedError)
      return { kind: 'reply', status: 401, body: '', receivedAt: clock() };
    return { kind: 'failure', cause: failureOf(error), receivedAt: clock(), traffic: trafficOf(body, null) };
  }
}

/** Undefined where the mapping makes no request of this question. */
function bodyOf(
  mapping: Mapping,
  { sends }: MappedReach,
  question: Question,
  context: CallContext,
  now: Date,
): Body | undefined {
  try {
    return writeBody(sends, mapping.evaluate('request', { question, context, now: now.toISOString() }));
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** Sends; once more with fresh headers where the service does not take the first any longer. */
async function send(opened: Opened, body: Body, deadline: number): Promise<OutgoingReply> {
  const headers = await authorise(opened, body, deadline);
  const reply = await post(opened, body, headers, deadline);
  if (reply.status !== 401 || !opened.authoriser.refused(headers)) return reply;
  return post(opened, body, await authorise(opened, body, deadline), deadline);
}

function authorise({ authoriser, clock }: Opened, { text }: Body, deadline: number) {
  return authoriser.headers({ body: text, now: clock(), timeoutMs: remaining(deadline) });
}

function post(
  { outgoing, reach }: Opened,
  body: Body,
  headers: Readonly<Record<string, string>>,
  deadline: number,
): Promise<OutgoingReply> {
  return outgoing.request(reach.url, {
    method: reach.method,
    headers: { ...reach.headers, 'content-type': body.type, ...headers },
    body: body.text,
    timeoutMs: remaining(deadline),
    maxBytes: MAX_BYTES,
  });
}

function remaining(deadline: number): number {
  return Math.max(1, Math.ceil(deadline - performance.now()));
}

/** These services sign nothing: the record of the exchange holds what was sent and what came back by their digests. */
function trafficOf({ text }: Body, reply: string | null): Traffic {
  const unsigned = (body: string) => ({ base: null, signature: null, keyId: null, digest: sha256Of(body) });
  return {
    request: unsigned(text),
    response: reply === null ? null : unsigned(reply),
    requestBody: text,
    responseBody: reply,
  };
}
