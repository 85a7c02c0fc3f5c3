import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** Counts of a report of Vitest's JSON reporter; a file that could not even be loaded is one failure. */
export function countVitest(report: unknown): Count {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    VitestReport.parse(report);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/** Counts of a report of Playwright's JSON reporter; a test that passed only at a second try has failed. */
export function countPlaywright(report: unknown): Count {
  const { stats, errors } = PlaywrightReport.parse(report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Counts of a runner from the report file that it wrote. A runner that failed without a failed test (it crashed, was
 * ended, or wrote no report) counts as one failure, so that it cannot go unseen.
 */
export function countRun(file: string, exitedWell: boolean, count: (report: unknown) => Count): Count {
  const found = readCount(file, count) ?? { passed: 0, failed: 0, skipped: 0 };
  const silent = !exitedWell && found.failed === 0;
  const empty = exitedWell && found.passed + found.failed + found.skipped === 0;
  return { ...found, failed: found.failed + (silent || empty ? 1 : 0) };
}

function readCount(file: string, count: (report: unknown) => Count): Count | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

export function addCounts(counts: readonly Count[]): Count {
  const sum = (pick: (count: Count) => number) => counts.reduce((total, count) => total + pick(count), 0);
  return { passed: sum((c) => c.passed), failed: sum((c) => c.failed), skipped: sum((c) => c.skipped) };
}

/** The closing line of `npm test`. */
export function closingLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
