import { readFileSync, writeFileSync } from 'node:fs';

/** The sandbox's time: the machine's, moved by an offset that the portal and the broker read from the same file. */
export type Clock = {
  now(): Date;
  offsetMs(): number;
  /** Sets the offset in milliseconds; negative is the past. */
  move(offsetMs: number): void;
};

const REREAD_MS = 250;

/** @param path a text file holding the offset in whole milliseconds; absent means none */
export function fileClock(path: string): Clock {
  let known = { at: Number.NEGATIVE_INFINITY, offset: 0 };
  const offsetMs = () => {
    const real = Date.now();
    if (real - known.at > REREAD_MS) known = { at: real, offset: readOffset(path) };
    return known.offset;
  };
  return {
    now: () => new Date(Date.now() + offsetMs()),
    offsetMs,
    move(offset) {
      writeFileSync(path, `${Math.trunc(offset)}\n`);
      known = { at: Date.now(), offset: Math.trunc(offset) };
    },
  };
}

function readOffset(path: string): number {
  try {
    const offset = Number(readFileSync(path, 'utf8').trim() || '0');
    return Number.isSafeInteger(offset) ? offset : 0;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 0;
    throw cause;
  }
}

/** The civil date in China of an instant, `YYYY-MM-DD`. China has had one zone without summer time since 1992. */
export function chinaDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The start of a civil day in China as an instant with its offset. */
export function startOfDay(date: string): string {
  return `${date}T00:00:00+08:00`;
}
