import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mintCallToken } from '#connectors/call-token.ts';
import type { SigningKey } from '#connectors/keys.ts';
import { VerifyReply, VerifyRequest } from '#connectors/protocol.ts';
import { fixedKeys } from '#connectors/receiving/portal-keys.ts';
import { readMessage } from '#connectors/receiving/read-message.ts';
import type { HttpMessage } from '#connectors/signature-base.ts';
import { signRequest } from '#connectors/signatures.ts';
import { DEPARTMENT_KEY, PORTAL_KEY, PORTAL_KEYS } from '#connectors/testing/keys.ts';
import { buildCity, type City } from '../city/city.ts';
import type { Clock } from '../clock.ts';
import { listen, shut } from '../http.ts';
import { Behaviour } from './behaviour.ts';
import type { Department } from './department.ts';
import { type RunningDepartment, startDepartment } from './server.ts';
import { openStore } from './store.ts';

/** Equipment of the departments' tests: a running department, questions, and an ear for late answers. */
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

/** With which departments of tests sign, and whom they believe. */
export const KEYS = { key: DEPARTMENT_KEY, portalKeys: fixedKeys(PORTAL_KEYS) };

const clocks = new WeakMap<RunningDepartment, Clock>();
const clockOf = (running: RunningDepartment) => clocks.get(running) ?? stillClock();

export async function runDepartment(
  department: Department,
  clock: Clock = stillClock(),
): Promise<RunningDepartment> {
  const database = openStore(null, department, city);
  const running = await startDepartment({ department, database, port: 0, ...KEYS, clock });
  clocks.set(running, clock);
  return running;
}

export function question(
  running: RunningDepartment,
  known: Pick<VerifyRequest, 'evidence' | 'subjects'> & Partial<VerifyRequest>,
): VerifyRequest {
  return {
    protocol: 1,
    call: randomUUID(),
    nonce: randomBytes(16).toString('base64url'),
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

/** What a test may do to a message before it leaves. */
export interface Tampering {
  signer?: SigningKey;
  signedAt?: Date;
  /** Presented instead of a token of its own. */
  token?: string;
  /** What the token permits instead of what is asked. */
  permits?: Partial<VerifyRequest>;
  /** Changes the message after it was signed. */
  change?: (message: HttpMessage) => Partial<HttpMessage>;
}

/** A question as the portal would sign it, at the department's own time. */
export function signed(running: RunningDepartment, asked: object, tampering: Tampering = {}): HttpMessage {
  const { signer = PORTAL_KEY, signedAt = clockOf(running).now(), permits, change } = tampering;
  const claims = VerifyRequest.omit({ protocol: true, nonce: true }).parse({
    ...question(running, EXAMPLE),
    ...asked,
    ...permits,
  });
  const token =
    tampering.token ?? mintCallToken({ ...claims, connector: running.department.id }, signer, signedAt);
  const message = {
    method: 'POST',
    url: `${running.url}/verify`,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(asked),
  };
  const sent = {
    ...message,
    headers: { ...message.headers, ...signRequest(message, signer, signedAt).headers },
  };
  return { ...sent, ...change?.(sent) };
}

const EXAMPLE = { evidence: 'E-ID', subjects: [{ name: '周静', idNumber: '990102198508120047' }] };

export function ask(running: RunningDepartment, asked: object, tampering?: Tampering): Promise<Response> {
  const { url, ...message } = signed(running, asked, tampering);
  return fetch(url, message);
}

/** What a department says without being asked about anybody. */
export function inquire(running: RunningDepartment, path: string): Promise<Response> {
  const message = { method: 'GET', url: running.url + path, headers: {}, body: '' };
  const { headers } = signRequest(message, PORTAL_KEY, clockOf(running).now());
  return fetch(message.url, { headers });
}

/** The answer to a question that is answered at once. */
export async function answerTo(running: RunningDepartment, asked: VerifyRequest) {
  const response = await ask(running, asked);
  return VerifyReply.parse(await response.json()).answer;
}

export const behaviour = (known: Partial<Behaviour>): Behaviour => Behaviour.parse(known);

export type Heard = { message: HttpMessage; body: unknown };

/** Listens for late answers; `next` resolves with each in turn. */
export async function startEar(): Promise<{ url: string; next(): Promise<Heard>; close(): Promise<void> }> {
  const heard: Heard[] = [];
  const waiting: ((value: Heard) => void)[] = [];
  const server: Server = createServer(async (request, response) => {
    const { message } = await readMessage(request, { maxBytes: 65_536, timeoutMs: 5_000 });
    const said = { message, body: JSON.parse(message.body) };
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
