import { readFileSync, statSync } from 'node:fs';

/** Gives the present moment. Verbs take the moment, never a clock; only process edges call one. */
export type Clock = () => Date;

/**
 * The one clock of a process. Without a file it is the system's; with one (a sandbox only) it is moved by the
 * milliseconds that the file holds, re-read whenever the file changes.
 */
export function openClock(file: string | undefined): Clock {
  if (file === undefined) return () => new Date();
  let seen = -1;
  let offset = 0;
  return () => {
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (modified !== seen) {
      seen = modified;
      offset = modified === 0 ? 0 : Number.parseInt(readFileSync(file, 'utf8'), 10) || 0;
    }
    return new Date(Date.now() + offset);
  };
}
