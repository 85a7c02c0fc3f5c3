import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The text of a file below /proc, or undefined where the process is gone, foreign, or /proc does not exist. */
function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Ids of all processes; empty where there is no /proc. */
export function listProcesses(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/**
 * When a process began, in the kernel's own ticks: with the id it names one process for ever, also after the id was
 * given to another. Undefined once it has ended (a zombie has ended).
 */
export function findStartTime(pid: number): string | undefined {
  const stat = readProc(pid, 'stat');
  // The second field is the program's name in brackets and may hold spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** Whether a process has the line `NAME=value` in the environment that it was started with. */
export function hasEnvironment(pid: number, name: string, value: string): boolean {
  return readProc(pid, 'environ')?.split('\0').includes(`${name}=${value}`) ?? false;
}

/** The folder that a process works in; PostgreSQL's processes work in their data folder. */
export function findWorkingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The name of a process's program, at most 15 characters. */
export function findProgramName(pid: number): string | undefined {
  return readProc(pid, 'comm')?.trim();
}

/** Sends a signal; false if there is nobody to receive it. A negative id means the process group. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
