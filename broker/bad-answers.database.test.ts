import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { signingKey } from '#connectors/keys.ts';
import { VerifyRequest } from '#connectors/protocol.ts';
import type { HttpMessage } from '#connectors/signature-base.ts';
import { signReply } from '#connectors/signatures.ts';
import { DEPARTMENT_KEY } from '#connectors/testing/keys.ts';
import { addAnyResident, fileCase, openTestCity, type TestCity } from '#flow/testing/city.ts';
import type { Broker } from './run.ts';
import { answerEverything } from './testing/answers.ts';
import { CONNECTORS, movableClock, registryOf, startBroker, untilStatus } from './testing/broker.ts';
import { openDepartment, readMessage, type ScriptedDepartment } from './testing/department.ts';

// Everything that can be wrong with what comes back, against a broker on a real socket: each has its own cause, nothing of it
// is believed, and when the department is sound again the case is decided as if nothing had been.

const HOUR_MS = 3_600_000;
const KEY = DEPARTMENT_KEY;
const FOREIGN_KEY = signingKey({
  ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  kid: KEY.kid,
});

let city: TestCity;
let sound: ScriptedDepartment;
let broken: Server;
let broker: Broker | undefined;
let clock: ReturnType<typeof movableClock>;
/** What the broken department does with a question; undefined once it is sound again. */
let fault: ((message: HttpMessage, response: ServerResponse) => void) | undefined;

beforeAll(async () => {
  city = await openTestCity();
  await city.superuser.query("update connectors set timeout_ms = 400 where id = 'health'");
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('delete from breakers');
  sound = await openDepartment();
  answerEverything(sound);
  clock = movableClock();
  broken = createServer((request, response) => {
    readMessage(request)
      .then((message) => (fault ?? answer())(message, response))
      .catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await broker?.stop();
  broken.closeAllConnections();
  await Promise.all([new Promise((resolve) => broken.close(resolve)), sound.close()]);
});

const DEATH = { deathDate: '2026-03-18', causeClass: 'NORMAL' };
function reply(message: HttpMessage, change: Record<string, unknown> = {}, fields: object = DEATH): string {
  const { call, nonce, subjects } = VerifyRequest.parse(JSON.parse(message.body));
  const about = subjects.map(({ idNumber }) => ({ idNumber }));
  const told = { kind: 'confirmed', fields, source: '死亡登记', asOf: clock.now().toISOString() };
  return JSON.stringify({ call, nonce, about, answer: told, ...change });
}

type Body = string | Buffer;
interface Written {
  status?: number;
  body?: (message: HttpMessage) => Body;
  /** What is signed, where it is something else than what is sent. */
  signs?: (message: HttpMessage) => string;
  key?: typeof KEY;
  at?: () => Date;
  headers?: Record<string, string>;
}
/** A reply under the department's own signature, but for what is said. */
function answer({
  status = 200,
  body = reply,
  signs,
  key = KEY,
  at = () => new Date(),
  headers = {},
}: Written = {}) {
  return (message: HttpMessage, response: ServerResponse) => {
    const bytes = body(message);
    const text = signs?.(message) ?? bytes.toString();
    const own = { 'content-type': 'application/json', ...headers };
    const signed = signReply({ status, headers: own, body: text }, message, key, at()).headers;
    response.writeHead(status, { ...own, ...signed }).end(bytes);
  };
}

let recorded: { message: HttpMessage; text: string; headers: Record<string, string> } | undefined;
/** The sound answer to one question, given to every later one as well. */
function replays(message: HttpMessage, response: ServerResponse): void {
  const text = reply(message);
  const own = { 'content-type': 'application/json' };
  recorded ??= {
    message,
    text,
    headers: signReply({ status: 200, headers: own, body: text }, message, KEY, new Date()).headers,
  };
  const isFirst = recorded.message === message;
  if (isFirst) response.destroy();
  else response.writeHead(200, { ...own, ...recorded.headers }).end(recorded.text);
}

/** A byte now and then, never the last one. */
function drips(_message: HttpMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

test.each([
  ['is cut in the middle', () => answer({ body: (message) => reply(message).slice(0, 60) }), 'malformed'],
  ['is no JSON', () => answer({ body: () => '<html>维护中</html>' }), 'malformed'],
  [
    'is larger than any answer',
    () => answer({ body: (message) => reply(message, { padding: 'x'.repeat(1_000_000) }) }),
    'malformed',
  ],
  ['is nested a hundred thousand deep', () => answer({ body: () => '['.repeat(60_000) }), 'malformed'],
  [
    'is compressed, which nobody asked for',
    () => answer({ body: (message) => gzipSync(reply(message)), headers: { 'content-encoding': 'gzip' } }),
    'malformed',
  ],
  [
    'comes in another character set',
    () => answer({ body: (message) => iconv.encode(reply(message), 'gb18030'), signs: reply }),
    'malformed',
  ],
  [
    'has a field that was not asked',
    () => answer({ body: (message) => reply(message, {}, { ...DEATH, hospital: '一院' }) }),
    'malformed',
  ],
  ['drips in for ever', () => drips, 'timeout'],
  [
    'leads somewhere else',
    () => answer({ status: 307, headers: { location: 'http://169.254.169.254/' } }),
    'down',
  ],
  [
    'is about somebody else',
    () => answer({ body: (message) => reply(message, { about: [{ idNumber: '990103196008090022' }] }) }),
    'wrong_subject',
  ],
  ['is under a key of somebody else', () => answer({ key: FOREIGN_KEY }), 'bad_signature'],
  [
    'is changed after it was signed',
    () => answer({ signs: (message) => reply(message, {}, { ...DEATH, deathDate: '2026-03-17' }) }),
    'bad_signature',
  ],
  ['was signed an hour ago', () => answer({ at: () => new Date(Date.now() - HOUR_MS) }), 'bad_signature'],
  ['was given to another question before', () => replays, 'bad_signature'],
  [
    'is signed by nobody',
    () => (message: HttpMessage, response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(reply(message)),
    'bad_signature',
  ],
] as const)(
  'an answer that %s is not believed, is called what it is, and costs the case nothing',
  async (_what, make, cause) => {
    recorded = undefined;
    fault = make();
    const { port } = broken.address() as AddressInfo;
    const urls = Object.fromEntries(CONNECTORS.map((id) => [id, sound.url]));
    broker = await startBroker(
      city,
      registryOf({ ...urls, health: `http://127.0.0.1:${port}` }, () => new Date()),
      clock.now,
    );
    const id = await fileCase(city, await addAnyResident(city), clock.now());
    const causes = async () => {
      const { rows } = await city.superuser.query(
        `select distinct e.data #>> '{note,cause}' as cause from case_events e join steps s on s.id = e.data ->> 'step'
       where e.case_id = $1 and e.type = 'answer.received' and s.evidence = 'E-DTH-MED'`,
        [id],
      );
      return rows.map((row) => row.cause);
    };
    await expect
      .poll(
        async () => {
          clock.move(1_000);
          return causes();
        },
        { timeout: 10_000 },
      )
      .toContain(cause);
    const { rows } = await city.superuser.query('select status from cases where id = $1', [id]);
    expect(rows).toEqual([{ status: 'verifying' }]);
    fault = undefined;
    clock.move(HOUR_MS);
    await untilStatus(city, id, 'decided');
    const { rows: orders } = await city.superuser.query(
      'select count(*)::int as count from payment_orders where case_id = $1',
      [id],
    );
    expect(orders).toEqual([{ count: 1 }]);
  },
);
