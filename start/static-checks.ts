import { join } from 'node:path';
import type { Task } from './task.ts';

const bin = (projectFolder: string, name: string) => join(projectFolder, 'node_modules/.bin', name);

/** Types of the routes, which TypeScript needs; they are generated, so a fresh clone has none. */
export function routeTypes(projectFolder: string): Task {
  const env = { NEXT_TELEMETRY_DISABLED: '1' };
  const program = { command: bin(projectFolder, 'next'), args: ['typegen'] };
  return { name: 'route types', ...program, env: { ...process.env, ...env }, limitSeconds: 120 };
}

/** Checks that read the sources and run nothing. */
export function staticChecks(projectFolder: string): Task[] {
  return [
    { name: 'types', command: bin(projectFolder, 'tsc'), args: ['--noEmit', '-p', '.'], limitSeconds: 180 },
    {
      name: 'format and lint',
      command: bin(projectFolder, 'biome'),
      args: ['check', '.'],
      limitSeconds: 120,
    },
  ];
}

/** Unit tests: those that need no database. */
export function unitTests(projectFolder: string): Task {
  const args = ['run', '--project', 'unit', '--reporter=dot'];
  return { name: 'unit tests', command: bin(projectFolder, 'vitest'), args, limitSeconds: 600 };
}
