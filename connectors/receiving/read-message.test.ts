import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { DEPARTMENT_KEY } from '../testing/keys.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { sendReply, writeProblem, writeReply } from './send-reply.ts';

const NOW = new Date('2026-04-21T14:02:00+08:00');
let server: Server;
let port: number;
let read: ReadMessage | undefined;

beforeEach(async () => {
  server = createServer(async (request, response) => {
    read = await readMessage(request, { maxBytes: 100, timeoutMs: 150 });
    const told = read.ok
      ? writeReply(read.message, { status: 200, body: '{}' }, DEPARTMENT_KEY, NOW)
      : writeProblem(read.message, read.problem, DEPARTMENT_KEY, NOW);
    sendReply(response, told.reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** What a server says to these bytes, until it closes the connection. */
async function sent(head: string, ...pieces: (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(head);
  for (const piece of pieces) socket.write(piece);
  return text(socket);
}

const head = (length: number, more = '') =>
  `POST /verify?x=1 HTTP/1.1\r\nHost: department.example\r\nConnection: close\r\nContent-Length: ${length}\r\n${more}\r\n`;
const problemIn = (reply: string) => Problem.parse(JSON.parse(reply.split('\r\n\r\n')[1] ?? ''));

test('a message is read as its sender signed it: its own address, header names in lower case, the text of its body', async () => {
  const body = '﻿{"name":"周建国"}';
  await sent(head(Buffer.byteLength(body), 'X-Own: 1\r\n'), body);
  expect(read).toMatchObject({
    ok: true,
    message: { method: 'POST', url: 'http://department.example/verify?x=1', headers: { 'x-own': '1' }, body },
  });
});

describe('a body is refused', () => {
  test('that is longer than it may be, and its connection closed without reading on', async () => {
    const reply = await sent(head(10_000_000), 'x'.repeat(200));
    expect(problemIn(reply)).toMatchObject({ code: 'too_large', status: 413 });
    expect(reply.toLowerCase()).toContain('connection: close');
  });

  test('that drips in too slowly', async () => {
    expect(problemIn(await sent(head(90), '{"a"'))).toMatchObject({ code: 'too_slow', retryable: true });
  });

  test.each([
    ['whose bytes are not UTF-8', Buffer.from([0xd6, 0xdc]), ''],
    [
      'that calls itself something else',
      Buffer.from('{}'),
      'Content-Type: application/json; charset=GB18030\r\n',
    ],
  ])('%s', async (_what, body, more) => {
    expect(problemIn(await sent(head(body.length, more), body))).toMatchObject({ code: 'bad_charset' });
  });
});
