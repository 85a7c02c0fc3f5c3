import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { FeedProblem } from './feed-problem.ts';

/** The parser gathers text until the next tag; more than this between two tags is no cell. */
const MAX_TEXT = 1024 * 1024;

/** What a reader of one part wants to hear. Names come without their prefix. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads a part of a workbook as XML, telling the handlers; yields after every piece, so that what they have gathered can be
 * handed on. Entities beyond XML's own five are errors, so nothing expands.
 * @throws FeedProblem bad_workbook, bad_zip, oversized_cell
 */
export async function* readXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => handlers.open?.(localName(name), attributes));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => handlers.close?.(localName(name)));
  parser.on('error', (cause) => {
    throw new FeedProblem('bad_workbook', { cause });
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let sinceTag = 0;
  for await (const piece of guarded(stream)) {
    const text = decode(decoder, piece);
    const lastTag = text.lastIndexOf('<');
    sinceTag = lastTag === -1 ? sinceTag + text.length : text.length - lastTag;
    if (sinceTag > MAX_TEXT) throw new FeedProblem('oversized_cell');
    parser.write(text);
    yield;
  }
  parser.close();
}

/** Failures of unpacking: a size that was not declared, damaged data, an archive that was cut. */
async function* guarded(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (cause) {
    const isBomb = cause instanceof Error && /too many bytes/.test(cause.message);
    throw new FeedProblem(isBomb ? 'zip_bomb' : 'bad_zip', { cause });
  }
}

function decode(decoder: TextDecoder, piece: Buffer): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch (cause) {
    throw new FeedProblem('bad_workbook', { cause });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
