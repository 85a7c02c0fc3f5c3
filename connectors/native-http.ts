import type { ConnectorId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Connector, RawAnswer } from './contract.ts';
import type { VerifyRequest } from './protocol.ts';
import { readReply } from './read-reply.ts';

/** An answer holds a few fields about at most two persons. */
const MAX_BYTES = 65_536;

/** Where and with which credential a department speaks protocol 1. */
export interface NativeHttpSettings {
  id: ConnectorId;
  url: string;
  secret: string;
}

/** A department that speaks the wire protocol itself (connectors/protocol.ts). Redirects are not followed. */
export function nativeHttp(settings: NativeHttpSettings): Connector {
  return {
    id: settings.id,
    request: (question, context, timeoutMs) => request(settings, question, context, timeoutMs),
    read: readReply,
  };
}

async function request(
  settings: NativeHttpSettings,
  question: Question,
  context: CallContext,
  timeoutMs: number,
): Promise<RawAnswer> {
  const body: VerifyRequest = { protocol: 1, ...question, ...context };
  try {
    const response = await fetch(`${settings.url}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.secret}` },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await readBounded(response);
    return { kind: 'reply', status: response.status, body: text, receivedAt: new Date() };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'failure', cause: timedOut ? 'timeout' : 'down', receivedAt: new Date() };
  }
}

/** The body as text; one that is too long reads as empty, which no schema accepts. */
async function readBounded(response: Response): Promise<string> {
  if (response.body === null) return '';
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.byteLength;
    if (size > MAX_BYTES) return '';
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
