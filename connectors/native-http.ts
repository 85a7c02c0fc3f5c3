import http from 'node:http';
import https from 'node:https';
import type { ConnectorId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Adapter, SourceReply } from './contract.ts';
import type { VerifyRequest } from './protocol.ts';
import { readBounded } from './read-bounded.ts';
import { readReply } from './read-reply.ts';

/** An answer holds a few fields about at most two persons. */
const MAX_BYTES = 65_536;

/** Where and with which credential a department speaks protocol 1. */
export interface NativeHttpSettings {
  id: ConnectorId;
  url: string;
  secret: string;
  /** By which "try again in … seconds" is reckoned; the system's unless told otherwise. */
  clock?: () => Date;
}

/** A department that speaks the wire protocol itself (connectors/protocol.ts). Redirects are not followed. */
export function nativeHttp(settings: NativeHttpSettings): Adapter {
  return {
    request: (question, context, timeoutMs) => request(settings, question, context, timeoutMs),
    read: readReply,
  };
}

async function request(
  settings: NativeHttpSettings,
  question: Question,
  context: CallContext,
  timeoutMs: number,
): Promise<SourceReply> {
  const { clock = () => new Date() } = settings;
  const body: VerifyRequest = { protocol: 1, ...question, ...context };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await post(settings, JSON.stringify(body), signal);
    const { statusCode: status = 0 } = response;
    if (status >= 300 && status < 400) {
      response.destroy();
      return { kind: 'failure', cause: 'down', receivedAt: clock() };
    }
    const text = await readBounded(response, MAX_BYTES);
    return { kind: 'reply', status, body: text, receivedAt: clock() };
  } catch {
    return { kind: 'failure', cause: signal.aborted ? 'timeout' : 'down', receivedAt: clock() };
  }
}

// Node's own client is lighter than fetch for small bodies and follows no redirect. An idle
// connection is let go before the five seconds after which Node's servers, for one, close it.
const AGENT = { keepAlive: true, timeout: 4_000 };
const agents = { 'http:': new http.Agent(AGENT), 'https:': new https.Agent(AGENT) } as const;

function post(
  settings: NativeHttpSettings,
  body: string,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const url = new URL(`${settings.url}/verify`);
  const isSecure = url.protocol === 'https:';
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${settings.secret}`,
  };
  const options = { method: 'POST', headers, signal, agent: agents[isSecure ? 'https:' : 'http:'] };
  return new Promise((resolve, reject) => {
    const sent = isSecure ? https.request(url, options, resolve) : http.request(url, options, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}
