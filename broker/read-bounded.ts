import type { IncomingMessage } from 'node:http';

/** A reply's body as text; one of more than `maxBytes` reads as empty, which no schema accepts. */
export async function readBounded(response: IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    // Leaving the loop destroys the connection: nobody reads the rest.
    if (size > maxBytes) return '';
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}
