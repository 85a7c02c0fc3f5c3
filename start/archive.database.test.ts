import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startArchive } from '#sandbox/archive/archive.ts';
import { socialSecurity1992 } from '#sandbox/departments/social-security-1992.ts';
import { openStore } from '#sandbox/departments/store.ts';
import { behaviour, city } from '#sandbox/departments/testing.ts';
import { archiveUrl, describeArchive, prepareArchive } from './archive.ts';
import { withRole } from './roles.ts';
import { drawSecrets } from './secrets.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const READER_PASSWORD = 'a-password-of-the-reader';
const secrets = { ...drawSecrets(), connectors: { 'social-security-1992': READER_PASSWORD } };

let product: TestDatabase;
let maker: string;

async function run(url: string, ...statements: string[]): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: pg.QueryResult[] = [];
    for (const statement of statements) results.push(await client.query(statement));
    return results;
  } finally {
    await client.end();
  }
}

const readerUrl = () => withRole(archiveUrl(maker, secrets), 'sandbox_archive_reader', READER_PASSWORD);

beforeAll(async () => {
  product = await createTestDatabase();
  const role = `maker_${product.name}`;
  await run(product.superuserUrl, `create role ${role} login createdb createrole password 'maker-password'`);
  maker = withRole(product.superuserUrl, role, 'maker-password');
  await run(product.superuserUrl, `grant connect on database ${product.name} to ${role}`);
  // Twice, as at every start after the first.
  await prepareArchive(maker, secrets);
  await prepareArchive(maker, secrets);
});
afterAll(async () => {
  await run(
    product.superuserUrl,
    ...['drop database sandbox_archive', 'drop role sandbox_archive_reader', 'drop role sandbox_archive'],
    `revoke all on database ${product.name} from maker_${product.name}`,
    `drop role maker_${product.name}`,
  );
  await product.drop();
});

describe('the archive of the make-believe city', () => {
  test('is made by whoever may make databases and roles, superuser or not, and is its owner’s', async () => {
    await run(
      archiveUrl(maker, secrets),
      'create schema archive',
      'create view archive.v as select 1 as n',
      'grant usage on schema archive to sandbox_archive_reader',
      'grant select on archive.v to sandbox_archive_reader',
    );
    const [read] = await run(readerUrl(), 'select n from archive.v');
    expect(read?.rows).toEqual([{ n: 1 }]);
  });

  test('is filled by the sandbox as its owner, again and again, and read through the view', async () => {
    for (const _start of [1, 2]) {
      const register = openStore(null, socialSecurity1992, city);
      const url = archiveUrl(maker, secrets);
      const running = await startArchive({
        department: socialSecurity1992,
        database: register,
        city: city.fingerprint,
        url,
      });
      const [read] = await run(readerUrl(), 'select count(*)::int as n from archive.v_jfmx');
      expect(read?.rows[0]?.n).toBeGreaterThan(20);
      await running.behave(behaviour({ mode: 'refused' }));
      await expect(run(readerUrl(), 'select from archive.v_jfmx')).rejects.toThrow(/permission denied/);
      await running.close();
    }
  });

  test('lets its reader write nothing', async () => {
    for (const statement of [
      'create table archive.t (id int)',
      'create table public.t (id int)',
      'create schema s',
    ])
      await expect(run(readerUrl(), statement)).rejects.toThrow(/permission denied/);
  });

  test('is closed to the product’s own roles', async () => {
    const asBroker = new URL(product.url('mz_broker'));
    asBroker.pathname = '/sandbox_archive';
    await expect(run(asBroker.href, 'select 1')).rejects.toThrow(/permission denied/);
  });

  test('is told to the portal by host, port and whether TLS is asked for', () => {
    expect(describeArchive('postgres://u:p@db.example:6432/x?sslmode=require')).toEqual({
      host: 'db.example',
      port: 6432,
      tls: true,
    });
  });
});
