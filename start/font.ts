import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isRoot } from './os-users.ts';

/** What the browser needs to draw Chinese: nothing, or a configuration file for FONTCONFIG_FILE. */
export type ChineseFont = { readonly source: string; readonly configFile?: string };

function hasSystemFont(): boolean {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return status === 0 && stdout.trim() !== '';
}

function findPackagedFont(projectFolder: string): string | undefined {
  const name = '@expo-google-fonts/noto-sans-sc';
  const folders = createRequire(join(projectFolder, 'package.json')).resolve.paths(name) ?? [];
  return folders.map((folder) => join(folder, name)).find((folder) => existsSync(folder));
}

/** A fontconfig file that adds one folder of fonts, under the family `family`, to whatever the system has. */
export function fontConfiguration(fontFolder: string, family: string, cacheFolder: string): string {
  const prefer = (generic: string) =>
    `  <alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    '  <dir>/usr/share/fonts</dir>',
    `  <dir>${fontFolder}</dir>`,
    `  <cachedir>${cacheFolder}</cachedir>`,
    ...['sans-serif', 'serif', 'monospace'].map(prefer),
    '</fontconfig>',
    '',
  ].join('\n');
}

/** The system's Chinese font, else the one in the npm package, else Debian's, which only root can install. */
export function findChineseFont(projectFolder: string, folder: string): ChineseFont | undefined {
  if (hasSystemFont()) return { source: 'the system' };
  const packaged = findPackagedFont(projectFolder);
  if (packaged) {
    mkdirSync(folder, { recursive: true });
    const configFile = join(folder, 'fonts.conf');
    writeFileSync(configFile, fontConfiguration(packaged, 'Noto Sans SC', join(folder, 'cache')));
    return { source: '@expo-google-fonts/noto-sans-sc', configFile };
  }
  if (isRoot() && installDebianFont() && hasSystemFont()) return { source: 'fonts-noto-cjk' };
  return undefined;
}

function installDebianFont(): boolean {
  const options = {
    stdio: 'ignore' as const,
    timeout: 180_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const install = ['install', '--yes', '--no-install-recommends', 'fonts-noto-cjk', 'fontconfig'];
  if (spawnSync('apt-get', install, options).status === 0) return true;
  spawnSync('apt-get', ['update'], options);
  return spawnSync('apt-get', install, options).status === 0;
}
