import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '#connectors/kit/own-log.ts';
import type { ExportRow } from '#db/exchange-queries.ts';
import { ConnectorId, ExchangeId, StepId } from '#domain/ids.ts';
import { jsonLines } from '#flow/control/export-lines.ts';
import { collect } from '#flow/testing/collect.ts';

const PROGRAM = fileURLToPath(new URL('./reconcile.ts', import.meta.url));
const UUID = '0198a000-0000-7000-8000-000000000001';
const AT = new Date('2026-04-21T02:00:00Z');
const ASKED = {
  call: 'a3f0c2de-5b1c-4d0e-9b57-1f5f5f3f0c11',
  caseNumber: '990102202604210000000317',
  requirement: 'kin',
  purpose: '待遇核定',
  legalBasis: '第十七条',
  actor: 'system',
  evidence: 'E-MAR',
  fields: ['married'],
} as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A department's log as the kit writes and exports it. */
function departmentLog(purpose: string = ASKED.purpose): string {
  const log = openLog(new DatabaseSync(':memory:'));
  const asked = { ...ASKED, purpose, fields: [...ASKED.fields], subjects: [] };
  log.write(AT.toISOString(), asked, 'confirmed', { requestDigest: 'q', responseDigest: 'r' });
  return [...log.export()].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The same call as the console exports it. */
async function portalExport(): Promise<string> {
  const { actor, ...asked } = ASKED;
  const message = { base: 'b', signature: 's', keyId: 'key' };
  const row: ExportRow = {
    ...asked,
    id: ExchangeId.parse(`exch_${UUID}`),
    step: StepId.parse(`step_${UUID}`),
    connector: ConnectorId.parse('marriage-registry'),
    service: 'survivor-benefit',
    fields: [...ASKED.fields],
    actor,
    officer: null,
    reusedFrom: null,
    sentAt: AT,
    answeredAt: AT,
    answer: 'confirmed',
    cause: null,
    ms: 1,
    overturned: false,
    attempt: 1,
    grantId: 'grnt',
    sentLeaf: 'leaf_1',
    answerLeaf: 'leaf_2',
    proof: [{ source: 'main', request: { ...message, digest: 'q' }, response: { ...message, digest: 'r' } }],
  };
  const rows = (async function* () {
    yield row;
  })();
  return (await collect(jsonLines(rows))).join('');
}

async function run(log: string, exported: string): Promise<{ code: number; out: string; error: string }> {
  const files = [join(folder, 'log.jsonl'), join(folder, 'export.jsonl')] as const;
  writeFileSync(files[0], log);
  writeFileSync(files[1], exported);
  return new Promise((resolve) => {
    const program = execFile(process.execPath, [PROGRAM, ...files], (_error, out, error) =>
      resolve({ code: program.exitCode ?? -1, out, error }),
    );
  });
}

test('the kit’s log and the console’s export of the same call have no difference', async () => {
  const { code, out } = await run(departmentLog(), await portalExport());
  expect(JSON.parse(out)).toEqual({ department: 1, tests: 0, portal: 1, both: 1, differences: [] });
  expect(code).toBe(0);
});

test('another purpose in the department’s log is told with both, and ends with 1', async () => {
  const { code, out } = await run(departmentLog('随便看看'), await portalExport());
  const { differences } = JSON.parse(out);
  expect(differences).toEqual([
    { kind: 'differs', call: ASKED.call, field: 'purpose', department: '随便看看', portal: ASKED.purpose },
  ]);
  expect(code).toBe(1);
});

test('a line that is none is named by file, number and member, without its value, and ends with 2', async () => {
  const { code, error } = await run(`${departmentLog()}{"call":7}\n`, await portalExport());
  expect(error).toMatch(/log\.jsonl:2: call: /);
  expect(code).toBe(2);
});
