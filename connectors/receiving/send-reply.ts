import type { ServerResponse } from 'node:http';
import type { SignedMessage } from '#domain/exchange.ts';
import type { SigningKey } from '../keys.ts';
import type { Problem } from '../problem.ts';
import type { HttpMessage, HttpReply } from '../signature-base.ts';
import { signReply } from '../signatures.ts';

export interface SignedReply {
  reply: HttpReply;
  signed: SignedMessage;
}

/** A signed reply, bound to its request. @param body text as it goes out */
export function writeReply(
  request: HttpMessage,
  { status, body, type = 'application/json' }: { status: number; body: string; type?: string },
  key: SigningKey,
  now: Date,
): SignedReply {
  const plain: HttpReply = { status, headers: { 'content-type': `${type}; charset=utf-8` }, body };
  const { headers, signed } = signReply(plain, request, key, now);
  return { reply: { ...plain, headers: { ...plain.headers, ...headers } }, signed };
}

/** A problem as a signed reply. */
export function writeProblem(
  request: HttpMessage,
  problem: Problem,
  key: SigningKey,
  now: Date,
): SignedReply {
  const body = JSON.stringify(problem);
  return writeReply(request, { status: problem.status, body, type: 'application/problem+json' }, key, now);
}

/** Sends a reply. A refusal of what was not read to its end closes the connection: nothing can follow on it. */
export function sendReply(response: ServerResponse, { status, headers, body }: HttpReply): void {
  const unread = status === 413 || status === 408 ? { connection: 'close' } : {};
  const length = { 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' };
  response.writeHead(status, { ...headers, ...length, ...unread }).end(body);
}
