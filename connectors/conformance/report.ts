import type { CheckResult } from '../conformance.ts';
import type { Finding } from './outside.ts';

const MARKS = { kept: '✓', broken: '✗', bypassed: '–', untested: '·' } as const satisfies Record<
  CheckResult['result'],
  string
>;

/** Whether a connector may go on: nothing is broken. */
export function isGreen(findings: readonly Finding[]): boolean {
  return findings.every(({ results }) => results.every(({ result }) => result !== 'broken'));
}

/** What was broken alone, a line each. */
export function listBroken(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ evidence, results }) =>
    results.flatMap(({ result, capability, why }) =>
      result === 'broken' ? [`${evidence}, ${capability}: ${why}`] : [],
    ),
  );
}

/** What the suite found, for a person to read. */
export function writeReport(connector: string, findings: readonly Finding[]): string {
  const blocks = findings.map(({ evidence, results }) => {
    const lines = results.map(({ result, capability, guarantee, why }) => {
      const told = `  ${MARKS[result]} ${capability.padEnd(19)} ${guarantee}`;
      return why === null ? told : `${told}\n      ${result}: ${why}`;
    });
    return [`${connector}, asked for ${evidence}`, ...lines].join('\n');
  });
  const count = (result: CheckResult['result']) =>
    findings.flatMap(({ results }) => results).filter((each) => each.result === result).length;
  const summary = `${count('kept')} kept, ${count('broken')} broken, ${count('bypassed')} left out with a reason, ${count('untested')} not tested from outside`;
  return [...blocks, summary].join('\n\n');
}
