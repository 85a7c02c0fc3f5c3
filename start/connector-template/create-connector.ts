import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EvidenceType } from '#domain/evidence.ts';
import { writeFiles } from './files.ts';

export interface NewConnector {
  connector: string;
  /** The department that it belongs to, as the city names it. */
  department: string;
  port: number;
  evidence: readonly EvidenceType[];
}

/** The folder of this project, of which the kit is a part. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * Writes a connector into a folder that is empty or not there yet.
 * @returns the names of the files
 * @throws Error where something is in the folder
 */
export function createConnector(folder: string, made: NewConnector): string[] {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  const own = realpathSync(folder);
  const files = writeFiles(made, relative(own, PROJECT));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text, { flag: 'wx' });
  // What `npm install` makes of the dependency in package.json.
  symlinkSync(relative(join(own, 'node_modules'), PROJECT), join(own, 'node_modules/mianzheng'), 'dir');
  return Object.keys(files);
}
