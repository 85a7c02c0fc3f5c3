import { createServer } from 'node:http';
import type { Department } from './open-department.ts';

/** Twice as long as a body may take: nobody occupies a connection by saying nothing. */
const REQUEST_TIMEOUT_MS = 20_000;

/** An HTTP server around a department's `handle`, on this machine unless another host is named. */
export function openListener(
  handle: Department['handle'],
  report: (what: string) => void,
): Pick<Department, 'listen' | 'close'> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    handle(request, response).catch((cause: unknown) => {
      report(`a message could not be answered: ${cause instanceof Error ? cause.message : 'error'}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  return {
    listen: (port, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        const fail = (cause: NodeJS.ErrnoException) =>
          reject(cause.code === 'EADDRINUSE' ? new PortTakenError(port) : cause);
        server.once('error', fail);
        server.listen(port, host, () => {
          server.off('error', fail);
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Somebody else listens there. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(`port ${port} is taken by another program`);
    this.name = 'PortTakenError';
  }
}
