import http from 'node:http';
import https from 'node:https';
import { type Outgoing, pinnedTo } from '../outgoing.ts';

const PATIENCE_MS = 15_000;

/** Begins a body and never ends it. @returns how the department took it: a refusal, a closed line, or still waiting */
export async function drip(outgoing: Outgoing, url: string): Promise<'refused' | 'closed' | 'still_waiting'> {
  const { protocol, hostname } = new URL(url);
  const lookup = pinnedTo(await outgoing.check(hostname));
  const headers = { 'content-type': 'application/json', 'content-length': '100' };
  const request = (protocol === 'https:' ? https : http).request(url, {
    method: 'POST',
    headers,
    agent: false,
    lookup,
  });
  const ended = Promise.withResolvers<'refused' | 'closed' | 'still_waiting'>();
  const timer = setTimeout(() => ended.resolve('still_waiting'), PATIENCE_MS);
  request.on('response', () => ended.resolve('refused')).on('error', () => ended.resolve('closed'));
  request.write('{');
  try {
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    request.destroy();
  }
}
