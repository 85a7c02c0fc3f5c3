import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FEED_HEADER, feedLine } from '#connectors/testing/feed-lines.ts';
import { feedSource } from '#connectors/testing/feed-source.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { openFeeds } from '#flow/feeds.ts';
import { seedPlugs } from '#flow/seed.ts';
import { NOW, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { forkFeedLoader, reportOf } from './testing/feed-process.ts';

const KILLS = 5;
const ROWS = 60_000;
const CONNECTOR = 'civil-affairs';

let city: TestCity;
let folder: string;
let written = 0;
const document = ConnectorDocument.parse({
  id: CONNECTOR,
  department: CONNECTOR,
  sources: [feedSource()],
  title: { 'zh-CN': '殡仪馆', 'zh-TW': '殯儀館', en: 'Funeral homes' },
});

beforeAll(async () => {
  city = await openTestCity();
  folder = mkdtempSync(join(tmpdir(), 'feeds-'));
  mkdirSync(join(folder, CONNECTOR));
  const key = z.looseObject({ kid: z.string() }).parse(JSON.parse(process.env.SEALING_PUBLIC_KEY ?? ''));
  await seedPlugs(city.database.url('mz_migrator'), [{ document, credentials: {} }], key, NOW);
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true });
});

function deliver(rows: number): void {
  const path = join(folder, CONNECTOR, 'sheets-1.csv');
  writeFileSync(path, FEED_HEADER);
  appendFileSync(path, Array.from({ length: rows }, (_, index) => feedLine(index)).join(''));
  written += 1;
  const at = new Date(Date.now() - 3_600_000 + written * 1_000);
  utimesSync(path, at, at);
}

/** How many rows a person's question finds, for one of the first file and one who stands in the second alone. */
async function foundOf(): Promise<(number | undefined)[]> {
  const store = openFeeds(city.broker, () => NOW);
  const [source = feedSource()] = document.sources;
  const find = async (index: number) => {
    const [name = '', idNumber = ''] = feedLine(index).split(',');
    const question = {
      evidence: source.evidence,
      fields: ['cremationFen'],
      subjects: [{ name, idNumber }],
      given: {},
    };
    return (await store.find(document.id, source, question))?.rows.length;
  };
  return [await find(3), await find(ROWS - 1)];
}

async function count(sql: string): Promise<number> {
  const { rows } = await city.superuser.query<{ n: number }>(`select count(*)::int as n from ${sql}`);
  return rows[0]?.n ?? 0;
}

test('killed at any moment of a load, the old file serves on, whole; the next run loads the new one and leaves nothing of the half ones', async () => {
  deliver(10);
  await reportOf(forkFeedLoader(city, folder));
  expect(await foundOf()).toEqual([1, 0]);

  deliver(ROWS);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = await count('feed_rows');
    const loader = forkFeedLoader(city, folder);
    // Killed with some thousand rows written, each time some more.
    await expect
      .poll(() => count('feed_rows'), { timeout: 30_000, interval: 5 })
      .toBeGreaterThan(before + kill * 5_000);
    loader.kill('SIGKILL');
    await once(loader, 'exit');
    expect(await foundOf()).toEqual([1, 0]);
  }

  await reportOf(forkFeedLoader(city, folder));
  expect(await foundOf()).toEqual([1, 1]);
  expect(await count('feed_rows')).toBe(ROWS);
  expect(await count("data_keys where owner like 'snap%'")).toBe(1);
  expect(await count("feed_snapshots where problem = 'interrupted'")).toBe(KILLS);
});
