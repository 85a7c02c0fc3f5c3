import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { OsUser } from './os-users.ts';
import { labelLines, type Print } from './output.ts';
import { signal } from './process-table.ts';

/** How to run one child process. */
export type ChildSpec = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** The child's whole environment: nothing is inherited. */
  readonly env: NodeJS.ProcessEnv;
  readonly user?: OsUser | undefined;
  /** Where the output goes; without it, line by line to the caller's output. */
  readonly logFile?: string;
  /** What asks it to stop; SIGTERM unless told otherwise. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopWithinSeconds?: number;
  readonly onMessage?: (message: unknown) => void;
};

/** A running child, in a process group of its own so that Ctrl-C reaches it only through `stop`. */
export type Child = {
  readonly pid: number;
  /** Settles with the reason ("exit code 1", "signal SIGKILL") once the child has ended; never rejects. */
  readonly ended: Promise<string>;
  readonly hasEnded: () => boolean;
  /** The last lines of its output; empty where it goes to a file. */
  readonly tail: readonly string[];
  readonly stop: () => Promise<void>;
};

/** Every child that has not ended, so that a signal in the middle of the start-up leaves none behind. */
const living = new Set<Child>();

export function listLivingChildren(): Child[] {
  return [...living];
}

function spawnDetached(spec: ChildSpec): ChildProcess {
  const log = spec.logFile === undefined ? 'pipe' : openSync(spec.logFile, 'a', 0o600);
  try {
    return spawn(spec.command, [...spec.args], {
      cwd: spec.folder,
      env: spec.env,
      detached: true,
      stdio: spec.onMessage ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
      ...(spec.user ? { uid: spec.user.uid, gid: spec.user.gid } : {}),
    });
  } finally {
    if (typeof log === 'number') closeSync(log);
  }
}

/** Starts a child; the promise rejects where the program cannot be run at all. */
export async function startChild(spec: ChildSpec, print: Print): Promise<Child> {
  const child = spawnDetached(spec);
  const tail: string[] = [];
  if (child.stdout) labelLines(child.stdout, spec.name, print, tail);
  if (child.stderr) labelLines(child.stderr, spec.name, print, tail);
  if (spec.onMessage) child.on('message', spec.onMessage);
  let reason: string | undefined;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, by) => {
      reason = by ? `signal ${by}` : `exit code ${code}`;
      resolve(reason);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.on('error', (error) => tail.push(error.message));
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${spec.name} has no process id`);
  const hasEnded = () => reason !== undefined;
  const result: Child = { pid, ended, hasEnded, tail, stop: () => stopChild(pid, ended, hasEnded, spec) };
  living.add(result);
  void ended.then(() => living.delete(result));
  return result;
}

async function stopChild(
  pid: number,
  ended: Promise<string>,
  hasEnded: () => boolean,
  spec: ChildSpec,
): Promise<void> {
  if (!hasEnded()) signal(pid, spec.stopSignal ?? 'SIGTERM');
  const patience = setTimeout(() => signal(-pid, 'SIGKILL'), (spec.stopWithinSeconds ?? 10) * 1000);
  await ended;
  clearTimeout(patience);
  // Whatever the child itself had started and not waited for.
  signal(-pid, 'SIGKILL');
}
