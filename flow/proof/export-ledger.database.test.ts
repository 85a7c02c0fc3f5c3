import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { record } from '../ledger.ts';
import { SYSTEM } from '../system.ts';
import { NOW, openTestCity, type TestCity } from '../testing/city.ts';
import { exportLedger } from './export-ledger.ts';
import { headKey } from './head.ts';
import { sealLedger } from './seal-ledger.ts';
import { type Verdict, verifyLedger } from './verify-ledger.ts';

let city: TestCity;
const jwk = JSON.parse(process.env.HEAD_KEY ?? '');

beforeAll(async () => {
  city = await openTestCity();
  for (let batch = 0; batch < 6; batch += 1) {
    await withTx(city.broker, SYSTEM.broker, (tx) =>
      record(
        tx,
        NOW,
        Array.from({ length: 5 }, (_, index) => ({
          kind: 'question.sent' as const,
          actor: 'broker',
          refs: { call: `${batch}-${index}` },
        })),
      ),
    );
    await sealLedger(city.broker, headKey(jwk), new Date(NOW.getTime() + batch * 1_000));
  }
});
afterAll(() => city.close());

async function verifyAll(): Promise<Verdict> {
  const lines: string[] = [];
  for await (const line of exportLedger(city.broker)) lines.push(JSON.stringify(line));
  return verifyLedger(lines, { keys: [jwk], witnessed: [] });
}

test('what the sealer has made is exported and verified whole, head by head', async () => {
  const { leaves, heads, findings } = await verifyAll();
  expect(findings).toEqual([]);
  expect(leaves).toBeGreaterThanOrEqual(30);
  expect(heads).toBe(6);
});

describe('somebody with all rights in the database who', () => {
  const DEEDS = {
    'changes a leaf and its hash': `update ledger_leaves set leaf = replace(leaf, '3-2', '3-3'), hash = repeat('a', 64) where leaf like '%"3-2"%'`,
    'removes a leaf and moves the others up': `with gone as (delete from ledger_entries where position = 7)
      update ledger_entries set position = position - 1 where position > 7`,
    'exchanges two leaves': `update ledger_entries e set leaf = o.leaf from ledger_entries o
      where (e.position, o.position) in ((3, 12), (12, 3))`,
    'forges a root': `update ledger_heads set root = repeat('b', 64) where size = (select max(size) from ledger_heads)`,
  };
  test.each(Object.entries(DEEDS))('%s is found out', async (_deed, statement) => {
    const client = await city.superuser.connect();
    try {
      await client.query('create table kept_leaves as select * from ledger_leaves');
      await client.query('create table kept_entries as select * from ledger_entries');
      await client.query('create table kept_heads as select * from ledger_heads');
      await client.query('alter table ledger_entries drop constraint ledger_entries_pkey');
      await client.query('alter table ledger_entries drop constraint if exists ledger_entries_leaf_unique');
      await client.query(statement);
      expect((await verifyAll()).findings.length).toBeGreaterThan(0);
    } finally {
      for (const table of ['leaves', 'entries', 'heads']) {
        await client.query(`truncate ledger_${table}`);
        await client.query(`insert into ledger_${table} select * from kept_${table}`);
        await client.query(`drop table kept_${table}`);
      }
      await client.query('alter table ledger_entries add primary key (position)');
      client.release();
    }
    expect((await verifyAll()).findings).toEqual([]);
  });
});
