import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { failure } from './failure.ts';
import { findStartTime, hasEnvironment, listProcesses, signal } from './process-table.ts';
import { waitUntil } from './waiting.ts';

/** The variable by which a later start knows the children of an earlier one that was killed. */
export const STATE_VARIABLE = 'MIANZHENG_STATE';

const Holder = z.object({ pid: z.number().int(), startTime: z.string() });

/** The process that holds the lock, if it still runs; a half-written file counts as none. */
function findHolder(file: string): number | undefined {
  try {
    const holder = Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
    return findStartTime(holder.pid) === holder.startTime ? holder.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process that took this lock still runs. */
export const isHeld = (file: string) => findHolder(file) !== undefined;

/** Makes this process the only start in a state folder; returns how to give the lock back. Throws StartFailure. */
export function takeInstanceLock(file: string, stateFolder: string): () => void {
  const content = JSON.stringify({ pid: process.pid, startTime: findStartTime(process.pid) ?? 'unknown' });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, content, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = findHolder(file);
    if (holder !== undefined) throw failure.alreadyRunning(holder, stateFolder);
    rmSync(file, { force: true });
  }
  throw failure.notPermitted(file);
}

/**
 * Stops the portal, broker and sandbox that an earlier start left behind when it was killed; returns how many. Only
 * processes whose own environment names this state folder are touched, so a reused process id cannot hit a stranger.
 */
export async function stopOrphans(stateFolder: string): Promise<number> {
  const isOrphan = (pid: number) => pid !== process.pid && hasEnvironment(pid, STATE_VARIABLE, stateFolder);
  const orphans = listProcesses().filter(isOrphan);
  for (const pid of orphans) signal(pid, 'SIGTERM');
  const isGone = () => orphans.every((pid) => !isOrphan(pid));
  if (await waitUntil(isGone, 5)) return orphans.length;
  for (const pid of orphans.filter(isOrphan)) signal(pid, 'SIGKILL');
  if (await waitUntil(isGone, 5)) return orphans.length;
  throw failure.orphanStays(orphans.find(isOrphan) ?? 0, stateFolder);
}
