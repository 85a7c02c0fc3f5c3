import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '#start/test-database.ts';
import { migrate } from './migrate.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
const LAST = '0007_questions_in_line';
const Journal = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });
const AT = new Date('2026-04-21T06:02:00Z');
const LATER = new Date('2026-04-21T06:12:00Z');

let database: TestDatabase;
let client: pg.Client;

/** The migrations until files were counted in more than one way. */
async function migrateUntilThen(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mianzheng-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = Journal.parse(JSON.parse(readFileSync(path, 'utf8')));
  const end = journal.entries.findIndex(({ tag }) => tag === LAST) + 1;
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  const owner = new pg.Client({ connectionString: database.url('mz_migrator') });
  await owner.connect();
  await runMigrations(drizzle(owner), { migrationsFolder: folder });
  await owner.end();
  rmSync(folder, { recursive: true });
}

/** A file that serves, with a broken row and two that stood before; and one that lacked a column. */
async function fill(): Promise<void> {
  for (const [id, state, problem, rows, bad, from] of [
    ['snap_1', 'serving', null, 8, 3, LATER],
    ['snap_2', 'rejected', 'missing_column', 0, 0, null],
  ])
    await client.query(
      `insert into feed_snapshots
         (id, connector, department, source, file_name, digest, state, problem, rows, bad_rows, key_id, received_at, serving_from)
       values ($1, 'homes', 'civil-affairs', 'sheets', 'a.csv', $1, $2, $3, $4, $5, 'dkey', $6, $7)`,
      [id, state, problem, rows, bad, AT, from],
    );
  for (const [snapshot, row, column, problem] of [
    ['snap_1', 1, '备注', 'unknown_column'],
    ['snap_1', 4, '*', 'malformed_row'],
    ['snap_1', 5, '*', 'duplicate_row'],
    ['snap_1', 6, '*', 'duplicate_row'],
    ['snap_2', 0, '姓名', 'missing_column'],
  ])
    await client.query(`insert into feed_faults values ($1, $2, $3, $4, '{}')`, [
      snapshot,
      row,
      column,
      problem,
    ]);
}

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  await client.query('drop schema public cascade; drop schema drizzle cascade; create schema public');
  await client.query('alter schema public owner to mz_migrator');
  await client.query(`grant create on database ${database.name} to mz_migrator`);
  await migrateUntilThen();
  await fill();
  await migrate(database.url('mz_migrator'));
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test('files that were there before get their numbers from what was kept of them; rows that stood before are no bad ones', async () => {
  const { rows } = await client.query(
    'select id, bad_rows, left_out, duplicates, remarks, read_at from feed_snapshots order by id',
  );
  expect(rows).toEqual([
    { id: 'snap_1', bad_rows: 1, left_out: 1, duplicates: 2, remarks: 4, read_at: LATER },
    { id: 'snap_2', bad_rows: 0, left_out: 0, duplicates: 0, remarks: 0, read_at: AT },
  ]);
});

test('files and what was wrong with them stand under row security again, also for the owner of their tables', async () => {
  const { rows } = await client.query(
    `select relname from pg_class where relname in ('feed_snapshots', 'feed_faults')
     and relrowsecurity and relforcerowsecurity`,
  );
  expect(rows).toHaveLength(2);
});
