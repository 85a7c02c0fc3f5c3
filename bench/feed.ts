import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { z } from 'zod';
import { forkFeedLoader, reportOf } from '#broker/testing/feed-process.ts';
import { FEED_HEADER, feedLine } from '#connectors/testing/feed-lines.ts';
import { feedSource } from '#connectors/testing/feed-source.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { openFeeds } from '#flow/feeds.ts';
import { seedPlugs } from '#flow/seed.ts';
import { openTestCity, type TestCity } from '#flow/testing/city.ts';
import { prepareTemplate, TEST_VARIABLE } from '#start/test-database.ts';
import { startDurableServer } from './durable-server.ts';
import { quantile, rounded } from './statistics.ts';

const ROWS = 1_000_000;
const LINES_TOGETHER = 2_000;
/** What taking a file may add to the process, however long it is. */
const GOAL_MEGABYTES = 150;
const LOOK_UPS = 500;
const MEGABYTE = 1024 * 1024;
const CONNECTOR = 'civil-affairs';

/**
 * One file of a million rows in GB18030, taken by a loader in a process of its own on a durable PostgreSQL: rows a second from
 * the first byte to the moment when it serves, and by how much the process's memory ever grew. Then persons are looked up.
 */
export async function measureFeed(): Promise<unknown> {
  const server = await startDurableServer();
  process.env[TEST_VARIABLE] = server.url;
  await prepareTemplate(server.url);
  const city = await openTestCity();
  const folder = mkdtempSync(join(tmpdir(), 'mianzheng-feeds-'));
  try {
    const document = await plug(city);
    const bytes = await deliver(join(folder, CONNECTOR));
    const { ms, peakBytes, idleBytes } = await reportOf(forkFeedLoader(city, folder));
    const grown = Math.round((peakBytes - idleBytes) / MEGABYTE);
    return {
      name: 'feed',
      value: grown,
      unit: 'MB',
      goal: GOAL_MEGABYTES,
      met: grown <= GOAL_MEGABYTES,
      detail: {
        rows: ROWS,
        fileMegabytes: Math.round(bytes / MEGABYTE),
        seconds: rounded(ms / 1_000),
        rowsPerSecond: Math.round((ROWS * 1_000) / ms),
        idleMegabytes: Math.round(idleBytes / MEGABYTE),
        lookUp: await lookUp(city, document),
        machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
      },
    };
  } finally {
    await city.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function plug(city: TestCity): Promise<ConnectorDocument> {
  const title = { 'zh-CN': '殡仪馆', 'zh-TW': '殯儀館', en: 'Funeral homes' };
  const sources = [feedSource({ encoding: 'gb18030' })];
  const document = ConnectorDocument.parse({ id: CONNECTOR, department: CONNECTOR, title, sources });
  const key = z.looseObject({ kid: z.string() }).parse(JSON.parse(process.env.SEALING_PUBLIC_KEY ?? ''));
  await seedPlugs(city.database.url('mz_migrator'), [{ document, credentials: {} }], key, new Date());
  return document;
}

/** @returns the file's size in bytes */
async function deliver(folder: string): Promise<number> {
  mkdirSync(folder);
  const path = join(folder, 'sheets-20261122.csv');
  await pipeline(Readable.from(pieces()), createWriteStream(path));
  const yesterday = new Date(Date.now() - 3_600_000);
  utimesSync(path, yesterday, yesterday);
  return statSync(path).size;
}

function* pieces(): Generator<Buffer> {
  yield iconv.encode(FEED_HEADER, 'gb18030');
  for (let from = 0; from < ROWS; from += LINES_TOGETHER) {
    const lines = Array.from({ length: LINES_TOGETHER }, (_, index) => feedLine(from + index));
    yield iconv.encode(lines.join(''), 'gb18030');
  }
}

/** Milliseconds for persons drawn evenly from the whole file, each found exactly once. */
async function lookUp(city: TestCity, { id, sources }: ConnectorDocument): Promise<Record<string, number>> {
  const store = openFeeds(city.broker, () => new Date());
  const [source = feedSource()] = sources;
  const times: number[] = [];
  for (let index = 0; index < ROWS; index += ROWS / LOOK_UPS) {
    const [name = '', idNumber = ''] = feedLine(index).split(',');
    const started = performance.now();
    const found = await store.find(id, source, {
      evidence: source.evidence,
      fields: ['cremationFen'],
      subjects: [{ name, idNumber }],
      given: {},
    });
    times.push(performance.now() - started);
    if (found?.rows.length !== 1) throw new Error('a person of the file is found exactly once');
  }
  return { p50Ms: rounded(quantile(times, 0.5)), p95Ms: rounded(quantile(times, 0.95)) };
}
