import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { record } from '../ledger.ts';
import { SYSTEM } from '../system.ts';
import { NOW, openTestCity, type TestCity } from '../testing/city.ts';
import { headKey } from './head.ts';
import { sealLedger } from './seal-ledger.ts';
import { grow, rootOf } from './tree.ts';

let city: TestCity;
const key = headKey(JSON.parse(process.env.HEAD_KEY ?? ''));

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());

const note = (call: string) => ({ kind: 'question.sent' as const, actor: 'broker', refs: { call } });

async function readLedger() {
  const { rows: entries } = await city.superuser.query<{ position: string; leaf: string; hash: string }>(
    'select position, leaf, hash from ledger_entries order by position',
  );
  const { rows: leaves } = await city.superuser.query<{ id: string }>('select id from ledger_leaves');
  const { rows: heads } = await city.superuser.query<{ size: string; root: string }>(
    'select size, root from ledger_heads order by size',
  );
  return { entries, leaves, heads };
}

async function sealAll(): Promise<void> {
  while (await sealLedger(city.broker, key, NOW));
}

test('every committed leaf gets exactly one position without gaps, whoever writes and seals at the same moment', async () => {
  const writers = Array.from({ length: 12 }, async (_, writer) => {
    for (let round = 0; round < 8; round += 1) {
      await withTx(writer % 2 === 0 ? city.broker : city.portal, SYSTEM.broker, (tx) =>
        record(tx, NOW, [note(`${writer}/${round}/a`), note(`${writer}/${round}/b`)]),
      );
    }
  });
  const sealers = Array.from({ length: 40 }, () => sealLedger(city.broker, key, NOW, 7));
  await Promise.all([...writers, ...sealers]);
  await sealAll();
  const { entries, leaves, heads } = await readLedger();
  expect(entries.map(({ position }) => Number(position))).toEqual(leaves.map((_, index) => index));
  expect(new Set(entries.map(({ leaf }) => leaf))).toEqual(new Set(leaves.map(({ id }) => id)));
  for (const head of heads) {
    const { peaks } = grow(
      0,
      [],
      entries.slice(0, Number(head.size)).map(({ hash }) => hash),
    );
    expect(head.root).toBe(rootOf(peaks.map(({ hash }) => hash)));
  }
});

test('a leaf whose transaction still runs is waited for, and never passed by', async () => {
  const slow = await city.superuser.connect();
  await slow.query('begin');
  await slow.query(
    "insert into ledger_leaves (id, at, kind, leaf, hash) values ('slow', now(), 'x', '{}', 'aa')",
  );
  await withTx(city.broker, SYSTEM.broker, (tx) => record(tx, NOW, [note('after the slow one')]));
  const before = (await readLedger()).entries.length;
  await sealAll();
  expect((await readLedger()).entries).toHaveLength(before);
  await slow.query('commit');
  slow.release();
  await sealAll();
  const { entries, leaves } = await readLedger();
  expect(entries).toHaveLength(leaves.length);
});

test('what is rolled back is never sealed', async () => {
  await expect(
    withTx(city.broker, SYSTEM.broker, async (tx) => {
      await record(tx, NOW, [note('undone')]);
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await sealAll();
  const { entries, leaves } = await readLedger();
  expect(entries).toHaveLength(leaves.length);
});

test('neither portal nor broker can change or remove what is written', async () => {
  for (const pool of [city.portal, city.broker]) {
    for (const statement of [
      "update ledger_leaves set leaf = '{}'",
      'delete from ledger_leaves',
      "update ledger_entries set hash = ''",
      'delete from ledger_entries',
      'delete from ledger_nodes',
      "update ledger_heads set root = ''",
      'delete from ledger_heads',
    ]) {
      await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  }
});
