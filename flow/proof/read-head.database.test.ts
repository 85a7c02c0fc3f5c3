import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { isConsistent } from '#domain/merkle.ts';
import { record } from '../ledger.ts';
import { SYSTEM } from '../system.ts';
import { NOW, openTestCity, type TestCity } from '../testing/city.ts';
import { headKey, isSigned } from './head.ts';
import { readHead } from './read-head.ts';
import { sealLedger } from './seal-ledger.ts';

let city: TestCity;
const jwk = JSON.parse(process.env.HEAD_KEY ?? '');

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());

async function sealSome(count: number): Promise<void> {
  const notes = Array.from({ length: count }, (_, index) => ({
    kind: 'question.sent' as const,
    actor: 'broker',
    refs: { call: String(index) },
  }));
  await withTx(city.broker, SYSTEM.broker, (tx) => record(tx, NOW, notes));
  await sealLedger(city.broker, headKey(jwk), NOW);
}
const read = (since: number | null) => withTx(city.portal, SYSTEM.portal, (tx) => readHead(tx, since));

test('there is no head before anything is sealed', async () => {
  expect(await read(null)).toBeUndefined();
});

test('every head that was ever published is proven to be the beginning of the newest', async () => {
  const kept: number[] = [];
  for (const count of [1, 2, 3, 5, 8]) {
    await sealSome(count);
    kept.push((await read(null))?.head.size ?? 0);
  }
  for (const size of kept) {
    const found = await read(size);
    if (found?.since == null) throw new Error('a kept head is found');
    expect(isSigned(found.head, [jwk])).toBe(true);
    expect(isConsistent(found.since.head, found.head, found.since.proof)).toBe(true);
  }
});

test('a size that was never a head is said to be none', async () => {
  expect(await read(4)).toBeUndefined();
});
