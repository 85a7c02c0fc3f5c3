import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SigningKey } from '#connectors/keys.ts';
import { Problem } from '#connectors/problem.ts';
import { signRequest } from '#connectors/signatures.ts';
import { DEPARTMENT_KEY } from '#connectors/testing/keys.ts';
import { NOW, type TestCity } from '#flow/testing/city.ts';
import { openDoor } from '../door/door.ts';
import { CONNECTORS, registryOf, testTools } from './broker.ts';

/** How a message is sent otherwise than a department would: with another key, at another time, or spoilt on the way. */
export interface Sending {
  key?: SigningKey | null;
  at?: Date;
  headers?: Record<string, string>;
  /** What arrives in place of what was signed. */
  arrives?: string;
}

/** What the door said: the status, and the code of its problem. */
export interface Told {
  status: number;
  code: string | undefined;
  body: unknown;
}

/** The broker's door on a free port, its time standing still. */
export interface TestDoor {
  url: string;
  server: Server;
  post(path: string, body: unknown, sending?: Sending): Promise<Told>;
  close(): void;
}

export async function openTestDoor(city: TestCity): Promise<TestDoor> {
  const clock = () => NOW;
  const registry = registryOf(Object.fromEntries(CONNECTORS.map((id) => [id, 'http://127.0.0.1:9'])), clock);
  const publicUrl = 'https://broker.example';
  const server = openDoor({ pool: city.broker, clock, registry, publicUrl, signer: testTools(clock).signer });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let sent = 0;
  return {
    url,
    server,
    async post(path, body, { key = DEPARTMENT_KEY, at, headers = {}, arrives } = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      // Each message is signed at a moment of its own, as it would be when it is sent again.
      sent += 1;
      const created = at ?? new Date(NOW.getTime() - (sent % 250) * 1_000);
      const told = { 'content-type': 'application/json', 'x-correlation': randomUUID(), ...headers };
      const message = { method: 'POST', url: publicUrl + path, headers: told, body: text };
      const signed = key === null ? {} : signRequest(message, key, created).headers;
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { ...told, ...signed },
        body: arrives ?? text,
      });
      const answer = await response.text();
      const json: unknown = answer === '' ? undefined : JSON.parse(answer);
      return { status: response.status, code: Problem.safeParse(json).data?.code, body: json };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
