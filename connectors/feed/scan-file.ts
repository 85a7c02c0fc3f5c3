import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Reach } from '#domain/connector.ts';
import { FeedProblem } from './feed-problem.ts';

const PIECE_BYTES = 1024 * 1024;
/** A million rows of a wide file, five times over. */
const MAX_BYTES = 2 * 1024 ** 3;

/** A file as its bytes are. `problem` where they already show that it cannot be taken. */
export interface Scanned {
  /** SHA-256, hexadecimal; of what was read, where it is too large. */
  digest: string;
  problem: FeedProblem | null;
}

/**
 * Reads a file once from end to end, and sees whether its bytes can be of the encoding that its document names. Text of UTF-8
 * decodes as GB18030 without an error into other characters, so the test is the reverse one.
 */
export async function scanFile(
  path: string,
  { format, encoding }: Pick<Extract<Reach, { way: 'file' }>, 'format' | 'encoding'>,
): Promise<Scanned> {
  const hash = createHash('sha256');
  const charset = openCharset();
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    bytes += piece.length;
    hash.update(piece);
    if (bytes > MAX_BYTES) break;
    if (format === 'csv') charset.take(piece);
  }
  const isWrong = charset.isUtf16() || (encoding === 'gb18030' && charset.isUtf8());
  const word = bytes === 0 ? 'empty_file' : bytes > MAX_BYTES ? 'too_large' : isWrong ? 'bad_charset' : null;
  return { digest: hash.digest('hex'), problem: word && new FeedProblem(word) };
}

/** Looks at bytes as they pass: a mark of UTF-16, and whether all of them are UTF-8 with more in it than ASCII. */
function openCharset() {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let head: number | undefined;
  let isValid = true;
  let hasMore = false;
  const decode = (piece: Buffer | undefined) => {
    if (!isValid) return;
    try {
      const text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
      // Every character beyond ASCII takes more bytes than code units.
      hasMore ||= text.length !== (piece?.length ?? 0);
    } catch {
      isValid = false;
    }
  };
  return {
    take(piece: Buffer) {
      if (head === undefined && piece.length > 1) head = piece.readUInt16BE(0);
      decode(piece);
    },
    isUtf16: () => head === 0xfffe || head === 0xfeff,
    isUtf8() {
      decode(undefined);
      return isValid && hasMore;
    },
  };
}
