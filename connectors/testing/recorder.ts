import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as sendOn } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
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
  const { method, headers } = request;
  // The address that was signed is the recorder's: it goes on in `Host`, as through any proxy that hands it on.
  const onward = sendOn(new URL(path, target), { method, headers, agent: false });
  onward.end(body);
  const [reply]: IncomingMessage[] = await once(onward, 'response');
  if (reply === undefined) throw new Error('no reply');
  response.writeHead(reply.statusCode ?? 502, reply.headers);
  await pipeline(reply, response);
}
