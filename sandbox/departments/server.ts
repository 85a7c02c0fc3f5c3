import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { type Problem, VerifyRequest } from '#connectors/protocol.ts';
import { addDays } from '../city/dates.ts';
import { type Clock, chinaDate, startOfDay } from '../clock.ts';
import { BodyTooLarge, listen, readBody, sendJson, shut } from '../http.ts';
import { Behaviour, WRONG_BODIES } from './behaviour.ts';
import { type Callbacks, startCallbacks } from './callbacks.ts';
import type { Department } from './department.ts';
import { type Ledger, ledgerOf, type Reply } from './ledger.ts';
import { problem, replyTo } from './replies.ts';

/** A department that listens: a server of its own, a store of its own, a log of its own. */
export type RunningDepartment = {
  department: Department;
  database: DatabaseSync;
  ledger: Ledger;
  url: string;
  behaviour(): Behaviour;
  behave(behaviour: Behaviour): Promise<void>;
  close(): Promise<void>;
};

type Options = { department: Department; database: DatabaseSync; port: number; secret: string; clock: Clock };
type State = { behaviour: Behaviour; asked: number; since: string };

/** Starts a department on 127.0.0.1. @param options.port 0 takes a free port */
export async function startDepartment(options: Options): Promise<RunningDepartment> {
  const { department, database, secret, clock } = options;
  const ledger = ledgerOf(database);
  const state: State = { behaviour: Behaviour.parse({}), asked: 0, since: clock.now().toISOString() };
  const server = createServer((request, response) => {
    handle({ ...options, ledger, state, request, response }).catch((cause: unknown) => {
      console.error(`${department.id} failed`, cause);
      if (!response.headersSent) sendProblem(response, problem('down', 500, '系统内部错误'));
      else response.destroy();
    });
  });
  const port = await listen(server, options.port);
  const callbacks: Callbacks = startCallbacks(ledger, secret, clock);
  return {
    department,
    database,
    ledger,
    url: `http://127.0.0.1:${port}`,
    behaviour: () => state.behaviour,
    async behave(behaviour) {
      state.behaviour = behaviour;
      state.since = clock.now().toISOString();
      await switchListening(server, port, behaviour.mode !== 'refused');
    },
    async close() {
      if (server.listening) await shut(server);
      await callbacks.stop();
      database.close();
    },
  };
}

async function switchListening(server: Server, port: number, on: boolean): Promise<void> {
  if (server.listening === on) return;
  if (on) await listen(server, port);
  else await shut(server);
}

type Handling = Options & {
  ledger: Ledger;
  state: State;
  request: IncomingMessage;
  response: ServerResponse;
};

async function handle(handling: Handling): Promise<void> {
  const { request, response, secret, state } = handling;
  if (!bears(request, secret)) return sendProblem(response, problem('unauthorised', 401, '接口凭证不正确'));
  if (request.method === 'GET' && request.url === '/health') {
    const status = state.behaviour.mode === 'broken' ? 'down' : 'up';
    return sendJson(response, 200, { status, since: state.since });
  }
  if (request.method === 'POST' && request.url === '/verify') return verify(handling);
  sendProblem(response, problem('bad_request', 404, '没有这个接口'));
}

async function verify(handling: Handling): Promise<void> {
  const { request, response, ledger, state, clock } = handling;
  const asked = await parse(request);
  if (!asked) return sendProblem(response, problem('bad_request', 400, '请求不符合接口规范'));
  state.asked += 1;
  const turn = state.asked - 1;
  const { behaviour } = state;
  const reply = misbehave(behaviour) ?? settle(handling, asked);
  ledger.write(clock.now().toISOString(), asked, outcomeOf(behaviour, reply));
  const delay =
    behaviour.mode === 'slow'
      ? behaviour.delayMs
      : (behaviour.latencyMs[turn % behaviour.latencyMs.length] ?? 0);
  if (delay > 0) await wait(delay);
  if (behaviour.mode === 'wrong') return sendWrong(response, turn);
  if (reply.status >= 400) return sendJson(response, reply.status, reply.body, 'application/problem+json');
  sendJson(response, reply.status, reply.body);
}

/** The same call twice has one effect and one reply, and counts once. */
function settle(handling: Handling, asked: VerifyRequest): Reply {
  const { department, database, ledger, state, clock } = handling;
  const known = ledger.findReply(asked);
  if (known === 'conflict')
    return { status: 409, body: problem('bad_request', 409, '同一调用编号的内容不同') };
  if (known) return known;
  const now = clock.now();
  const today = chinaDate(now);
  const counts = department.countsCalls === true;
  if (counts && ledger.countOn(today) >= state.behaviour.dailyLimit) return outOfQuota(untilMidnight(now));
  const { reply, late } = replyTo(department, database, asked, state.behaviour, now);
  if (counts && reply.status < 300) ledger.countOne(today);
  // A lie is not kept: once the department is honest again, the same call is answered honestly.
  if (reply.status < 300 && state.behaviour.mode !== 'lying') ledger.keepReply(asked, reply);
  if (late) ledger.owe(late);
  return reply;
}

function misbehave(behaviour: Behaviour): Reply | undefined {
  if (behaviour.mode === 'broken') return { status: 503, body: problem('down', 503, '系统维护中', 30) };
  return behaviour.mode === 'quota' ? outOfQuota(3_600) : undefined;
}

function outOfQuota(retryAfterSeconds: number): Reply {
  return { status: 429, body: problem('quota', 429, '今日调用次数已用完', retryAfterSeconds) };
}

/** Seconds until the next civil day in China begins. */
function untilMidnight(now: Date): number {
  const midnight = Date.parse(startOfDay(addDays(chinaDate(now), 1)));
  return Math.ceil((midnight - now.getTime()) / 1_000);
}

/** For the log: the problem's code, or the kind of the answer. */
function outcomeOf(behaviour: Behaviour, reply: Reply): string {
  if (behaviour.mode === 'wrong') return 'wrong';
  if (reply.status === 202) return 'pending';
  const body: unknown = reply.body;
  if (typeof body !== 'object' || body === null) return String(reply.status);
  if ('code' in body) return String(body.code);
  if ('answer' in body && typeof body.answer === 'object' && body.answer && 'kind' in body.answer)
    return String(body.answer.kind);
  return String(reply.status);
}

async function parse(request: IncomingMessage): Promise<VerifyRequest | undefined> {
  try {
    return VerifyRequest.safeParse(JSON.parse(await readBody(request))).data;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof BodyTooLarge) return undefined;
    throw cause;
  }
}

function bears(request: IncomingMessage, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${secret}`));
}

function sendProblem(response: ServerResponse, body: Problem): void {
  sendJson(response, body.status, body, 'application/problem+json');
}

function sendWrong(response: ServerResponse, turn: number): void {
  const { type, body } = WRONG_BODIES[turn % WRONG_BODIES.length] ?? { type: 'text/plain', body: '' };
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
  response.end(body);
}
