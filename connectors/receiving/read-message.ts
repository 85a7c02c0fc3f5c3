import type { IncomingMessage } from 'node:http';
import { type Problem, problem } from '../problem.ts';
import type { HttpMessage } from '../signature-base.ts';

export interface Bounds {
  maxBytes: number;
  /** Until the last byte of the body: a sender that drips is not waited for. */
  timeoutMs: number;
}

export type ReadMessage =
  | { ok: true; message: HttpMessage }
  | { ok: false; message: HttpMessage; problem: Problem };

/**
 * Reads a request for verification: its address as the sender wrote it, header names in lower case, the body as UTF-8. What
 * cannot be read still comes with its method, address and headers, so that the refusal can be bound to it.
 * @param publicUrl the address at which this server is known, without a trailing slash; by default the one in `Host`, which a
 *   proxy in between has to hand on
 */
export async function readMessage(
  request: IncomingMessage,
  { maxBytes, timeoutMs }: Bounds,
  publicUrl = `http://${request.headers.host ?? ''}`,
): Promise<ReadMessage> {
  const entries = Object.entries(request.headers).map(([name, value]) => [
    name,
    [value ?? ''].flat().join(', '),
  ]);
  const headers: Record<string, string> = Object.fromEntries(entries);
  const message = { method: request.method ?? '', url: publicUrl + (request.url ?? ''), headers, body: '' };
  const refused = (code: 'too_large' | 'too_slow' | 'bad_charset', title: string): ReadMessage => ({
    ok: false,
    message,
    problem: problem(code, title),
  });
  const bytes = await readBytes(request, maxBytes, timeoutMs);
  if (bytes === 'too_large') return refused(bytes, `内容超过${maxBytes}字节`);
  if (bytes === 'too_slow') return refused(bytes, `${timeoutMs / 1000}秒内没有收完内容`);
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const body = charset.toLowerCase() === 'utf-8' ? decode(bytes) : undefined;
  if (body === undefined) return refused('bad_charset', '内容不是UTF-8编码');
  return { ok: true, message: { ...message, body } };
}

async function readBytes(
  request: IncomingMessage,
  maxBytes: number,
  timeoutMs: number,
): Promise<Buffer | 'too_large' | 'too_slow'> {
  const late = Promise.withResolvers<'too_slow'>();
  const timer = setTimeout(() => late.resolve('too_slow'), timeoutMs);
  try {
    return await Promise.race([collect(request, maxBytes), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Stops listening beyond the limit; whoever answers closes the connection (sendReply). */
function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer | 'too_large'> {
  const pieces: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const take = (piece: Buffer) => {
      size += piece.length;
      pieces.push(piece);
      if (size <= maxBytes) return;
      request.off('data', take).pause();
      resolve('too_large');
    };
    request
      .on('data', take)
      .once('end', () => resolve(Buffer.concat(pieces)))
      .once('error', reject);
  });
}

function decode(bytes: Buffer): string | undefined {
  try {
    // A byte order mark is a byte like any other under the digest.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
