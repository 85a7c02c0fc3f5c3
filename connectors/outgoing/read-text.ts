import type { IncomingMessage } from 'node:http';
import { OutgoingError } from './outgoing-error.ts';

/** A reply's body as text, at most `maxBytes` long, in UTF-8 or GB18030. @throws OutgoingError too_large, encoded, bad_charset */
export async function readText(response: IncomingMessage, host: string, maxBytes: number): Promise<string> {
  // Asked for plain bytes; a small compressed reply can become a huge one.
  const coding = response.headers['content-encoding'] ?? 'identity';
  if (coding.trim().toLowerCase() !== 'identity') throw new OutgoingError('encoded', host);
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new OutgoingError('too_large', host);
  const bytes = await readBytes(response, host, maxBytes);
  const charset = charsetOf(response.headers['content-type'] ?? '', bytes);
  try {
    return new TextDecoder(decoderFor(charset, host), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new OutgoingError('bad_charset', host, { cause });
  }
}

async function readBytes(response: IncomingMessage, host: string, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    // Leaving the loop destroys the connection: nobody reads the rest.
    if (size > maxBytes) throw new OutgoingError('too_large', host);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

/** By the header; XML without one says it in its declaration (RFC 7303 section 3), which is ASCII in both encodings. */
function charsetOf(contentType: string, bytes: Buffer): string {
  const named = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  if (named !== undefined) return named;
  const declaration = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(bytes.toString('latin1', 0, 200));
  return declaration?.[1] ?? 'utf-8';
}

const DECODERS: Readonly<Record<string, 'utf-8' | 'gb18030'>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

function decoderFor(charset: string, host: string): 'utf-8' | 'gb18030' {
  const decoder = DECODERS[charset.toLowerCase()];
  if (decoder === undefined) throw new OutgoingError('bad_charset', host);
  return decoder;
}
