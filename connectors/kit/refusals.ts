import type { Problem } from '../problem.ts';

const SILENT_MS = 60_000;
const LONGEST = 300;

/**
 * Hands on what is told under a name, and for a minute nothing more under that name: whoever sends the same wrong message over
 * and over does not fill the log.
 * @param clock monotonic milliseconds
 */
export function onceAMinute(
  report: (what: string) => void,
  clock: () => number = () => performance.now(),
): (name: string, what: string) => void {
  const toldAt = new Map<string, number>();
  return (name, what) => {
    const now = clock();
    if (now - (toldAt.get(name) ?? Number.NEGATIVE_INFINITY) < SILENT_MS) return;
    toldAt.set(name, now);
    report(what);
  };
}

/** A refusal as one line: its code and the reason, in which names of fields stand and never a value of a person. */
export function refusalLine({ code, title, detail }: Problem): string {
  const reason = detail === undefined ? title : `${title} (${detail})`;
  return `a message was refused as ${code}: ${reason.replace(/\s+/g, ' ').slice(0, LONGEST)}`;
}
