import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCounts, closingLine, countPlaywright, countRun, countVitest } from './test-report.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const vitest = (passed: number, failed: number, testResults: unknown[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  testResults,
});

describe('the count of tests', () => {
  it('adds the runners up in a closing line of its own form', () => {
    const total = addCounts([countVitest(vitest(5, 1)), { passed: 2, failed: 0, skipped: 0 }]);
    expect(closingLine(total)).toBe('7 passed, 1 failed, 1 skipped');
    expect(closingLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countVitest(vitest(5, 0, [{ status: 'failed', assertionResults: [] }])).failed).toBe(1);
  });

  it('counts a browser test that passed only at a second try as a failure', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 3, failed: 2, skipped: 0 });
    expect(countPlaywright({ stats, errors: [{ message: 'no such project' }] }).failed).toBe(3);
  });

  it.each([
    ['wrote no report', undefined, true],
    ['wrote half a report', '{"numPassed', true],
    ['ran no test', JSON.stringify({ ...vitest(0, 0), numPendingTests: 0 }), true],
    ['failed although no test did', JSON.stringify(vitest(5, 0)), false],
  ])('counts a runner that %s as a failure', (_, report, exitedWell) => {
    const file = join(folder, 'report.json');
    if (report !== undefined) writeFileSync(file, report);
    expect(countRun(file, exitedWell, countVitest).failed).toBe(1);
  });

  it('takes a good run as it is', () => {
    const file = join(folder, 'report.json');
    writeFileSync(file, JSON.stringify(vitest(5, 0)));
    expect(countRun(file, true, countVitest)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  });
});
