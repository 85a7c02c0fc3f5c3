import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { VerifyReply, type VerifyRequest } from '#connectors/protocol.ts';
import { buildCity, type City } from '../city/city.ts';
import type { Clock } from '../clock.ts';
import { listen, readBody, shut } from '../http.ts';
import { Behaviour } from './behaviour.ts';
import type { Department } from './department.ts';
import { type RunningDepartment, startDepartment } from './server.ts';
import { openStore } from './store.ts';

/** Equipment of the departments' tests: a running department, questions, and an ear for late answers. */
export const SECRET = 'a-secret-of-the-test-connector';
export const city: City = buildCity(200);

/** A clock that stands at the given instant until it is moved. */
export function stillClock(at = '2026-11-22T04:00:00Z'): Clock {
  let offset = 0;
  return {
    now: () => new Date(Date.parse(at) + offset),
    offsetMs: () => offset,
    move: (offsetMs) => {
      offset = offsetMs;
    },
  };
}

export function runDepartment(
  department: Department,
  clock: Clock = stillClock(),
): Promise<RunningDepartment> {
  return startDepartment({
    department,
    database: openStore(null, department, city),
    port: 0,
    secret: SECRET,
    clock,
  });
}

export function question(
  running: RunningDepartment,
  known: Pick<VerifyRequest, 'evidence' | 'subjects'> & Partial<VerifyRequest>,
): VerifyRequest {
  return {
    protocol: 1,
    call: randomUUID(),
    caseNumber: '99010220261122000008',
    requirement: 'death',
    purpose: '核实去世日期',
    legalBasis: '社会保险经办条例第二十六条',
    actor: 'system',
    fields: [...(running.department.evidence[known.evidence]?.fields ?? ['none'])],
    given: {},
    callback: 'http://127.0.0.1:9/late',
    ...known,
  };
}

export function ask(running: RunningDepartment, body: unknown, secret = SECRET): Promise<Response> {
  return fetch(`${running.url}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(body),
  });
}

/** The answer to a question that is answered at once. */
export async function answerTo(running: RunningDepartment, asked: VerifyRequest) {
  const response = await ask(running, asked);
  return VerifyReply.parse(await response.json()).answer;
}

export const behaviour = (known: Partial<Behaviour>): Behaviour => Behaviour.parse(known);

export type Heard = { authorization: string | undefined; body: unknown };

/** Listens for late answers; `next` resolves with each in turn. */
export async function startEar(): Promise<{ url: string; next(): Promise<Heard>; close(): Promise<void> }> {
  const heard: Heard[] = [];
  const waiting: ((value: Heard) => void)[] = [];
  const server: Server = createServer(async (request, response) => {
    const said = { authorization: request.headers.authorization, body: JSON.parse(await readBody(request)) };
    const waiter = waiting.shift();
    if (waiter) waiter(said);
    else heard.push(said);
    response.writeHead(204).end();
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}/late`,
    next: () => {
      const ready = heard.shift();
      return ready ? Promise.resolve(ready) : new Promise((resolve) => waiting.push(resolve));
    },
    close: () => shut(server),
  };
}
