import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectorDocument, Source } from '#domain/connector.ts';
import { keysOf, nameBirthKey, numberKey } from '#domain/person-key.ts';
import type { Question } from '#domain/question.ts';
import type { FeedStore, SourceRow } from '../contract.ts';
import { readFeed } from '../feed/read-feed.ts';

/** What was wrong in a file, by the same words as in the console. */
export interface FileReport {
  source: string;
  rows: number;
  faults: { row: number; column: string; problem: string }[];
}

/**
 * Reads the newest file of every source of a document out of a folder, as the portal would, into memory: for a trial.
 * @throws FeedProblem where a file as a whole would not be taken
 */
export async function readFiles(
  document: ConnectorDocument,
  folder: string,
): Promise<{ feeds: FeedStore; reports: FileReport[] }> {
  const loaded = new Map<string, { rows: SourceRow[]; fileAt: Date }>();
  const reports: FileReport[] = [];
  for (const source of document.sources) {
    if (source.reach.way !== 'file') continue;
    const path = newestOf(folder, source.reach.name);
    if (path === undefined) continue;
    const report: FileReport = { source: source.id, rows: 0, faults: [] };
    const rows: SourceRow[] = [];
    for await (const batch of readFeed(path, source, source.reach)) {
      rows.push(...batch.rows.map(({ values }) => values));
      report.faults.push(...batch.faults.map(({ row, column, problem }) => ({ row, column, problem })));
    }
    reports.push({ ...report, rows: rows.length });
    loaded.set(source.id, { rows, fileAt: statSync(path).mtime });
  }
  const find: FeedStore['find'] = async (_connector, source, question) => {
    const known = loaded.get(source.id);
    return known && { ...known, rows: known.rows.filter((row) => mayBeAbout(source, question, row)) };
  };
  return { feeds: { find }, reports };
}

/** Whether a row carries a number, or a name with a birth date, of somebody who is asked about. */
function mayBeAbout({ rows }: Source, { subjects }: Question, row: SourceRow): boolean {
  const cell = (column: string | null) => (column === null ? '' : (row[column] ?? ''));
  const asked = subjects.map(keysOf).flatMap(({ number, nameBirth }) => [number, nameBirth]);
  return (rows?.persons ?? [])
    .flatMap(({ idColumn, nameColumn, birthColumn }) => [
      numberKey(cell(idColumn)),
      nameBirthKey(cell(nameColumn), cell(birthColumn)),
    ])
    .some((key) => key !== undefined && asked.includes(key));
}

function newestOf(folder: string, name: string): string | undefined {
  const paths = globSync(name, { cwd: folder }).map((each) => join(folder, each));
  return paths.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}
