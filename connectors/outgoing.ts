import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import {
  type Allowed,
  type Checked,
  type CheckedAddress,
  checkHost,
  parseAllowed,
  plainHost,
  type Resolve,
  resolveHost,
} from './outgoing/address-guard.ts';
import { OutgoingError } from './outgoing/outgoing-error.ts';
import { readText } from './outgoing/read-text.ts';

export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PUT';
  headers: Readonly<Record<string, string>>;
  body: string | null;
  /** From the look-up of the name to the last byte of the body. */
  timeoutMs: number;
  maxBytes: number;
  /** PEM: the client's certificate and key for mTLS, and authorities instead of the well-known ones. */
  tls?: { cert?: string; key?: string; ca?: string };
}

/** Header names in lower case; a header that came several times is joined with commas. */
export interface OutgoingReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * The one way out to departments. A caller passes addresses of its connector's document, never one out of a reply or a
 * question: which hosts are called is the document's to say, which addresses they may have is the operator's.
 */
export interface Outgoing {
  /** @throws OutgoingError only */
  request(url: string, request: OutgoingRequest): Promise<OutgoingReply>;
  /**
   * Resolves and checks the host of a way of joining that is not HTTP; connect to one of the addresses, not to the name.
   * @throws OutgoingError
   */
  check(host: string): Promise<readonly CheckedAddress[]>;
  /** Lets go of idle connections. */
  close(): void;
}

export interface OutgoingSettings {
  /** Hosts, addresses and CIDR ranges that may be called though they are not public, also without TLS. */
  allow: readonly string[];
  /** The machine's resolver unless told otherwise. */
  resolve?: Resolve;
}

/** Far more than any department sends, and far less than would hurt. */
const MAX_HEADER_BYTES = 16_384;
// An idle connection is let go before the five seconds after which Node's servers, for one, close it.
const AGENT = { keepAlive: true, timeout: 4_000, maxSockets: 64 };

/** @throws RangeError if `allow` holds what is neither host nor address nor range */
export function openOutgoing({ allow, resolve = resolveHost }: OutgoingSettings): Outgoing {
  const allowed = parseAllowed(allow);
  const agents = { 'http:': new http.Agent(AGENT), 'https:': new https.Agent(AGENT) };
  return {
    request: (url, request) => requestOnce({ allowed, resolve, agents }, url, request),
    check: async (host) => (await checkHost(host, allowed, resolve)).addresses,
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

type Agents = Readonly<Record<'http:' | 'https:', http.Agent>>;
type Guard = { allowed: Allowed; resolve: Resolve; agents: Agents };

async function requestOnce(guard: Guard, address: string, request: OutgoingRequest): Promise<OutgoingReply> {
  const url = parseUrl(address);
  const host = plainHost(url.hostname);
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const checked = await before(signal, checkHost(host, guard.allowed, guard.resolve));
    if (url.protocol === 'http:' && !checked.isNamed) throw new OutgoingError('https_required', host);
    const response = await send(guard.agents, url, checked, request, signal);
    return await readReply(response, host, request.maxBytes);
  } catch (cause) {
    if (signal.aborted) throw new OutgoingError('timeout', host, { cause });
    if (cause instanceof OutgoingError) throw cause;
    throw new OutgoingError(isHeaderOverflow(cause) ? 'too_large' : 'unreachable', host, { cause });
  }
}

function parseUrl(address: string): URL & { protocol: 'http:' | 'https:' } {
  const url = URL.parse(address);
  if (url === null || !isWeb(url) || url.username !== '' || url.password !== '')
    throw new OutgoingError('bad_url', '(unknown)');
  return url;
}

const isWeb = (url: URL): url is URL & { protocol: 'http:' | 'https:' } =>
  url.protocol === 'http:' || url.protocol === 'https:';

/** A look-up cannot be called off; whoever waits for it can. */
function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function send(
  agents: Agents,
  url: URL & { protocol: 'http:' | 'https:' },
  { addresses }: Checked,
  { method, headers, body, tls }: OutgoingRequest,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const options = {
    ...tls,
    method,
    signal,
    agent: agents[url.protocol],
    headers: { ...headers, 'accept-encoding': 'identity', ...length },
    lookup: pinnedTo(addresses),
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  return new Promise((resolve, reject) => {
    const sent =
      url.protocol === 'https:' ? https.request(url, options, resolve) : http.request(url, options, resolve);
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

/** Connects to what was checked, whatever the name resolves to a moment later (DNS rebinding). TLS still checks the name. */
export function pinnedTo(addresses: readonly CheckedAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(first ? null : new Error('no address'), first?.address ?? '', first?.family);
  };
}

/** A redirect would lead where nobody has checked; the department's document has to name the right address. */
async function readReply(
  response: http.IncomingMessage,
  host: string,
  maxBytes: number,
): Promise<OutgoingReply> {
  try {
    const { statusCode: status = 0 } = response;
    if (status >= 300 && status < 400) throw new OutgoingError('redirect', host);
    const body = await readText(response, host, maxBytes);
    return { status, headers: flatten(response.headers), body };
  } catch (cause) {
    response.destroy();
    throw cause;
  }
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
  return Object.fromEntries(entries);
}

function isHeaderOverflow(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'HPE_HEADER_OVERFLOW';
}
