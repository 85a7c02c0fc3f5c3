import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium that end-to-end tests can drive, and where it came from. */
export type Browser = { readonly path: string; readonly source: string };

function runs(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** A program of this name in one of the folders of PATH. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * The first that runs of: CHROMIUM_PATH, the browser that Playwright downloaded, the system's Chromium, and the one
 * inside the npm package @sparticuz/chromium, unpacked once into `folder`. Undefined where none runs.
 */
export async function findBrowser(
  projectFolder: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<Browser | undefined> {
  const { chromium } = await import('@playwright/test');
  const candidates = [
    { path: env.CHROMIUM_PATH, source: 'CHROMIUM_PATH' },
    { path: chromium.executablePath(), source: 'Playwright' },
    ...SYSTEM_NAMES.map((name) => ({ path: findProgram(name, env), source: 'the system' })),
  ];
  for (const { path, source } of candidates) {
    if (path && existsSync(path) && runs(path)) return { path, source };
  }
  const path = await unpackBrowser(projectFolder, folder);
  return path ? { path, source: '@sparticuz/chromium' } : undefined;
}

const Unpacker = z.object({
  inflate: z.custom<(file: string) => Promise<string>>((value) => typeof value === 'function'),
});

/** The package unpacks into TMPDIR, piece by piece and not atomically: into a folder of ours, renamed when complete. */
async function unpackBrowser(projectFolder: string, folder: string): Promise<string | undefined> {
  const program = join(folder, 'chromium.sh');
  if (existsSync(program) && runs(program)) return program;
  const entry = createRequire(join(projectFolder, 'package.json')).resolve.paths('@sparticuz/chromium') ?? [];
  const home = entry.map((path) => join(path, '@sparticuz/chromium')).find((path) => existsSync(path));
  if (home === undefined) return undefined;
  const unfinished = `${folder}.new`;
  for (const path of [folder, unfinished]) rmSync(path, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = unfinished;
  try {
    const { inflate } = Unpacker.parse(await import(pathToFileURL(join(home, 'build/index.js')).href));
    // The libraries are for machines that lack nss and expat, as a bare Debian does.
    for (const archive of ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(join(home, 'bin', archive));
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
  renameSync(unfinished, folder);
  writeFileSync(program, wrapper(''));
  chmodSync(program, 0o755);
  if (!runs(program)) writeFileSync(program, wrapper(join(folder, 'al2023/lib')));
  return runs(program) ? program : undefined;
}

function wrapper(libraries: string): string {
  const library = libraries === '' ? '' : `LD_LIBRARY_PATH='${libraries}' `;
  return `#!/bin/sh\n${library}exec "$(dirname "$0")/chromium" "$@"\n`;
}
