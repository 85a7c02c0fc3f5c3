import { createServer } from 'node:net';
import { failure } from './failure.ts';

type Port = { readonly variable: string; readonly standard: number; readonly what: string };

/** Every port that a start opens, the variable that moves it, and what listens there. */
export const PORTS = {
  portal: { variable: 'PORT', standard: 3000, what: 'the portal' },
  broker: { variable: 'BROKER_PORT', standard: 3010, what: "the broker's callback address" },
  identityProvider: { variable: 'IDP_PORT', standard: 3020, what: "the sandbox's identity provider" },
  control: { variable: 'CONTROL_PORT', standard: 3021, what: "the sandbox's control page" },
  mail: { variable: 'MAIL_PORT', standard: 3025, what: "the sandbox's mail server" },
  bank: { variable: 'BANK_PORT', standard: 3026, what: "the sandbox's bank" },
  departments: { variable: 'DEPARTMENTS_PORT', standard: 3031, what: "the sandbox's departments" },
  database: { variable: 'DATABASE_PORT', standard: 5433, what: 'the database' },
} as const satisfies Record<string, Port>;

export type PortName = keyof typeof PORTS;
export type Ports = Record<PortName, number>;
export const PORT_NAMES = Object.keys(PORTS).filter((name): name is PortName => name in PORTS);

/** Ports by name from the environment; departments take consecutive ports from the first. Throws StartFailure. */
export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const read = ({ variable, standard }: Port) => {
    const value = env[variable];
    if (value === undefined || value === '') return standard;
    const port = Number(value);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw failure.portInvalid(variable, value);
    return port;
  };
  const ports: Ports = {
    portal: read(PORTS.portal),
    broker: read(PORTS.broker),
    identityProvider: read(PORTS.identityProvider),
    control: read(PORTS.control),
    mail: read(PORTS.mail),
    bank: read(PORTS.bank),
    departments: read(PORTS.departments),
    database: read(PORTS.database),
  };
  rejectSharedPorts(ports);
  return ports;
}

function rejectSharedPorts(ports: Ports): void {
  const seen = new Map<number, PortName>();
  for (const name of PORT_NAMES) {
    const other = seen.get(ports[name]);
    if (other) throw failure.portShared(ports[name], PORTS[other].variable, PORTS[name].variable);
    seen.set(ports[name], name);
  }
}

/** Throws StartFailure unless this process could listen on the port of this name (`offset` for later departments). */
export async function requireFreePort(name: PortName, port: number): Promise<void> {
  const { what, variable } = PORTS[name];
  // A browser that is sent to "localhost" may try the IPv6 address first and meet another program there.
  for (const host of ['127.0.0.1', '::1']) {
    const code = await findListenError(port, host);
    if (code === 'EADDRINUSE') throw failure.portTaken(port, what, variable);
    if (code === 'EACCES') throw failure.portForbidden(port, what, variable);
  }
}

function findListenError(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** A port that was free a moment ago, for tests. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Settings that move every port into a block that was free a moment ago, with room for 30 departments; for tests. */
export async function findFreePortBlock(): Promise<Record<string, string>> {
  const single = PORT_NAMES.filter((name) => name !== 'departments');
  // The system may give out the same port twice in a row.
  const drawn = new Set<number>();
  while (drawn.size < single.length) drawn.add(await findFreePort());
  const free = drawn.values();
  const settings = Object.fromEntries(
    single.map((name) => [PORTS[name].variable, String(free.next().value)]),
  );
  // Below the range from which the system gives ports out by itself.
  let first = 20_000 + (process.pid % 300) * 30;
  while (!(await isFreeBlock(first, 30))) first += 30;
  return { ...settings, [PORTS.departments.variable]: String(first) };
}

async function isFreeBlock(first: number, count: number): Promise<boolean> {
  for (let port = first; port < first + count; port += 1) {
    if ((await findListenError(port, '127.0.0.1')) !== undefined) return false;
  }
  return true;
}
