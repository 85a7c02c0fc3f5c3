import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getEvidenceType } from '#catalogue/index.ts';
import { ConnectorId } from '#domain/ids.ts';
import { createConnector } from './connector-template/create-connector.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const folders: string[] = [];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function generate(codes: readonly string[], port: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'connector-'));
  folders.push(folder);
  const connector = ConnectorId.parse('health');
  createConnector(folder, { connector, department: 'health', port, evidence: codes.map(getEvidenceType) });
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('a generated connector', () => {
  test('passes its own tests as it is', { timeout: 60_000 }, async () => {
    const folder = generate(['E-DTH-MED', 'E-BIR'], 4900);
    const { stdout } = await run(process.execPath, ['--test'], { cwd: folder });
    expect(stdout).toContain('0 broken');
  });

  test('is typed by the fields of its evidence', { timeout: 60_000 }, async () => {
    const folder = generate(['E-DTH-MED'], 4900);
    const config = { extends: join(PROJECT, 'tsconfig.json'), include: ['*.ts'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const check = () =>
      run(join(PROJECT, 'node_modules/.bin/tsc'), ['--noEmit', '-p', '.'], { cwd: folder }).then(
        () => '',
        ({ stdout }: { stdout: string }) => stdout,
      );
    expect(await check()).toBe('');
    const file = join(folder, 'E-DTH-MED.ts');
    const answer = "{ kind: 'confirmed', fields: { deathDate: 20260318, causeClass: 'NATURAL' }, asOf: now }";
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace("{ kind: 'no_record', asOf: now };", `${answer};`),
    );
    expect(await check()).toMatch(/deathDate|causeClass/);
  });

  test('is not written over what is in a folder', () => {
    const folder = generate(['E-WEL'], 4900);
    const again = {
      connector: ConnectorId.parse('health'),
      department: 'health',
      port: 4900,
      evidence: [getEvidenceType('E-WEL')],
    };
    expect(() => createConnector(folder, again)).toThrow('not empty');
  });
});

describe('the suite on the command line', () => {
  let folder: string;
  let ports: { own: number; portal: number };
  let department: ChildProcess;
  beforeAll(async () => {
    ports = { own: await freePort(), portal: await freePort() };
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

  const conform = (samples: string) =>
    run(
      process.execPath,
      [
        join(PROJECT, 'start/conformance.ts'),
        join(folder, 'document.json'),
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

  test('ends with 2 where it cannot be run', async () => {
    expect(await conform('missing.json')).toMatchObject({ code: 2 });
  });
});
