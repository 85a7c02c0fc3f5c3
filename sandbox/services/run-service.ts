import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { sha256Of } from '#connectors/content-digest.ts';
import { addDays } from '../city/dates.ts';
import { type Clock, chinaDate, startOfDay } from '../clock.ts';
import { Behaviour } from '../departments/behaviour.ts';
import { type Ledger, ledgerOf } from '../departments/ledger.ts';
import type { RunningDepartment } from '../departments/server.ts';
import { BodyTooLarge, listen, readBody, shut } from '../http.ts';
import { html, type OldReply, type ServiceDepartment } from './service.ts';
import { type Settled, settle } from './settle.ts';

type Options = {
  department: ServiceDepartment;
  database: DatabaseSync;
  port: number;
  secret: string;
  clock: Clock;
};
type State = { behaviour: Behaviour; asked: number };
type Running = Options & { ledger: Ledger; state: State };

/** Starts a department's old service on 127.0.0.1. @param options.port 0 takes a free port */
export async function startService(options: Options): Promise<RunningDepartment> {
  const { department, database } = options;
  const ledger = ledgerOf(database);
  const state: State = { behaviour: Behaviour.parse({}), asked: 0 };
  const server = createServer((request, response) => {
    serve({ ...options, ledger, state }, request, response).catch((cause: unknown) => {
      console.error(`${department.id} failed`, cause);
      if (!response.headersSent) send(response, html('500', 500));
      else response.destroy();
    });
  });
  const port = await listen(server, options.port);
  return {
    department,
    database,
    ledger,
    url: `http://127.0.0.1:${port}`,
    behaviour: () => state.behaviour,
    async behave(behaviour) {
      state.behaviour = behaviour;
      const listens = behaviour.mode !== 'refused';
      if (server.listening !== listens) await (listens ? listen(server, port) : shut(server));
    },
    async close() {
      if (server.listening) await shut(server);
      database.close();
    },
  };
}

async function serve(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { department, database, ledger, secret, state, clock } = running;
  const body = await bodyOf(request);
  if (request.method !== 'POST' || body === undefined) return send(response, html('400', 400));
  const now = clock.now();
  const message = { path: request.url ?? '', headers: request.headers, body };
  const heard = department.service.hear(message, { secret, now });
  if (heard.kind === 'reply') return send(response, heard.reply);
  const { behaviour, asked: turn } = state;
  state.asked += 1;
  const today = chinaDate(now);
  const isSpent = department.countsCalls === true && ledger.countOn(today) >= behaviour.dailyLimit;
  const settled = isSpent
    ? outOfQuota(running, heard.asked, now)
    : settle(department, database, heard.asked, { behaviour, turn, now });
  if (settled.counts && department.countsCalls) ledger.countOne(today);
  ledger.write(now.toISOString(), heard.asked, settled.outcome, {
    requestDigest: sha256Of(body),
    responseDigest: sha256Of(settled.reply.body),
  });
  const delay = delayOf(behaviour, turn);
  if (delay > 0) await wait(delay);
  send(response, settled.reply);
}

function outOfQuota({ department }: Running, asked: Parameters<typeof settle>[2], now: Date): Settled {
  const midnight = Date.parse(startOfDay(addDays(chinaDate(now), 1)));
  const waitSeconds = Math.ceil((midnight - now.getTime()) / 1_000);
  const reply = department.service.refuse({ why: 'quota', waitSeconds }, asked, now);
  return { reply, outcome: 'quota', counts: false };
}

function delayOf({ mode, delayMs, latencyMs }: Behaviour, turn: number): number {
  return mode === 'slow' ? delayMs : (latencyMs[turn % latencyMs.length] ?? 0);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  try {
    return await readBody(request);
  } catch (cause) {
    if (cause instanceof BodyTooLarge) return undefined;
    throw cause;
  }
}

function send(response: ServerResponse, { status, type, body }: OldReply): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
