import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { replay } from '#domain/case.ts';
import { CaseEvent } from '#domain/case-event.ts';
import { createTestDatabase, type TestDatabase } from '#start/test-database.ts';
import { migrate } from './migrate.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
const Journal = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });
const uuid = (n: number) => `0198a000-0000-7000-8000-00000000000${n}`;
const APPLICATION = `appl_${uuid(1)}`;
const DRAFT = `appl_${uuid(2)}`;
const DECIDED = `case_${uuid(1)}`;
const PARKED = `case_${uuid(2)}`;
const AT = '2026-04-21T06:02:00Z';
const NEEDS = [{ kind: 'criterion', id: 'account-own' }];

let database: TestDatabase;
let client: pg.Client;

/** A folder with the first migrations only, as an installation had them that has not been brought up to date yet. */
function firstMigrations(last: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mianzheng-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = Journal.parse(JSON.parse(readFileSync(path, 'utf8')));
  const end = journal.entries.findIndex(({ tag }) => tag === last) + 1;
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  return folder;
}

/** A database as it was before: an application with a case that was decided, one that is parked, and a draft. */
async function fill(): Promise<void> {
  const bytes = Buffer.from('sealed');
  for (const [id, status] of [
    [APPLICATION, 'filed'],
    [DRAFT, 'draft'],
  ])
    await client.query(
      `insert into applications (id, service, filed_by, area, key_id, status, answers, created_at, saved_at)
       values ($1, 'survivor-benefit', 'resi', '990000/990100/990102', 'dkey', $2, $3, $4, $4)`,
      [id, status, bytes, AT],
    );
  for (const [id, service, status, seq] of [
    [DECIDED, 'survivor-benefit', 'decided', 2],
    [PARKED, 'another-service', 'review', 3],
  ] as const)
    await client.query(
      `insert into cases (id, application_id, number, service, service_version, area, status, due, seq, submitted_at)
       values ($1, $2, $1, $3, 1, '990000/990100/990102', $4, '{"date":"2026-06-01"}', $5, $6)`,
      [id, APPLICATION, service, status, seq, AT],
    );
  const submitted = {
    application: APPLICATION,
    number: '99010220261122000008',
    service: 'x',
    serviceVersion: 1,
    area: '990000/990100/990102',
    due: { date: '2026-06-01' },
  };
  const decided = { outcome: 'granted', criterion: null, payBy: { date: '2026-04-24' } };
  const before = [{ kind: 'criterion', id: 'near-relative' }];
  for (const [id, seq, type, data] of [
    [DECIDED, 1, 'case.submitted', submitted],
    [DECIDED, 2, 'case.decided', decided],
    [PARKED, 1, 'case.submitted', submitted],
    [PARKED, 2, 'case.parked', { needs: before }],
    [PARKED, 3, 'case.parked', { needs: NEEDS }],
  ])
    await client.query(
      `insert into case_events (case_id, seq, type, version, at, actor, data) values ($1, $2, $3, 1, $4, 'broker', $5)`,
      [id, seq, type, AT, data],
    );
  await client.query(
    `insert into payment_orders (case_id, "order", pay_by, created_at) values ($1, $2, '{"date":"2026-04-24"}', $3)`,
    [DECIDED, bytes, AT],
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  await client.query('drop schema public cascade; drop schema drizzle cascade; create schema public');
  await client.query('alter schema public owner to mz_migrator');
  await client.query(`grant create on database ${database.name} to mz_migrator`);
  const owner = new pg.Client({ connectionString: database.url('mz_migrator') });
  await owner.connect();
  const folder = firstMigrations('0001_security');
  await runMigrations(drizzle(owner), { migrationsFolder: folder });
  await owner.end();
  rmSync(folder, { recursive: true });
  await fill();
  await migrate(database.url('mz_migrator'));
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('a database of before persons, payments and bundles, brought up to date,', () => {
  test('keeps every application, filed or begun, under its bundle', async () => {
    const { rows } = await client.query('select id, bundle, status from applications order by id');
    expect(rows).toEqual([
      { id: APPLICATION, bundle: 'after-a-death', status: 'filed' },
      { id: DRAFT, bundle: 'after-a-death', status: 'draft' },
    ]);
  });

  test('knows of each case what its history says: who has it, what it needs, where its payment stands', async () => {
    const { rows } = await client.query('select id, status, owner, needs, payment from cases order by id');
    expect(rows).toEqual([
      { id: DECIDED, status: 'decided', owner: null, needs: [], payment: 'ordered' },
      { id: PARKED, status: 'review', owner: null, needs: NEEDS, payment: null },
    ]);
    for (const { id, status, needs, payment } of rows) {
      const { rows: events } = await client.query(
        'select type, version, data from case_events where case_id = $1 order by seq',
        [id],
      );
      const state = replay(events.map((event) => CaseEvent.parse(event)));
      expect({ status, needs, payment }).toEqual({
        status: state.status,
        needs: state.needs,
        payment: state.payment,
      });
    }
  });

  test('has every order waiting for its first batch', async () => {
    const { rows } = await client.query('select case_id, status, round, batch_id from payment_orders');
    expect(rows).toEqual([{ case_id: DECIDED, status: 'ready', round: 1, batch_id: null }]);
  });

  test('stands under row security again, also for the owner of its tables', async () => {
    const { rows } = await client.query(
      `select relname from pg_class where relname in ('applications', 'cases', 'case_events', 'payment_orders')
       and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(rows).toEqual([]);
  });

  test('is left alone by the same migrations run again', async () => {
    await migrate(database.url('mz_migrator'));
    const { rows } = await client.query('select count(*)::int as count from drizzle.__drizzle_migrations');
    expect(rows[0].count).toBeGreaterThanOrEqual(4);
  });
});
