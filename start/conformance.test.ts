import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from './ports.ts';
import { connectorFolders } from './testing/connector-folder.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const generate = connectorFolders();

describe('the suite on the command line', () => {
  let folder: string;
  let ports: { own: number; portal: number };
  let department: ChildProcess;
  beforeAll(async () => {
    ports = { own: await findFreePort(), portal: await findFreePort() };
    folder = generate(['E-WEL'], ports.own);
    const { stdout } = await run(process.execPath, ['main.ts', '--document'], { cwd: folder });
    writeFileSync(join(folder, 'document.json'), stdout);
    const env = { ...process.env, PORTAL_URL: `http://127.0.0.1:${ports.portal}` };
    department = spawn(process.execPath, ['main.ts', '--samples'], { cwd: folder, env });
    if (department.stdout !== null) await once(department.stdout, 'data');
  }, 30_000);
  afterAll(async () => {
    department.kill();
    await once(department, 'exit');
  });

  const conform = (samples: string, document = 'document.json') =>
    run(
      process.execPath,
      [
        join(PROJECT, 'start/conformance.ts'),
        join(folder, document),
        '--samples',
        join(folder, samples),
        '--portal-port',
        String(ports.portal),
      ],
      { cwd: PROJECT },
    ).then(
      ({ stdout }) => ({ code: 0, told: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        told: stdout + stderr,
      }),
    );

  test('ends with 0 for a department that keeps everything', { timeout: 60_000 }, async () => {
    expect(await conform('samples.json')).toMatchObject({
      code: 0,
      told: expect.stringContaining(' 0 broken'),
    });
  });

  test('ends with 1, and says which field, where an answer brings another value than its sample', {
    timeout: 60_000,
  }, async () => {
    const changed = readFileSync(join(folder, 'samples.json'), 'utf8').replaceAll(
      '"receives": true',
      '"receives": false',
    );
    writeFileSync(join(folder, 'asked.json'), changed);
    const { code, told } = await conform('asked.json');
    expect(code).toBe(1);
    expect(told).toContain('other values than the sample’s: receives');
  });

  /** The folder's file with one text in place of another, under a name of its own. */
  function changed(name: string, from: string | RegExp, to: string): string {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toMatch(from);
    writeFileSync(join(folder, `changed-${name}`), text.replace(from, to));
    return `changed-${name}`;
  }

  /** A document whose key the department does not sign with: the suite ends before its first question. */
  function withAnotherKey(): string {
    const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    return changed('document.json', /"x": "[^"]+"/, `"x": "${x}"`);
  }

  test('ends with 2, and says in plain words that the document’s key is not the one that signs', async () => {
    const { code, told } = await conform('samples.json', withAnotherKey());
    expect(code).toBe(2);
    expect(told).toMatch(/^the department’s signature does not fit: the key in the document/);
    expect(told).not.toContain('Error');
  });

  test('ends with 2 where a sample lacks a value that its evidence type demands', async () => {
    const sample = { subjects: [{ name: '样例甲', idNumber: '990102196001100017' }] };
    writeFileSync(join(folder, 'bank.json'), JSON.stringify({ 'E-BNK': { confirmed: sample } }));
    const { code, told } = await conform('bank.json');
    expect(code).toBe(2);
    expect(told).toContain('bank.json: E-BNK, confirmed: the sample lacks the given value: account');
  });

  test('names a sample whose number has a wrong check digit, and does not say the number', async () => {
    const samples = changed('samples.json', '990102196001120034', '990102196001120033');
    const { told } = await conform(samples, withAnotherKey());
    expect(told).toContain('E-WEL, no_record: the check digit in the number of person 1 is wrong (GB 11643)');
    expect(told).not.toContain('990102196001120033');
  });

  test('ends with 2 and one sentence where the port is taken on which it would publish its key', async () => {
    const other = createServer().listen(ports.portal, '127.0.0.1');
    await once(other, 'listening');
    const { code, told } = await conform('samples.json');
    other.close();
    expect(code).toBe(2);
    expect(told.trim()).toMatch(
      /^port \d+ is taken by another program: choose another with --portal-port.*$/,
    );
  });

  test('ends with 2 where it cannot be run', async () => {
    expect(await conform('missing.json')).toMatchObject({ code: 2 });
  });
});
