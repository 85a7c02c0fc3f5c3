import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startChild } from './child.ts';
import { failure, recogniseFailure } from './failure.ts';
import type { Print } from './output.ts';

/** Folders of the project that the portal's build cannot read; everything else counts, so that nothing is forgotten. */
const NOT_BUILT = new Set([
  'node_modules',
  'bench',
  'broker',
  'connectors',
  'docs',
  'e2e',
  'playwright-report',
  'sandbox',
  'start',
  'test-results',
]);
const NOT_BUILT_FILE = /(\.test\.tsx?|\.md|\.tsbuildinfo|next-env\.d\.ts)$/;

/** Files and folders of the tools; what the web calls well-known is ours. */
const isHidden = (name: string) => name.startsWith('.') && name !== '.well-known';

function listSources(folder: string, isTop: boolean): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (isHidden(entry.name) || (isTop && NOT_BUILT.has(entry.name))) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...listSources(path, false));
    else if (entry.isFile() && !NOT_BUILT_FILE.test(entry.name)) found.push(path);
  }
  return found;
}

/**
 * A hash over names and contents of all that a build reads, and over what else it depends on (the action key, Node's
 * version): equal hashes mean that the last build still holds.
 */
export function fingerprint(projectFolder: string, dependsOn: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(dependsOn));
  const files = listSources(projectFolder, true).map((path) => relative(projectFolder, path));
  for (const file of files.sort()) {
    const content = createHash('sha256')
      .update(readFileSync(join(projectFolder, file)))
      .digest('hex');
    hash.update(`${JSON.stringify(file)} ${content}\n`);
  }
  return hash.digest('hex');
}

/** Environment of the build: the action key, which must be the same when the portal runs, and no other secret. */
export function buildEnvironment(env: NodeJS.ProcessEnv, actionKey: string): NodeJS.ProcessEnv {
  return {
    PATH: env.PATH,
    HOME: env.HOME,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
  };
}

/** Builds the portal unless the last build was made from the same sources; returns whether it built. */
export async function buildPortal(projectFolder: string, actionKey: string, print: Print): Promise<boolean> {
  const record = join(projectFolder, '.next/fingerprint');
  const current = fingerprint(projectFolder, [actionKey, process.version]);
  const last = existsSync(record) ? readFileSync(record, 'utf8') : undefined;
  if (last === current && existsSync(join(projectFolder, '.next/BUILD_ID'))) return false;
  const build = await startChild(
    {
      name: 'build',
      command: process.execPath,
      args: [join(projectFolder, 'node_modules/next/dist/bin/next'), 'build'],
      folder: projectFolder,
      env: buildEnvironment(process.env, actionKey),
    },
    print,
  );
  if ((await build.ended) !== 'exit code 0') {
    throw recogniseFailure(build.tail.join('\n'), join(projectFolder, '.next')) ?? failure.buildFailed();
  }
  writeFileSync(record, current);
  return true;
}
