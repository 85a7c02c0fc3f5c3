import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ConnectorId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { SourceReply } from './contract.ts';
import { nativeHttp } from './native-http.ts';

const question: Question = {
  evidence: 'E-BNK',
  fields: ['belongs'],
  subjects: [{ name: '周静', idNumber: '990102198508120047' }],
  given: { account: '9999990000000014' },
};
const context: CallContext = {
  call: '0198a000-0000-4000-8000-000000000001',
  caseNumber: '99010220261122000008',
  requirement: 'account',
  purpose: '核实收款账户是您本人的',
  legalBasis: '社会保险经办条例第二十六条',
  actor: 'system',
  callback: 'http://127.0.0.1:9/late',
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function ask(url: string, timeoutMs = 2_000): Promise<SourceReply> {
  const connector = nativeHttp({ id: ConnectorId.parse('card-bank'), url, secret: 'a-secret-of-this-test' });
  return connector.request(question, context, timeoutMs);
}

test('a redirect is not followed: the question goes to nobody but the department', async () => {
  let asked = 0;
  const elsewhere = await serve((_request, response) => {
    asked += 1;
    response.end('{}');
  });
  const url = await serve((_request, response) => response.writeHead(307, { location: elsewhere }).end());
  expect(await ask(url)).toMatchObject({ kind: 'failure', cause: 'down' });
  expect(asked).toBe(0);
});

test('a body that goes on and on is cut off, and reads as malformed', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200);
    const pour = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    };
    response.on('drain', pour);
    pour();
  });
  expect(await ask(url)).toMatchObject({ kind: 'reply', body: '' });
});

test('a body that stops in the middle ends with the timeout', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200);
    response.write('{"call":');
  });
  expect(await ask(url, 200)).toMatchObject({ kind: 'failure', cause: 'timeout' });
});

test('a connection that breaks off is a department that is down', async () => {
  const url = await serve((request) => request.socket.destroy());
  expect(await ask(url)).toMatchObject({ kind: 'failure', cause: 'down' });
});
