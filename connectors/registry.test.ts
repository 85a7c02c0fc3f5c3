import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConnectors } from './registry.ts';

const SECRET = 'a-secret-that-nobody-may-read';
const health = { id: 'health', url: 'http://127.0.0.1:9', secret: SECRET };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'connectors-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function load(text: string) {
  const file = join(folder, 'connectors.json');
  writeFileSync(file, text);
  return loadConnectors(file);
}

test('every entry becomes a connector with its credential', () => {
  const { connectors, secrets } = load(JSON.stringify([health]));
  expect([...connectors.keys()]).toEqual(['health']);
  expect([...secrets.values()]).toEqual([SECRET]);
});

test.each([
  ['is not JSON', `[{"id": "health", "secret": "${SECRET}"`],
  ['is not JSON near a credential', `[{"secret": "${SECRET}" "id": "health"}]`],
  ['has a credential without quotes', `[{"secret": ${SECRET}}]`],
  ['has a wrong address', JSON.stringify([{ ...health, url: `ftp://${SECRET}` }])],
  ['has a short credential', JSON.stringify([{ ...health, secret: SECRET.slice(0, 8) }])],
])('a file that %s is refused without a word of its credentials', (_how, text) => {
  let said = '';
  try {
    load(text);
  } catch (error) {
    said = `${String(error)} ${error instanceof Error ? (error.stack ?? '') : ''} ${JSON.stringify(error)}`;
  }
  expect(said).not.toBe('');
  expect(said).not.toContain(SECRET.slice(0, 8));
});
