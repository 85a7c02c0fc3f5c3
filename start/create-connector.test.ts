import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { evidenceTypes, getEvidenceType } from '#catalogue/index.ts';
import { listLacks, listRemarks } from '#connectors/conformance/sample-faults.ts';
import { Samples } from '#connectors/samples.ts';
import { ConnectorId } from '#domain/ids.ts';
import { givenWith } from '#flow/connectors/askable.ts';
import { createConnector } from './connector-template/create-connector.ts';
import { connectorFolders } from './testing/connector-folder.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const generate = connectorFolders();

describe('a generated connector', () => {
  test('passes its own tests as it is, and says that its functions are still to be tried', {
    timeout: 90_000,
  }, async () => {
    const folder = generate(['E-DTH-MED', 'E-BIR']);
    const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap'], { cwd: folder });
    expect(stdout).toContain('0 broken');
    expect(stdout).toMatch(
      /^ *not ok \d+ - our functions answer .* # TODO point the functions at a register, or test register/m,
    );
    expect(stdout).toMatch(/^# todo 1$/m);
  });

  test('is typed by the fields of its evidence: `npm run check` takes it as it is, and no value of another kind', {
    timeout: 60_000,
  }, async () => {
    const folder = generate(['E-DTH-MED', 'E-BNK']);
    const check = () =>
      run('npm', ['run', '--silent', 'check'], { cwd: folder }).then(
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

  test('names the values that a question has to give along, in its offer and in its samples', () => {
    const folder = generate(['E-BNK', 'E-WEL']);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(read('E-BNK.ts')).toContain("given: ['account'],");
    expect(read('E-BNK.ts')).toContain('`ask.given.account`');
    expect(read('E-WEL.ts')).not.toContain('given');
    const samples = Samples.parse(JSON.parse(read('samples.json')));
    expect(listLacks(samples, givenWith)).toEqual([]);
    expect(listRemarks(samples)).toEqual([]);
  });

  test('says where the id of its department is found', () => {
    const folder = generate(['E-WEL']);
    for (const name of ['department.ts', 'README.md'])
      expect(readFileSync(join(folder, name), 'utf8')).toContain('first page of the portal’s console');
  });

  test('ends with one sentence where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const started = run(process.execPath, ['main.ts', '--samples'], { cwd: generate(['E-WEL'], port) });
    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: `health: port ${port} is taken by another program; choose another with PORT=…\n`,
    });
    other.close();
  });

  test('is not written over what is in a folder', () => {
    const folder = generate(['E-WEL']);
    const again = {
      connector: ConnectorId.parse('health'),
      department: 'health',
      port: 4700,
      evidence: [getEvidenceType('E-WEL')],
    };
    expect(() => createConnector(folder, again)).toThrow('not empty');
  });
});

describe('the command that generates one', () => {
  const command = (...words: string[]) =>
    run(process.execPath, [join(PROJECT, 'start/create-connector.ts'), ...words]).then(
      () => '',
      ({ stderr }: { stderr: string }) => stderr,
    );
  const nowhere = join(tmpdir(), 'connector-that-is-not-made');

  test('demands the department’s id, and that it can be one', async () => {
    expect(await command(nowhere, 'health', 'E-WEL')).toContain('--department is missing');
    expect(await command(nowhere, 'health', 'E-WEL', '--department', '卫健委')).toContain(
      'no id of a department',
    );
  });

  test('lists the evidence types that there are where it is given another', async () => {
    const told = await command(nowhere, 'health', 'E-WEL', 'E-NONE', '--department', 'health');
    expect(told).toContain('there is no evidence type E-NONE');
    for (const { code, title } of evidenceTypes)
      expect(told).toMatch(new RegExp(`${code} +${title['zh-CN']}`));
  });
});
