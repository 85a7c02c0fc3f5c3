import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LateMessage } from '../conformance/plug.ts';
import { readMessage } from '../receiving/read-message.ts';

/** Takes late answers as the broker's callback does, and keeps every one. */
export interface Ear {
  url: string;
  received: readonly LateMessage[];
  /** The next one that nobody has asked for yet. */
  next(): Promise<LateMessage>;
  close(): Promise<void>;
}

/** Opens an ear. @param port 0 takes a free one */
export async function openEar(port = 0): Promise<Ear> {
  const received: LateMessage[] = [];
  let given = 0;
  let arrived = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const { message } = await readMessage(request, { maxBytes: 65_536, timeoutMs: 5_000 });
    received.push({ message, body: JSON.parse(message.body) });
    response.writeHead(204).end();
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/late`,
    received,
    async next() {
      for (;;) {
        const message = received[given];
        if (message !== undefined) {
          given += 1;
          return message;
        }
        await arrived.promise;
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
