import { createReadStream } from 'node:fs';

const PIECE_BYTES = 256 * 1024;

/** A file's text, piece by piece. Bytes that are none of the encoding become U+FFFD; a byte order mark goes. */
export async function* decodeText(path: string, encoding: 'utf-8' | 'gb18030'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** What text turns into when it is decoded with the wrong table, once or twice. */
const DAMAGE = /\uFFFD|锟斤拷|烫烫烫|屯屯屯/;

/** Whether a text shows that its bytes were read in another encoding than they were written, or were cut. */
export function isDamaged(text: string): boolean {
  return DAMAGE.test(text);
}
