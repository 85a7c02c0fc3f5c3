import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Source } from '#domain/connector.ts';
import type { MappedReach } from '../mapped/mapped-reach.ts';

/** A message as it reached a service of tests. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface ScriptedReply {
  status?: number;
  body: string;
  type?: string;
}

/** A service on a real socket whose every reply the test decides; keeps what it was sent. */
export interface OldService {
  url: string;
  received: Received[];
  /** Decides the reply, by path where there are several. */
  reply: (message: Received) => ScriptedReply;
  close(): Promise<void>;
}

export async function openOldService(reply: OldService['reply']): Promise<OldService> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const { url: path = '', headers } = request;
    const message = { path, headers, body: Buffer.concat(pieces).toString('utf8') };
    service.received.push(message);
    const { status = 200, body, type = 'application/json' } = service.reply(message);
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const service: OldService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    reply,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}

const NAME = { 'zh-CN': '测试登记', 'zh-TW': '測試登記', en: 'Test register' };

/** A source that is reached by a mapping; rows carry `no`, `name` and `died`. */
export function mappedSource(url: string, known: Partial<MappedReach> = {}): Source & { reach: MappedReach } {
  const source = Source.parse({
    id: 'tests',
    title: NAME,
    evidence: 'E-DTH-MED',
    reach: {
      way: 'mapped',
      url,
      sends: 'json',
      receives: 'json',
      auth: { kind: 'none' },
      request: '{ "id": question.subjects[0].idNumber, "call": context.call }',
      succeeded: 'code = "1"',
      rows: 'data',
      ...known,
    },
    coverage: {},
    rows: {
      persons: [{ idColumn: 'no', nameColumn: 'name', keys: ['id18', 'id15'] }],
      fields: { deathDate: { column: 'died', kind: 'date' } },
    },
  });
  const { reach } = source;
  if (reach.way !== 'mapped') throw new Error('not a mapping');
  return { ...source, reach };
}
