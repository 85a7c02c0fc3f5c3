import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { listen, sendJson, shut } from '../http.ts';
import { BankBehaviour } from './behaviour.ts';
import type { BankLedger } from './ledger.ts';
import { Batch, BatchId, type Problem, problem, type Statement } from './protocol.ts';

const MOST_BYTES = 1_048_576;

/** The bank that pays for the city: a server of its own, a ledger of its own. */
export type RunningBank = {
  url: string;
  /** Brought up to date before it is given. */
  ledger(): BankLedger;
  behaviour(): BankBehaviour;
  behave(behaviour: BankBehaviour): Promise<void>;
  close(): Promise<void>;
};

type Options = { ledger: BankLedger; port: number; secret: string; clock: Clock };
type State = { behaviour: BankBehaviour };
type Handling = Options & { state: State; request: IncomingMessage; response: ServerResponse };

/** Starts the bank on 127.0.0.1. @param options.port 0 takes a free port */
export async function startBank(options: Options): Promise<RunningBank> {
  const { ledger, clock } = options;
  const state: State = { behaviour: BankBehaviour.parse({}) };
  const server = createServer((request, response) => {
    handle({ ...options, state, request, response }).catch((cause: unknown) => {
      console.error('the bank failed', cause);
      if (!response.headersSent) sendProblem(response, problem('internal'));
      else response.destroy();
    });
  });
  const port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    ledger() {
      settleUnlessHeld(state, ledger, clock);
      return ledger;
    },
    behaviour: () => state.behaviour,
    async behave(behaviour) {
      // What was due until now was settled, or held, under the old behaviour.
      settleUnlessHeld(state, ledger, clock);
      state.behaviour = behaviour;
      const on = behaviour.mode !== 'refused';
      if (server.listening === on) return;
      if (on) await listen(server, port);
      else await shut(server);
    },
    async close() {
      if (server.listening) await shut(server);
      ledger.close();
    },
  };
}

function settleUnlessHeld({ behaviour }: State, ledger: BankLedger, clock: Clock): void {
  if (behaviour.mode !== 'hold') ledger.settle(clock.now());
}

type Answer = { status: number; body: Statement } | { status: number; body: Problem };

async function handle(handling: Handling): Promise<void> {
  const { request, response, state, secret } = handling;
  const { mode, delayMs } = state.behaviour;
  if (!bears(request, secret)) return sendProblem(response, problem('unauthorised'));
  if (mode === 'broken') return sendProblem(response, problem('down'), { 'retry-after': '30' });
  const answer = await answerTo(handling);
  if (mode === 'lost_answer' && request.method === 'PUT') {
    request.socket.destroy();
    return;
  }
  if (mode === 'slow') await wait(delayMs);
  if ('code' in answer.body) sendProblem(response, answer.body);
  else sendJson(response, answer.status, answer.body);
}

async function answerTo(handling: Handling): Promise<Answer> {
  const { request, ledger, state, clock } = handling;
  const id = /^\/batches\/([^/?]+)$/.exec(request.url ?? '')?.[1];
  if (id === undefined) return refusal(problem('not_found'));
  if (!BatchId.safeParse(id).success) return refusal(problem('bad_id'));
  if (request.method === 'PUT') return takeBatch(handling, id);
  if (request.method !== 'GET') return refusal(problem('method_not_allowed'));
  settleUnlessHeld(state, ledger, clock);
  const body = ledger.findStatement(id);
  return body === undefined ? refusal(problem('not_found')) : { status: 200, body };
}

async function takeBatch({ request, ledger, state, clock }: Handling, id: string): Promise<Answer> {
  const batch = await readBatch(request);
  if ('code' in batch) return refusal(batch);
  const taken = ledger.take(id, batch, clock.now(), state.behaviour.settleMs);
  const body = ledger.findStatement(id);
  if (taken === 'conflict' || body === undefined) return refusal(problem('batch_conflict'));
  return { status: taken === 'taken' ? 201 : 200, body };
}

/** The batch, or what is wrong with the request's body. */
async function readBatch(request: IncomingMessage): Promise<Batch | Problem> {
  // A body without a length is not read: nobody knows how long it would go on.
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!(length <= MOST_BYTES)) return problem('too_large');
  const body = parseJson(await text(request));
  if (body === undefined) return problem('bad_json');
  const parsed = Batch.safeParse(body);
  if (!parsed.success) return problem('invalid', parsed.error.issues);
  const orders = new Set(parsed.data.lines.map(({ order }) => order));
  return orders.size === parsed.data.lines.length ? parsed.data : problem('order_repeated');
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const refusal = (body: Problem): Answer => ({ status: body.status, body });

function bears(request: IncomingMessage, secret: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${secret}`));
}

function sendProblem(response: ServerResponse, body: Problem, headers: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  sendJson(response, body.status, body, 'application/problem+json');
}
