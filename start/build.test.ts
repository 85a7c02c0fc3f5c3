import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildEnvironment, fingerprint } from './build.ts';

let folder = '';
const write = (file: string, content: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  write('app/page.tsx', 'one');
  write('domain/money.ts', 'two');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the fingerprint of a build', () => {
  it('stays while nothing changes', () => {
    expect(fingerprint(folder, ['key'])).toBe(fingerprint(folder, ['key']));
  });

  it.each([
    ['a changed source', 'app/page.tsx', 'changed'],
    ['a new source', 'app/new.tsx', 'new'],
    ['a source of a folder that nobody has thought of', 'later/x.ts', 'new'],
    ['a changed dependency', 'package-lock.json', '{}'],
    ['a changed setting', 'next.config.ts', 'x'],
  ])('changes with %s', (_, file, content) => {
    const before = fingerprint(folder, ['key']);
    write(file, content);
    expect(fingerprint(folder, ['key'])).not.toBe(before);
  });

  it.each([
    'node_modules/x/index.js',
    '.next/BUILD_ID',
    '.data/secrets.json',
    'sandbox/main.ts',
    'broker/main.ts',
    'app/page.test.tsx',
    'README.md',
  ])('stays when %s changes, which no build reads', (file) => {
    const before = fingerprint(folder, ['key']);
    write(file, 'changed');
    expect(fingerprint(folder, ['key'])).toBe(before);
  });

  it('changes when a file is renamed and nothing else', () => {
    const before = fingerprint(folder, ['key']);
    rmSync(join(folder, 'app/page.tsx'));
    write('app/other.tsx', 'one');
    expect(fingerprint(folder, ['key'])).not.toBe(before);
  });

  it('changes with the action key, because the build seals with it', () => {
    expect(fingerprint(folder, ['key'])).not.toBe(fingerprint(folder, ['other']));
  });
});

describe('the environment of a build', () => {
  it('holds the action key and no other secret', () => {
    const env = buildEnvironment(
      { NODE_ENV: 'test', PATH: '/bin', SESSION_SECRET: 's', DATABASE_URL: 'd' },
      'key',
    );
    expect(Object.keys(env).sort()).toEqual([
      'HOME',
      'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
      'NEXT_TELEMETRY_DISABLED',
      'NODE_ENV',
      'PATH',
    ]);
  });
});
