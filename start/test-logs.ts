import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findLeaks, type Leak } from './log-scan.ts';
import { listCityData, listInstallationSecrets, listSessions } from './log-sought.ts';
import type { TestProduct } from './test-product.ts';

/** What the report of the tests says of the logs: whether they are clean, and the lines to print. */
export type LogResult = { readonly passed: boolean; readonly lines: readonly string[] };

const RESULTS = 'test-results';

/**
 * Looks through everything that a product has printed while it was tested, for whatever is known of its residents and
 * of its own secrets. Prints kinds and line numbers, never a value; logs in which something was found are kept beside the
 * browser tests' results. A log that is missing or empty is a failure too: then nothing was looked at.
 */
export function scanLogs(
  { env, residents, logs }: Pick<TestProduct, 'env' | 'residents' | 'logs'>,
  projectFolder: string,
): LogResult {
  const results = join(projectFolder, RESULTS);
  const sought = [
    ...listCityData(residents),
    ...listInstallationSecrets(env.STATE_FOLDER ?? ''),
    ...listSessions(results),
  ];
  const reports = logs.map((file) => {
    const log = existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : '';
    const leaks = findLeaks(log, sought);
    if (leaks.length > 0) keep(file, results);
    return reportOn(basename(file), log, leaks);
  });
  const what = `Looked for ${sought.length} things that no log may hold.`;
  return { passed: reports.every(({ passed }) => passed), lines: [...reports.flatMap((r) => r.lines), what] };
}

function keep(file: string, results: string): void {
  mkdirSync(results, { recursive: true });
  copyFileSync(file, join(results, basename(file)));
}

function reportOn(name: string, log: string, leaks: readonly Leak[]): LogResult {
  if (log === '') return { passed: false, lines: [`FAILED  ${name} is empty: nothing was looked at`] };
  const count = log.split('\n').length;
  if (leaks.length === 0) return { passed: true, lines: [`passed  ${name}: ${count} lines`] };
  const found = leaks.map(({ kind, line }) => `        ${kind} in line ${line}`);
  return { passed: false, lines: [`FAILED  ${name}, kept as ${RESULTS}/${name}:`, ...found] };
}
