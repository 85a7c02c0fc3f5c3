import '#flow/testing/keys.ts';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publicKeyOf, signingKey } from '#connectors/keys.ts';
import { VerifyRequest } from '#connectors/protocol.ts';
import type { HttpMessage } from '#connectors/signature-base.ts';
import { signReply, verifyRequest } from '#connectors/signatures.ts';
import { DEPARTMENT_KEY } from '#connectors/testing/keys.ts';

/** Stands for yesterday. */
const AS_OF = '2026-04-20T00:00:00+08:00';

/** What a scripted department does with one question: a status with a JSON body, raw text, or nothing for so long. */
export type Reply = { status: number; body: unknown; afterMs?: number };

/** A department on a real socket whose every reply the test decides; keeps what it was asked. */
export interface ScriptedDepartment {
  url: string;
  asked: VerifyRequest[];
  /** Decides the reply by evidence type; a code that is not there is answered 503. */
  replies: Map<string, (request: VerifyRequest) => Reply>;
  close(): Promise<void>;
}

/** A confirmation about the persons that were asked, with the fields that were asked and no other. */
export function confirm(fields: Record<string, string | number | boolean | null>) {
  return (request: VerifyRequest): Reply => ({
    status: 200,
    body: {
      call: request.call,
      nonce: request.nonce,
      about: request.subjects.map(({ idNumber }) => ({ idNumber })),
      answer: {
        kind: 'confirmed',
        fields: Object.fromEntries(Object.entries(fields).filter(([name]) => request.fields.includes(name))),
        source: 'test',
        asOf: AS_OF,
      },
    },
  });
}

/** An answer of another kind about the persons that were asked. */
export function say(answer: Record<string, unknown>) {
  return (request: VerifyRequest): Reply => ({
    status: 200,
    body: {
      call: request.call,
      nonce: request.nonce,
      about: request.subjects.map(({ idNumber }) => ({ idNumber })),
      answer: { source: 'test', asOf: AS_OF, ...answer },
    },
  });
}

/** With which the broker of tests signs. */
const PORTAL_KEYS = [publicKeyOf(signingKey(JSON.parse(process.env.CALL_KEY ?? '')))];

/** Opens a department on a free port. */
export async function openDepartment(): Promise<ScriptedDepartment> {
  const asked: VerifyRequest[] = [];
  const replies: ScriptedDepartment['replies'] = new Map();
  const server = createServer((request, response) => {
    readMessage(request)
      .then(async (message) => {
        const question = VerifyRequest.parse(JSON.parse(message.body));
        asked.push(question);
        const reply = replies.get(question.evidence)?.(question) ?? { status: 503, body: {} };
        if (reply.afterMs !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.afterMs));
        const text =
          typeof reply.body === 'string'
            ? reply.body
            : JSON.stringify(reply.body, datedAt(signedAt(message)));
        response.writeHead(reply.status, signedHeaders(message, reply.status, text)).end(text);
      })
      .catch(() => response.writeHead(400).end());
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    replies,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** These departments' data are of yesterday, whenever they are asked: a replacer for `JSON.stringify`. */
export function datedAt(now: Date): (key: string, value: unknown) => unknown {
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString();
  return (_key, value) => (value === AS_OF ? yesterday : value);
}

/** A reply's headers with a signature that answers this message, at the moment at which that one was signed. */
export function signedHeaders(message: HttpMessage, status: number, body: string): Record<string, string> {
  const headers = { 'content-type': 'application/json' };
  return {
    ...headers,
    ...signReply({ status, headers, body }, message, DEPARTMENT_KEY, signedAt(message)).headers,
  };
}

/** These departments have no clock of their own: it is when the broker says. */
function signedAt({ headers }: HttpMessage): Date {
  return new Date(Number(/;created=(\d+)/.exec(headers['signature-input'] ?? '')?.[1]) * 1000);
}

/** A message of the broker's. @throws Error if its signature is not the broker's */
export async function readMessage(request: IncomingMessage): Promise<HttpMessage> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  const { method = '', url = '' } = request;
  const body = Buffer.concat(pieces).toString('utf8');
  const message = { method, url: `http://${request.headers.host}${url}`, headers, body };
  const verified = verifyRequest(message, PORTAL_KEYS, signedAt(message));
  if (!verified.ok) throw new Error(`the question is not the broker’s: ${verified.why}`);
  return message;
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
