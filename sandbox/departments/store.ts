import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import type { Department } from './department.ts';

/** Raise when a department's fill changes without its tables: stores of an older shape are made anew. */
const SHAPE = 1;

/** What every department keeps beside its own tables: who asked what, which calls were answered, what is owed, how many a day. */
const KIT_SCHEMA = `
  CREATE TABLE KIT_META (shape INTEGER NOT NULL, city TEXT NOT NULL, tables TEXT NOT NULL);
  CREATE TABLE KIT_LOG (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, call TEXT NOT NULL, case_number TEXT NOT NULL, requirement TEXT NOT NULL,
    purpose TEXT NOT NULL, legal_basis TEXT NOT NULL, actor TEXT NOT NULL, evidence TEXT NOT NULL, fields TEXT NOT NULL,
    subjects TEXT NOT NULL, outcome TEXT NOT NULL);
  CREATE TABLE KIT_CALL (call TEXT PRIMARY KEY, question TEXT NOT NULL, status INTEGER NOT NULL, reply TEXT NOT NULL);
  CREATE TABLE KIT_LATE (
    ticket TEXT PRIMARY KEY, callback TEXT NOT NULL, reply TEXT NOT NULL, due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, settled TEXT);
  CREATE TABLE KIT_DAY (day TEXT PRIMARY KEY, calls INTEGER NOT NULL);
`;

/**
 * Opens a department's own file, filling it from the city the first time and whenever the city or its tables have changed.
 * @param folder where the files lie; null keeps the store in memory
 */
export function openStore(folder: string | null, department: Department, city: City): DatabaseSync {
  if (folder === null) return filled(new DatabaseSync(':memory:'), department, city);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${department.id}.sqlite`);
  const existing = new DatabaseSync(path);
  if (isOf(existing, department, city)) return existing;
  existing.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  return filled(new DatabaseSync(path), department, city);
}

function isOf(database: DatabaseSync, department: Department, city: City): boolean {
  const columns = database.prepare("SELECT name FROM pragma_table_info('KIT_META')").all();
  if (columns.length === 0) return false;
  const meta = database.prepare('SELECT * FROM KIT_META').get();
  return (
    meta?.shape === SHAPE && meta.city === city.fingerprint && meta.tables === KIT_SCHEMA + department.schema
  );
}

function filled(database: DatabaseSync, department: Department, city: City): DatabaseSync {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec('BEGIN');
  database.exec(KIT_SCHEMA);
  database.exec(department.schema);
  department.fill(database, city);
  database
    .prepare('INSERT INTO KIT_META VALUES (?, ?, ?)')
    .run(SHAPE, city.fingerprint, KIT_SCHEMA + department.schema);
  database.exec('COMMIT');
  return database;
}
