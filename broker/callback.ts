import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { LateReply } from '#connectors/protocol.ts';
import { readVerified } from '#connectors/read-reply.ts';
import type { Pool } from '#db/with-tx.ts';
import { ConnectorId } from '#domain/ids.ts';
import type { Clock } from '#flow/clock.ts';
import { hintSteps } from '#flow/hint.ts';
import { takeAwaitedStep } from '#flow/late-answer.ts';
import { log } from '#flow/log.ts';
import { recordAnswers } from '#flow/record-answers.ts';
import type { ConnectorRegistry } from './registry.ts';

const MAX_BYTES = 65_536;

export interface CallbackSettings {
  pool: Pool;
  clock: Clock;
  registry: ConnectorRegistry;
}

/**
 * The broker's one open door: `POST /late/<connector>` with the connector's credential and a LateReply.
 * 204 written, or written already; 400 not a LateReply; 401 wrong credential; 404 elsewhere; 413 too long; 503 the
 * question went to another holder meanwhile: to be sent again.
 */
export function openCallbackServer(settings: CallbackSettings): Server {
  return createServer((request, response) => {
    receive(settings, request)
      .then((status) => answer(response, status))
      .catch((err) => {
        log.error({ err }, 'late answer not written');
        answer(response, 500);
      });
  });
}

function answer(response: ServerResponse, status: number): void {
  // The rest of a body that is too long is not read, so nothing can follow it on this connection.
  const connection = status === 413 ? { connection: 'close' } : {};
  response.writeHead(status, { 'cache-control': 'no-store', ...connection }).end();
}

async function receive(settings: CallbackSettings, request: IncomingMessage): Promise<number> {
  const connector = ConnectorId.safeParse(request.url?.match(/^\/late\/([^/]+)$/)?.[1]);
  if (request.method === 'GET' && request.url === '/health') return 204;
  if (request.method !== 'POST' || !connector.success) return 404;
  if (!isCredential(request, settings.registry.get(connector.data)?.credentials.get('main'))) return 401;
  const body = await readBody(request);
  if (body === undefined) return 413;
  const late = LateReply.safeParse(parseJson(body));
  if (!late.success) return 400;

  const now = settings.clock();
  const awaited = await takeAwaitedStep(settings.pool, now, connector.data, late.data.ticket);
  if (awaited === undefined) return 204;
  const { ticket: _ticket, ...reply } = late.data;
  const answer = readVerified(reply, awaited.question, awaited.call);
  const { written, planned } = await recordAnswers(settings.pool, now, awaited.caseId, [
    { step: awaited.step, answer },
  ]);
  if (planned) hintSteps(settings.pool);
  return written === 0 ? 503 : 204;
}

function isCredential(request: IncomingMessage, secret: string | undefined): boolean {
  const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return secret !== undefined && timingSafeEqual(digest(given), digest(secret));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > MAX_BYTES) return undefined;
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
