import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanLogs } from './test-logs.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NUMBER = '990102195803150011';

function scan(log: string | undefined) {
  const file = join(folder, 'output.log');
  if (log !== undefined) writeFileSync(file, log);
  return scanLogs({ env: { STATE_FOLDER: folder }, residents: 200, logs: [file] }, folder);
}

describe('the step that looks through the logs', () => {
  it('passes a clean log and says how much it looked at', () => {
    const { passed, lines } = scan('portal  | ready\nbroker  | ready\n');
    expect(passed).toBe(true);
    expect(lines[0]).toBe('passed  output.log: 2 lines');
  });

  it('fails with kind and line number, never the value, and keeps the log to be looked into', () => {
    const { passed, lines } = scan(`portal  | ready\nportal  | ${NUMBER}\n`);
    expect(passed).toBe(false);
    expect(lines.join('\n')).toContain('identity number in line 2');
    expect(lines.join('\n')).not.toContain(NUMBER);
    expect(existsSync(join(folder, 'test-results/output.log'))).toBe(true);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
  ])('fails where a log is %s', (_, log) => {
    expect(scan(log).passed).toBe(false);
  });

  it('looks for the installation’s own secrets and for the sessions of browser tests', () => {
    const [secret, session] = ['c2VjcmV0LW9mLXRoaXMtY2l0eQ', 'f3b1c2d4-0000-4000-8000-3f2a1b0c9d8e'];
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ connectors: { health: secret } }));
    mkdirSync(join(folder, 'test-results'));
    writeFileSync(join(folder, 'test-results/tour-granted.json'), JSON.stringify({ session }));
    const { lines } = scan(`broker  | ${secret}\nportal  | ${session}\n`);
    expect(lines.slice(1, 3).map((line) => line.trim())).toEqual([
      'secret of the installation in line 1',
      'session token in line 2',
    ]);
  });
});
