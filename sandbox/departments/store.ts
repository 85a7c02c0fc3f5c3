import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import type { Register } from './department.ts';

/** Raise when a department's fill changes without its tables: stores of an older shape are made anew. */
const SHAPE = 1;

/** Of which city, and in which shape, a store was filled. What is kept of callers is in the kit's own tables. */
const META = 'CREATE TABLE KIT_META (shape INTEGER NOT NULL, city TEXT NOT NULL, tables TEXT NOT NULL);';

/**
 * Opens a department's own file, filling it from the city the first time and whenever the city or its tables have changed.
 * @param folder where the files lie; null keeps the store in memory
 */
export function openStore(folder: string | null, department: Register, city: City): DatabaseSync {
  if (folder === null) return filled(new DatabaseSync(':memory:'), department, city);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${department.id}.sqlite`);
  const existing = new DatabaseSync(path);
  if (isOf(existing, department, city)) return existing;
  existing.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  return filled(new DatabaseSync(path), department, city);
}

function isOf(database: DatabaseSync, department: Register, city: City): boolean {
  const columns = database.prepare("SELECT name FROM pragma_table_info('KIT_META')").all();
  if (columns.length === 0) return false;
  const meta = database.prepare('SELECT * FROM KIT_META').get();
  return meta?.shape === SHAPE && meta.city === city.fingerprint && meta.tables === META + department.schema;
}

function filled(database: DatabaseSync, department: Register, city: City): DatabaseSync {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec('BEGIN');
  database.exec(META);
  database.exec(department.schema);
  department.fill(database, city);
  database
    .prepare('INSERT INTO KIT_META VALUES (?, ?, ?)')
    .run(SHAPE, city.fingerprint, META + department.schema);
  database.exec('COMMIT');
  return database;
}
