import http from 'node:http';
import https from 'node:https';
import { readBounded } from './read-bounded.ts';

export interface BankSettings {
  url: string;
  secret: string;
  /** How long one answer may take in all. */
  timeoutMs: number;
}

/** What came back, before anybody has made sense of it. */
export type BankAnswer = { status: number; body: string } | { failure: 'down' | 'timeout' };

/** A statement of 1,000 lines takes a fifth of it. */
const MOST_BYTES = 1_048_576;

/** Asks the bank about one batch, and never throws for what comes or does not come back. Redirects are not followed. */
export async function callBank(
  { url, secret, timeoutMs }: BankSettings,
  method: 'PUT' | 'GET',
  id: string,
  body?: string,
): Promise<BankAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = {
    authorization: `Bearer ${secret}`,
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    }),
  };
  try {
    const address = new URL(`${url.replace(/\/$/, '')}/batches/${encodeURIComponent(id)}`);
    const response = await send(address, { method, headers, signal }, body);
    return { status: response.statusCode ?? 0, body: await readBounded(response, MOST_BYTES) };
  } catch {
    return { failure: signal.aborted ? 'timeout' : 'down' };
  }
}

function send(url: URL, options: https.RequestOptions, body?: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    // One connection a call: there are few, and none is found closed by the other side.
    const known = { ...options, agent: false };
    const sent =
      url.protocol === 'https:' ? https.request(url, known, resolve) : http.request(url, known, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}
