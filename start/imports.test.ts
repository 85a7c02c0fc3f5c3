import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = globSync('**/*.{ts,tsx}', {
  cwd: ROOT,
  exclude: (name) => /(^|\/)(node_modules|\.next|\.data|next-env\.d\.ts)(\/|$)/.test(name),
}).sort();
const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm;

/** Processes open their pool and begin their transactions; every query goes through a verb of flow. */
const OPEN_TO_PROCESSES = 'db/with-tx.ts';

const isTest = (file: string) => /\.(test|fixture)\.tsx?$|(^|\/)testing\/|^e2e\/|^bench\//.test(file);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const folderOf = (file: string) => file.split('/')[0] ?? file;

/** The project's own files and the packages that a file imports, statically or on demand. */
function importsOf(file: string): { files: string[]; packages: string[] } {
  const found = [...read(file).matchAll(IMPORT)].map(([, name = '']) => name);
  const own = found.filter((name) => name.startsWith('.') || name.startsWith('#'));
  return {
    files: own.map((name) => (name.startsWith('#') ? name.slice(1) : normalize(join(dirname(file), name)))),
    packages: found.filter((name) => !own.includes(name) && !name.startsWith('node:')),
  };
}

const GRAPH = new Map(SOURCES.filter((file) => !isTest(file)).map((file) => [file, importsOf(file)]));

function reachableFrom(folder: string): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const next of GRAPH.get(file)?.files ?? []) visit(next);
  };
  for (const file of GRAPH.keys()) if (folderOf(file) === folder) visit(file);
  return seen;
}

/** Design: app → flow → {db, catalogue} → domain; broker → {flow, connectors}; connectors → domain. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  catalogue: ['domain'],
  db: ['domain'],
  flow: ['db', 'catalogue', 'domain'],
  connectors: ['domain'],
  broker: ['flow', 'connectors', 'domain'],
  messages: [],
  app: ['flow', 'domain', 'messages'],
  sandbox: ['domain', 'connectors', 'catalogue'],
  start: ['db', 'flow', 'catalogue', 'connectors', 'domain', 'sandbox'],
};

describe('the arrows between folders', () => {
  test.each(Object.entries(MAY_IMPORT))('%s imports only %j and itself', (folder, allowed) => {
    const wrong = [...GRAPH]
      .filter(([file]) => folderOf(file) === folder)
      .flatMap(([file, { files }]) => files.map((to) => [file, to] as const))
      .filter(([, to]) => folderOf(to) !== folder && !allowed.includes(folderOf(to)))
      .filter(([, to]) => !(['app', 'broker'].includes(folder) && to === OPEN_TO_PROCESSES));
    expect(wrong).toEqual([]);
  });

  test('nothing that app reaches, however far, reaches connectors, broker or sandbox', () => {
    const reached = [...reachableFrom('app')].map(folderOf);
    expect(reached.filter((folder) => ['connectors', 'broker', 'sandbox', 'start'].includes(folder))).toEqual(
      [],
    );
  });

  test('every import of a file of ours names a file that exists', () => {
    const missing = [...GRAPH].flatMap(([file, { files }]) =>
      files.filter((to) => /\.tsx?$/.test(to) && !SOURCES.includes(to)).map((to) => `${file} → ${to}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('what only one place may use', () => {
  const users = (name: string) =>
    [...GRAPH].filter(([, { packages }]) => packages.includes(name)).map(([file]) => file);

  test('domain stands on zod, exact fractions, dates and the expression grammar alone', () => {
    const used = [...GRAPH]
      .filter(([file]) => folderOf(file) === 'domain')
      .flatMap(([, { packages }]) => packages);
    const allowed = ['zod', 'fraction.js', 'temporal-polyfill', '@bpmn-io/lezer-feel', '@lezer/common'];
    expect([...new Set(used)].filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test('postgres.js listens and does nothing else', () => {
    expect(users('postgres')).toEqual(['broker/listen.ts']);
  });

  test('transactions go through withTx alone', () => {
    const wrong = [...GRAPH.keys()].filter((file) => /\.transaction\(/.test(read(file)));
    expect(wrong).toEqual([]);
  });

  test('the cipher is used to seal, to open, to wrap keys and to park forms, and nowhere else', () => {
    const wrong = [...GRAPH]
      .filter(([, { files }]) => files.includes('flow/cipher.ts'))
      .map(([file]) => file);
    expect(wrong).toEqual(['flow/data-key.ts', 'flow/open.ts', 'flow/parked-form.ts', 'flow/seal.ts']);
    const ciphers = [...GRAPH.keys()].filter((file) => /create(Cipher|Decipher)iv/.test(read(file)));
    expect(ciphers).toEqual(['flow/cipher.ts']);
  });

  test("'use server' stands only in files named actions.ts, and every action is made by app/action.ts", () => {
    const serving = [...GRAPH.keys()].filter((file) => /^\s*['"]use server['"]/m.test(read(file)));
    expect(serving.filter((file) => !file.endsWith('/actions.ts'))).toEqual([]);
    expect(serving.filter((file) => !GRAPH.get(file)?.files.includes('app/action.ts'))).toEqual([]);
  });

  test('the environment is read in one file of the product', () => {
    const product = [...GRAPH.keys()].filter((file) => !['start', 'sandbox'].includes(folderOf(file)));
    const readers = product.filter((file) => /process\.env\b(?!\.NODE_ENV)/.test(read(file)));
    expect(readers).toEqual(['flow/environment.ts']);
  });

  test('the domain knows no clock', () => {
    const clocks = [...GRAPH.keys()].filter(
      (file) => folderOf(file) === 'domain' && /Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(read(file)),
    );
    expect(clocks).toEqual([]);
  });
});
