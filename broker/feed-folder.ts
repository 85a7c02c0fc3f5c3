import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openNamePattern } from '#connectors/feed/file-name.ts';

/** A file as it lies in its folder. */
export interface DeliveredFile {
  folder: string;
  name: string;
  path: string;
  bytes: number;
  modifiedMs: number;
}

/**
 * The newest file of a name in a connector's folder; `*` in the name stands for the date. Links are not followed: they may lead to
 * what is not the department's. @returns undefined where there is none
 */
export async function findDelivered(
  folder: string,
  connector: string,
  name: string,
): Promise<DeliveredFile | undefined> {
  const own = join(folder, connector);
  const names = (await readdir(own).catch(() => [])).filter(openNamePattern(name));
  const files = await Promise.all(names.map((each) => stateOf(own, each)));
  return files
    .filter((file) => file !== undefined)
    .sort((a, b) => b.modifiedMs - a.modifiedMs || (a.name < b.name ? 1 : -1))[0];
}

async function stateOf(folder: string, name: string): Promise<DeliveredFile | undefined> {
  const path = join(folder, name);
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  return { folder, name, path, bytes: found.size, modifiedMs: found.mtimeMs };
}

/** Whether nothing has been written to it since. */
export function isSame(a: DeliveredFile | undefined, b: DeliveredFile | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.path === b.path &&
    a.bytes === b.bytes &&
    a.modifiedMs === b.modifiedMs
  );
}
