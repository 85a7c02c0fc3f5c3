import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#start/test-database.ts';
import { openPool, type Pool, withTx } from './with-tx.ts';

const ACTOR = { kind: 'reference' } as const;
const STORM_MS = 6_000;

let database: TestDatabase;
let pool: Pool;
let killer: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.superuserUrl, 4);
  killer = openPool(database.superuserUrl, 1);
  await killer.query('create table storm (worker int, round int, half int, wanted boolean)');
});
afterAll(async () => {
  await Promise.all([pool.end(), killer.end()]);
  await database.drop();
});

class OnPurpose extends Error {}

/** Two rows in one transaction; every third one is rolled back on purpose. Says what the client was told. */
async function writePair(worker: number, round: number): Promise<'committed' | 'rolled_back' | 'unknown'> {
  const wanted = round % 3 !== 0;
  try {
    await withTx(pool, ACTOR, async (tx) => {
      for (const half of [1, 2]) {
        await tx.$client.query('insert into storm values ($1, $2, $3, $4)', [worker, round, half, wanted]);
      }
      if (!wanted) throw new OnPurpose();
    });
    return 'committed';
  } catch (error) {
    return error instanceof OnPurpose ? 'rolled_back' : 'unknown';
  }
}

test('killing back ends under load leaves no half transaction, no ghost, no hung worker and nothing uncaught', async () => {
  const uncaught: unknown[] = [];
  const onUncaught = (error: unknown) => uncaught.push(error);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  const end = Date.now() + STORM_MS;
  const committed: string[] = [];
  const worker = async (id: number) => {
    for (let round = 0; Date.now() < end; round += 1) {
      if ((await writePair(id, round)) === 'committed') committed.push(`${id}/${round}`);
    }
  };
  let kills = 0;
  const killing = (async () => {
    while (Date.now() < end) {
      const { rowCount } = await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() order by random() limit 1`,
      );
      kills += rowCount ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  await Promise.all([...Array.from({ length: 8 }, (_, id) => worker(id)), killing]);
  process.off('uncaughtException', onUncaught);
  process.off('unhandledRejection', onUncaught);

  const { rows } = await killer.query<{ key: string; halves: number; wanted: boolean }>(
    "select worker || '/' || round as key, count(*)::int as halves, bool_and(wanted) as wanted from storm group by 1",
  );
  const stored = new Set(rows.map(({ key }) => key));
  expect(kills).toBeGreaterThan(50);
  expect(committed.length).toBeGreaterThan(50);
  expect(rows.filter(({ halves }) => halves !== 2)).toEqual([]);
  expect(rows.filter(({ wanted }) => !wanted)).toEqual([]);
  expect(committed.filter((key) => !stored.has(key))).toEqual([]);
  expect(uncaught).toEqual([]);
});

test('a statement that failed and was swallowed inside does not pass for a commit', async () => {
  const swallowing = withTx(pool, ACTOR, async (tx) => {
    await tx.$client.query('insert into storm values (-1, 0, 1, true)');
    await tx.$client.query('select 1/0').catch(() => undefined);
  });
  await expect(swallowing).rejects.toThrow('nothing was written');
  const { rowCount } = await killer.query('select 1 from storm where worker = -1');
  expect(rowCount).toBe(0);
});
