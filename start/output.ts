import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Print = (line: string) => void;

/** Copies a stream line by line, each behind the name of its process, and remembers the last ones. */
export function labelLines(stream: Readable, name: string, print: Print, tail: string[]): void {
  const lines = createInterface({ input: stream });
  lines.on('line', (line) => {
    tail.push(line);
    if (tail.length > 50) tail.shift();
    print(`${name.padEnd(8)}| ${line}`);
  });
}

/** Prints steps with the seconds since the start, so that a long one is seen to be going on. */
export function createProgress(print: Print): Print {
  const begin = performance.now();
  return (line) => print(`[${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s] ${line}`);
}
