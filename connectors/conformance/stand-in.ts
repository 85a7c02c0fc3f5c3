import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { publicKeyOf, type SigningKey, signingKey } from '../keys.ts';
import { drawKey } from '../kit/key-file.ts';
import { PortTakenError } from '../kit/listener.ts';
import { findTrouble, type Trouble } from './disbelief.ts';
import type { OutsideSettings } from './outside.ts';

/** A stand-in for the portal: a key drawn for this run, published where a department looks for the portal's. */
export interface StandIn {
  url: string;
  signer: SigningKey;
  close(): void;
}

/** @throws PortTakenError where somebody else listens there */
export async function openStandIn(port: number): Promise<StandIn> {
  const signer = signingKey(drawKey(`suite-${Date.now().toString(36)}`));
  const keys = JSON.stringify({ keys: [publicKeyOf(signer)], heads: [] });
  const server = createServer((request, response) => {
    const isKeys = request.url === '/.well-known/mianzheng-keys';
    if (isKeys) response.writeHead(200, { 'content-type': 'application/jwk-set+json' }).end(keys);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? new PortTakenError(port) : cause);
    server.once('error', fail).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    signer,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const TRIES = 8;
const BETWEEN_MS = 1_000;

/**
 * Waits until a department that speaks the wire protocol has fetched the key: one that has just seen other unknown names looks
 * again after some seconds.
 * @throws NotBelievedError where it does not answer, goes on believing another portal, or is not believed itself
 */
export async function waitUntilBelieved({
  document,
  credentials,
  ...caller
}: Pick<OutsideSettings, 'document' | 'credentials' | 'signer' | 'issuer' | 'outgoing'>): Promise<void> {
  const [native] = document.sources.flatMap(({ id, reach }) =>
    reach.way === 'native' ? [{ id, reach }] : [],
  );
  if (native === undefined) return;
  const credential = credentials.get(native.id) ?? credentials.get('main') ?? '';
  const settings = {
    ...caller,
    connector: document.id,
    reach: native.reach,
    credential,
    clock: () => new Date(),
  };
  let trouble: Trouble | undefined;
  for (let turn = 0; turn < TRIES; turn += 1) {
    trouble = await findTrouble(settings);
    if (trouble === undefined) return;
    if (trouble.lasts) break;
    await wait(BETWEEN_MS);
  }
  throw new NotBelievedError(trouble?.why);
}

/** The suite cannot be run against this department as it stands; the message says why. */
export class NotBelievedError extends Error {
  constructor(why = 'the department does not answer the suite') {
    super(why);
    this.name = 'NotBelievedError';
  }
}
