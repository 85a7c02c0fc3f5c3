import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectorDocument, Source } from '#domain/connector.ts';
import { keysOf, nameBirthKey, numberKey } from '#domain/person-key.ts';
import type { Question } from '#domain/question.ts';
import type { FeedStore, SourceRow } from '../contract.ts';
import { openNamePattern } from '../feed/file-name.ts';
import { readFeed } from '../feed/read-feed.ts';
import { scanFile } from '../feed/scan-file.ts';

/** What was wrong in a file, by the same words as in the console. */
export interface FileReport {
  source: string;
  rows: number;
  faults: { row: number; column: string; problem: string }[];
}

/** So many names of a folder are told where none is the one that was looked for. */
const NAMES_TOLD = 20;

/** No file of a source lies in the folder, or nothing can be read there. Says what does. */
export class NoFileError extends Error {
  constructor(name: string, folder: string, found: string) {
    super(`no file ${name} in ${folder}${found}`);
    this.name = 'NoFileError';
  }
}

/**
 * Reads the newest file of every source of a document out of a folder, as the portal would, into memory: for a trial.
 * @throws FeedProblem where a file as a whole would not be taken, NoFileError where there is none
 */
export async function readFiles(
  document: ConnectorDocument,
  folder: string,
): Promise<{ feeds: FeedStore; reports: FileReport[] }> {
  const loaded = new Map<string, { rows: SourceRow[]; fileAt: Date }>();
  const reports: FileReport[] = [];
  for (const source of document.sources) {
    if (source.reach.way !== 'file') continue;
    const { path, modifiedAt } = newestOf(folder, source.reach.name);
    const { problem } = await scanFile(path, source.reach);
    if (problem) throw problem;
    const report: FileReport = { source: source.id, rows: 0, faults: [] };
    const rows: SourceRow[] = [];
    for await (const batch of readFeed(path, source, source.reach)) {
      rows.push(...batch.rows.map(({ values }) => values));
      report.faults.push(...batch.faults.map(({ row, column, problem }) => ({ row, column, problem })));
    }
    reports.push({ ...report, rows: rows.length });
    loaded.set(source.id, { rows, fileAt: modifiedAt });
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

/** The newest file of a name by its time; links are no files, as in the portal. */
function newestOf(folder: string, name: string): { path: string; modifiedAt: Date } {
  const entries = entriesOf(folder, name);
  const isNamed = openNamePattern(name);
  const [newest] = entries
    .filter((entry) => entry.isFile() && isNamed(entry.name))
    .map((entry) => join(folder, entry.name))
    .map((path) => ({ path, modifiedAt: statSync(path).mtime }))
    .sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime() || (a.path < b.path ? 1 : -1));
  if (newest === undefined) throw new NoFileError(name, folder, listed(entries));
  return newest;
}

function entriesOf(folder: string, name: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new NoFileError(name, folder, `: the folder cannot be read${code}`);
  }
}

function listed(entries: readonly Dirent[]): string {
  if (entries.length === 0) return '; the folder is empty';
  const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  const more = names.length > NAMES_TOLD ? ` and ${names.length - NAMES_TOLD} more` : '';
  return `; there are: ${names.slice(0, NAMES_TOLD).join(', ')}${more}`;
}
