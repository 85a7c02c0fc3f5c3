import type { z } from 'zod';
import { type ClientTls, readClientTls } from './client-certificate.ts';
import type { Adapter, Errand, SourceReply } from './contract.ts';
import {
  commonHeaders,
  failed,
  type Party,
  takeReply,
  writeInquiry,
  writeQuestion,
} from './native-message.ts';
import { failureOf } from './outgoing/outgoing-error.ts';
import type { Outgoing, OutgoingReply } from './outgoing.ts';
import { BatchReply, DiscoveryReply, HealthReply } from './protocol.ts';
import { readReply } from './read-reply.ts';

/** An answer holds a few fields about at most two persons. */
const MAX_BYTES = 65_536;
const MAX_BATCH_BYTES = 4_194_304;

/** Where and how a department speaks protocol 1, and who is asking. */
export interface NativeHttpSettings extends Party {
  /** Where the document says mtls: the client's key and certificates in PEM. */
  credential: string;
  outgoing: Outgoing;
  /** By which signatures and tokens are dated and "try again in … seconds" is reckoned. */
  clock: () => Date;
}

/**
 * A department that speaks the wire protocol itself (protocol.ts). An answer is taken only under the department's signature,
 * bound to the question. @throws ClientCertificateError where mtls is wanted and the credential is none
 */
export function nativeHttp(settings: NativeHttpSettings): Adapter {
  const line = openLine(settings);
  const { batch } = settings.reach;
  return {
    request: (question, context, timeoutMs) => ask(settings, line, { question, context }, timeoutMs),
    read: readReply,
    ...(batch > 1 && { requestBatch: (items, timeoutMs) => askAll(settings, line, items, timeoutMs) }),
  };
}

type Line = (message: Message, timeoutMs: number, maxBytes: number) => Promise<OutgoingReply>;
type Message = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; body: string };

function openLine({ reach, credential, outgoing }: NativeHttpSettings): Line {
  const tls: ClientTls | undefined = reach.proves === 'mtls' ? readClientTls(credential) : undefined;
  return ({ method, url, headers, body }, timeoutMs, maxBytes) =>
    outgoing.request(url, {
      method,
      headers,
      timeoutMs,
      maxBytes,
      body: method === 'GET' ? null : body,
      ...(tls && { tls }),
    });
}

async function ask(
  settings: NativeHttpSettings,
  line: Line,
  errand: Errand,
  timeoutMs: number,
): Promise<SourceReply> {
  const { clock } = settings;
  const sent = writeQuestion(settings, errand, clock());
  try {
    const reply = await line({ ...sent.message, method: 'POST' }, timeoutMs, MAX_BYTES);
    return takeReply(settings, sent, reply, clock());
  } catch (error) {
    return failed(sent, failureOf(error), clock());
  }
}

/** Every question in one envelope; each of its replies stands or falls alone. */
async function askAll(
  settings: NativeHttpSettings,
  line: Line,
  items: readonly Errand[],
  timeoutMs: number,
): Promise<SourceReply[]> {
  const { clock, reach } = settings;
  const now = clock();
  const sent = items.map((errand) => writeQuestion(settings, errand, now));
  const messages = sent.map(({ message: { headers, body } }) => ({ headers, body }));
  const envelope: Message = {
    method: 'POST',
    url: `${reach.url}/verify/batch`,
    headers: { 'content-type': 'application/json', ...commonHeaders(settings, crypto.randomUUID(), now) },
    body: JSON.stringify({ protocol: 1, messages }),
  };
  try {
    const { status, headers, body } = await line(envelope, timeoutMs, MAX_BATCH_BYTES);
    // A refusal of the envelope is one of every question in it.
    if (status >= 400)
      return sent.map((each) => takeReply(settings, each, { status, headers, body }, clock()));
    const { data } = BatchReply.safeParse(parseJson(body));
    return sent.map((each, index) => {
      const reply = data?.replies.length === sent.length ? data.replies[index] : undefined;
      return reply ? takeReply(settings, each, reply, clock()) : failed(each, 'malformed', clock());
    });
  } catch (error) {
    return sent.map((each) => failed(each, failureOf(error), clock()));
  }
}

export type Inquiry<T> =
  | { ok: true; value: T }
  /** `bad_signature`: somebody answers there, but not under a key that the document names. */
  | { ok: false; why: 'down' | 'timeout' | 'malformed' | 'bad_signature' | 'refused' };

/** Asks a department what it offers. Never throws for what the department does. */
export const askDiscovery = (
  settings: NativeHttpSettings,
  timeoutMs: number,
): Promise<Inquiry<DiscoveryReply>> => inquire(settings, '/discovery', DiscoveryReply, timeoutMs);

/** Asks a department how it is. Never throws for what the department does. */
export const askHealth = (settings: NativeHttpSettings, timeoutMs: number): Promise<Inquiry<HealthReply>> =>
  inquire(settings, '/health', HealthReply, timeoutMs);

async function inquire<T>(
  settings: NativeHttpSettings,
  path: '/discovery' | '/health',
  schema: z.ZodType<T>,
  timeoutMs: number,
): Promise<Inquiry<T>> {
  const sent = writeInquiry(settings, path, settings.clock());
  try {
    const reply = await openLine(settings)({ ...sent.message, method: 'GET' }, timeoutMs, MAX_BYTES);
    const taken = takeReply(settings, sent, reply, settings.clock());
    if (taken.kind === 'failure') return { ok: false, why: taken.cause };
    if (taken.status !== 200) return { ok: false, why: taken.status >= 500 ? 'down' : 'refused' };
    const parsed = schema.safeParse(parseJson(taken.body));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: 'malformed' };
  } catch (error) {
    return { ok: false, why: failureOf(error) };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
