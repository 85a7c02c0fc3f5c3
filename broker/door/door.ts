import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SigningKey } from '#connectors/keys.ts';
import { problem } from '#connectors/problem.ts';
import { readMessage } from '#connectors/receiving/read-message.ts';
import { sendReply, writeProblem, writeReply } from '#connectors/receiving/send-reply.ts';
import type { Pool } from '#db/with-tx.ts';
import type { Clock } from '#flow/clock.ts';
import { log } from '#flow/log.ts';
import type { ConnectorRegistry } from '../registry.ts';
import { admitDepartment } from './admit.ts';
import { callStatus } from './call-status.ts';
import { departmentEvent } from './events.ts';
import { publishedKeys } from './keys.ts';
import { lateAnswer } from './late.ts';
import { openReplayGuard, type ReplayGuard } from './replay-guard.ts';
import type { DoorReply, Incoming } from './reply.ts';
import { refuse } from './reply.ts';

/** A question's answer, an event or a call's id: nothing that comes here is long. */
const MAX_BYTES = 65_536;
const BODY_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 10_000;

export interface DoorSettings {
  pool: Pool;
  clock: Clock;
  registry: ConnectorRegistry;
  /** Signs what is answered here, as it signs questions. */
  signer: SigningKey;
  /** The address under which departments know this door, without a trailing slash: their signatures cover it. */
  publicUrl: string;
}

type Handler = (settings: DoorSettings, incoming: Incoming) => Promise<DoorReply>;

/** What departments may send, by the first word of the path. Those that name a connector take it as the second. */
const HANDLERS: Readonly<Record<string, { handle: Handler; isNamed: boolean }>> = {
  late: { handle: lateAnswer, isNamed: true },
  events: { handle: departmentEvent, isNamed: true },
  calls: { handle: callStatus, isNamed: false },
};

/**
 * The broker's door for departments. Every message is signed with a key of the department's connector (RFC 9421) and none is
 * taken twice; every refusal is a problem of its own (RFC 9457), signed like any answer.
 *
 * POST /late/<connector>    LateReply → 204; also where the case has moved on: it is kept and not applied
 * POST /events/<connector>  DepartmentEvent → 204; the same event twice has one effect
 * POST /calls/status        CallStatusRequest → 200 CallStatusReply
 * GET  /keys, /.well-known/mianzheng-keys → the portal's public keys; GET /health → 204
 */
export function openDoor(settings: DoorSettings): Server {
  const guard = openReplayGuard(settings.clock);
  const server = createServer((request, response) => {
    receive(settings, guard, request, response).catch((err) => {
      log.error({ err }, 'what a department sent could not be taken');
      if (!response.headersSent) response.writeHead(500, { 'cache-control': 'no-store' }).end();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = HEADERS_TIMEOUT_MS + BODY_TIMEOUT_MS;
  return server;
}

async function receive(
  settings: DoorSettings,
  guard: ReplayGuard,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url = '' } = request;
  if (method === 'GET' && url === '/health') return void response.writeHead(204).end();
  if (method === 'GET' && (url === '/keys' || url === '/.well-known/mianzheng-keys')) {
    const body = JSON.stringify(await publishedKeys(settings));
    response.writeHead(200, { 'content-type': 'application/jwk-set+json', 'cache-control': 'max-age=60' });
    return void response.end(body);
  }
  const bounds = { maxBytes: MAX_BYTES, timeoutMs: BODY_TIMEOUT_MS };
  const read = await readMessage(request, bounds, settings.publicUrl);
  const reply = read.ok ? await answer(settings, guard, read.message, url) : { problem: read.problem };
  const { signer, clock } = settings;
  const { reply: told } =
    'problem' in reply
      ? writeProblem(read.message, reply.problem, signer, clock())
      : writeReply(read.message, reply, signer, clock());
  sendReply(response, told);
}

async function answer(
  settings: DoorSettings,
  guard: ReplayGuard,
  message: Incoming['message'],
  path: string,
): Promise<DoorReply> {
  const [, first = '', second = '', ...rest] = path.split('/');
  const found = Object.hasOwn(HANDLERS, first) ? HANDLERS[first] : undefined;
  const isThere = found !== undefined && rest.length === 0 && (found.isNamed || second === 'status');
  if (!isThere || message.method !== 'POST') return refuse('not_found', '没有这个地址');
  const admitted = admitDepartment(settings, message, found.isNamed ? second : undefined);
  if ('problem' in admitted) return admitted;
  const { signed } = admitted;
  if (!guard.take(signed)) return refuse('replayed', '这条消息已经收到过');
  try {
    const reply = await found.handle(settings, admitted);
    // It was not taken, so it may come again just as it is.
    if ('problem' in reply && reply.problem.status >= 500) guard.forget(signed);
    return reply;
  } catch (err) {
    guard.forget(signed);
    log.error({ err, connector: admitted.signers[0].document.id }, 'what a department sent was not written');
    return {
      problem: problem('down', '平台暂时无法处理，请稍后再发', { origin: 'portal', retryAfterSeconds: 5 }),
    };
  }
}
