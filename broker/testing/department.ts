import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VerifyRequest } from '#connectors/protocol.ts';

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
      about: request.subjects.map(({ idNumber }) => ({ idNumber })),
      answer: {
        kind: 'confirmed',
        fields: Object.fromEntries(Object.entries(fields).filter(([name]) => request.fields.includes(name))),
        ...{ source: 'test', asOf: AS_OF },
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
      about: request.subjects.map(({ idNumber }) => ({ idNumber })),
      answer: { source: 'test', asOf: AS_OF, ...answer },
    },
  });
}

/** Opens a department on a free port. */
export async function openDepartment(): Promise<ScriptedDepartment> {
  const asked: VerifyRequest[] = [];
  const replies: ScriptedDepartment['replies'] = new Map();
  const server = createServer((request, response) => {
    readJson(request)
      .then(async (json) => {
        const question = VerifyRequest.parse(json);
        asked.push(question);
        const reply = replies.get(question.evidence)?.(question) ?? { status: 503, body: {} };
        if (reply.afterMs !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.afterMs));
        const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
        response.writeHead(reply.status, { 'content-type': 'application/json' }).end(text);
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

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}
