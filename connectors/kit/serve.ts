import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigningKey } from '../keys.ts';
import { type Problem, problem } from '../problem.ts';
import { BatchRequest, type DiscoveryReply, type HealthReply } from '../protocol.ts';
import { admit, type GateSettings } from '../receiving/gate.ts';
import { readMessage } from '../receiving/read-message.ts';
import { sendReply, writeProblem, writeReply } from '../receiving/send-reply.ts';
import type { HttpMessage, HttpReply } from '../signature-base.ts';

/** What stands at the four addresses of protocol 1. */
export interface Desk {
  gate: GateSettings;
  key: SigningKey;
  clock: () => Date;
  publicUrl: string | undefined;
  receive(message: HttpMessage): Promise<HttpReply>;
  /** Tells the operator of a refusal. */
  refused(problem: Problem): void;
  discovery(): DiscoveryReply;
  health(): Promise<HealthReply>;
}

/** Until the last byte of a body has come. */
const PATIENCE_MS = 10_000;

/** Answers one message. Whatever it is, the reply is signed and bound to it. */
export async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { batch, bodyBytes } = desk.discovery().limits;
  const isBatch = request.url === '/verify/batch';
  const maxBytes = isBatch ? bodyBytes * batch : bodyBytes;
  const read = await readMessage(request, { maxBytes, timeoutMs: PATIENCE_MS }, desk.publicUrl);
  const { message } = read;
  if (!read.ok) return sendReply(response, refuse(desk, message, read.problem));
  if (message.method === 'POST' && isBatch && batch > 1) return answerAll(desk, message, batch, response);
  const isQuestion = message.method === 'POST' && request.url === '/verify';
  sendReply(response, isQuestion ? await desk.receive(message) : await introduce(desk, message));
}

function refuse({ key, clock, refused }: Desk, message: HttpMessage, told: Problem): HttpReply {
  refused(told);
  return writeProblem(message, told, key, clock()).reply;
}

/** What it offers and how it is: the portal's business, and nobody else's. */
async function introduce(desk: Desk, message: HttpMessage): Promise<HttpReply> {
  const { gate, key, clock } = desk;
  const admitted = await admit(gate, message, clock());
  if (!admitted.ok) return refuse(desk, message, admitted.problem);
  const { pathname } = new URL(message.url);
  const path = message.method === 'GET' ? pathname : '';
  const told = path.endsWith('/discovery')
    ? desk.discovery()
    : path.endsWith('/health')
      ? await desk.health()
      : undefined;
  if (told === undefined) return refuse(desk, message, problem('not_found', '没有这个接口'));
  return writeReply(message, { status: 200, body: JSON.stringify(told) }, key, clock()).reply;
}

/** Every message of an envelope as if it had come alone. */
async function answerAll(
  desk: Desk,
  envelope: HttpMessage,
  batch: number,
  response: ServerResponse,
): Promise<void> {
  const parsed = BatchRequest.safeParse(parseJson(envelope.body));
  if (!parsed.success || parsed.data.messages.length > batch) {
    const told = parsed.success
      ? problem('too_large', `一次最多${batch}个问题`)
      : problem('malformed', '请求不符合接口规范');
    return sendReply(response, refuse(desk, envelope, told));
  }
  const url = envelope.url.replace(/\/batch$/, '');
  const replies = await Promise.all(
    parsed.data.messages.map((each) => desk.receive({ ...each, method: 'POST', url })),
  );
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ replies }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
