import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SentMessage } from '../conformance/plug.ts';

/** A wire that everything between connector and department passes through, and that keeps what left. */
export interface Recorder {
  url: string;
  sent: SentMessage[];
  close(): Promise<void>;
}

/** Opens a recorder on a free port in front of `target`; where nobody listens there, it hangs up as well. */
export async function openRecorder(target: string): Promise<Recorder> {
  const sent: SentMessage[] = [];
  const server = createServer((request, response) => {
    forward(target, request, response, sent).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  sent: SentMessage[],
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  const body = Buffer.concat(pieces).toString('utf8');
  const path = request.url ?? '';
  sent.push({ path, headers: request.rawHeaders.join('\n'), body });
  const { method = 'GET', headers } = request;
  const { 'content-type': type = '', authorization = '' } = headers;
  const reply = await fetch(target + path, {
    method,
    body,
    headers: { 'content-type': type, authorization },
  });
  const text = await reply.text();
  response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' }).end(text);
}
