import { spawn } from 'node:child_process';
import { signal } from './process-table.ts';

export type Task = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly limitSeconds: number;
  /** Show the output as it comes, instead of keeping it for when the task fails. */
  readonly live?: boolean;
};

export type TaskResult = {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
};

/** Runs a program to its end, or to its limit; never rejects. */
export function runTask(task: Task, folder: string): Promise<TaskResult> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const child = spawn(task.command, [...task.args], {
      cwd: folder,
      env: { ...process.env, ...task.env },
      // A group of its own, so that whatever it started ends with it.
      detached: true,
      stdio: task.live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    const pieces: Buffer[] = [];
    child.stdout?.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr?.on('data', (piece: Buffer) => pieces.push(piece));
    const endGroup = () => (child.pid === undefined ? false : signal(-child.pid, 'SIGKILL'));
    const limit = setTimeout(() => {
      pieces.push(Buffer.from(`\n${task.name} was ended after ${task.limitSeconds} s.\n`));
      endGroup();
    }, task.limitSeconds * 1000);
    const interrupt = () => endGroup();
    process.once('exit', interrupt);
    const finish = (passed: boolean) => {
      clearTimeout(limit);
      process.off('exit', interrupt);
      const seconds = (performance.now() - begin) / 1000;
      resolve({ name: task.name, passed, output: Buffer.concat(pieces).toString('utf8'), seconds });
    };
    child.once('error', (error) => {
      pieces.push(Buffer.from(error.message));
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}

/** Runs tasks in the given order, `lanes` at a time; results come in the order of the tasks. */
export async function runTasks(tasks: readonly Task[], lanes: number, folder: string): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  const waiting = tasks.entries();
  const work = async () => {
    for (const [index, task] of waiting) results[index] = await runTask(task, folder);
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return results;
}

/** One line for each task and, for those that failed, their whole output. */
export function describeResult({ name, passed, output, seconds }: TaskResult): string {
  const head = `${passed ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`;
  return passed ? head : `${head}\n${output.trimEnd()}\n`;
}
