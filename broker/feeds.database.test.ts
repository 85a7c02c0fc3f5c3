import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openConnector } from '#connectors/open-connector.ts';
import { feedSource } from '#connectors/testing/feed-source.ts';
import { withTx } from '#db/with-tx.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { beginFeed } from '#flow/feed-load.ts';
import { readFeedStatus } from '#flow/feed-status.ts';
import { openFeeds } from '#flow/feeds.ts';
import { seedPlugs } from '#flow/seed.ts';
import { addStaff, NOW, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { openFeedFolder } from './feeds.ts';

const HOMES = ConnectorId.parse('civil-affairs');
const BUREAU = DepartmentId.parse('civil-affairs');
const HEADER = '姓名,身份证号,出生日期,火化费';
const ZHOU = { name: '周建国', idNumber: '990102195803150012' };
const LINE = '周建国,990102195803150012,1958-03-15,250.00';
const WANG = '王秀英,990102196001010020,1960-01-01,380.00';

let city: TestCity;
let folder: string;
let now: Date;
let look: () => Promise<void>;
let written = 0;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  now = NOW;
  folder = mkdtempSync(join(tmpdir(), 'feeds-'));
  mkdirSync(join(folder, HOMES));
  await city.superuser.query(
    "truncate feed_snapshots, feed_rows, feed_faults; delete from data_keys where owner like 'snap%'",
  );
  await plug({ maxBadShare: 0.4 });
  look = openFeedFolder({ pool: city.broker, clock: () => now, folder });
  return () => rmSync(folder, { recursive: true });
});

function documentOf(reach: Record<string, unknown>): ConnectorDocument {
  const title = { 'zh-CN': '殡仪馆', 'zh-TW': '殯儀館', en: 'Funeral homes' };
  return ConnectorDocument.parse({ id: HOMES, department: BUREAU, title, sources: [feedSource(reach)] });
}

async function plug(reach: Record<string, unknown>): Promise<void> {
  const key = z.looseObject({ kid: z.string() }).parse(JSON.parse(process.env.SEALING_PUBLIC_KEY ?? ''));
  await seedPlugs(
    city.database.url('mz_migrator'),
    [{ document: documentOf(reach), credentials: {} }],
    key,
    NOW,
  );
}

/** A file with a time of its own, later than all before. */
function deliver(lines: readonly string[], name = 'sheets-1.csv'): void {
  written += 1;
  const path = join(folder, HOMES, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  const at = new Date(NOW.getTime() - 3_600_000 + written * 1_000);
  utimesSync(path, at, at);
}

/** Looks until nothing is new: the second look takes what the first has seen. */
async function take(lines: readonly string[], name?: string): Promise<void> {
  deliver(lines, name);
  await look();
  await look();
}

const ask = { evidence: 'E-FUN-SVC', fields: ['cremationFen'], subjects: [ZHOU], given: {} };
const store = () => openFeeds(city.broker, () => now);
const found = () => store().find(HOMES, documentOf({}).sources[0] ?? feedSource(), ask);
const feesFound = async () => (await found())?.rows.map((row) => row.火化费);
const states = async () => {
  const { rows } = await city.superuser.query<{ state: string; problem: string | null }>(
    'select state, problem from feed_snapshots order by id',
  );
  return rows.map(({ state, problem }) => (problem === null ? state : `${state}: ${problem}`));
};
const count = async (table: 'feed_rows' | 'data_keys') => {
  const owned = table === 'data_keys' ? "where owner like 'snap%'" : '';
  const { rows } = await city.superuser.query<{ n: number }>(
    `select count(*)::int as n from ${table} ${owned}`,
  );
  return rows[0]?.n;
};

describe('a nightly file', () => {
  test('serves from the second look that finds it unchanged, sealed, and its service is in the ledger', async () => {
    deliver([HEADER, LINE, WANG]);
    await look();
    expect(await found()).toBeUndefined();
    await look();
    expect(await feesFound()).toEqual(['250.00']);
    const { rows } = await city.superuser.query<{ sealed: Buffer }>('select sealed from feed_rows');
    expect(rows.map(({ sealed }) => sealed.toString('utf8')).join()).not.toContain('周建国');
    const leaves = await city.superuser.query("select leaf from ledger_leaves where kind = 'feed.served'");
    expect(JSON.stringify(leaves.rows.at(-1))).toContain('\\"rows\\":2');
  });

  test('is not taken while it is still written to', async () => {
    deliver([HEADER, LINE]);
    await look();
    deliver([HEADER, LINE, WANG]);
    await look();
    expect(await states()).toEqual([]);
    await look();
    expect(await states()).toEqual(['serving']);
  });

  test('finds a person by an old number, and by name with birth date', async () => {
    await take([
      HEADER,
      '周建国,990102580315001,19580315,1.00',
      '周建国,,1958/3/15,2.00',
      '周建军,,1958/3/15,3.00',
    ]);
    expect(await feesFound()).toEqual(['1.00', '2.00']);
  });

  test('takes over from the one before, whose rows and key are destroyed', async () => {
    await take([HEADER, LINE, WANG]);
    await take([HEADER, LINE.replace('250', '99')], 'sheets-2.csv');
    expect(await feesFound()).toEqual(['99.00']);
    expect(await states()).toEqual(['old', 'serving']);
    expect([await count('feed_rows'), await count('data_keys')]).toEqual([1, 1]);
  });

  test('that comes again with the same content is not loaded again', async () => {
    await take([HEADER, LINE]);
    await take([HEADER, LINE]);
    expect(await states()).toEqual(['serving']);
  });

  test('that is rejected leaves the one before serving, is not tried again, and says row by row what was wrong', async () => {
    await take([HEADER, LINE]);
    await take([HEADER, WANG, WANG, '周,1', 'x']);
    await look();
    expect(await states()).toEqual(['serving', 'rejected: too_many_bad_rows']);
    expect(await feesFound()).toEqual(['250.00']);
    expect(await count('feed_rows')).toBe(1);
    const officer = await addStaff(city, '8401', ['department_officer'], '990102', BUREAU);
    const [told] = await withTx(city.portal, officer, (tx) => readFeedStatus(tx, officer, now, HOMES));
    const counts = { rows: 1, badRows: 2, leftOut: 2, duplicates: 1, remarkCount: 3 };
    expect(told?.refused).toMatchObject({ problem: 'too_many_bad_rows', ...counts });
    expect(told?.refused?.remarks).toEqual([
      { row: 3, column: '*', problem: 'duplicate_row', first: 2 },
      { row: 4, column: '*', problem: 'malformed_row', first: null },
      { row: 5, column: '*', problem: 'malformed_row', first: null },
    ]);
  });

  test('with rows that stood before is taken, each of them once', async () => {
    await plug({ maxBadShare: 0 });
    await take([HEADER, LINE, LINE, WANG, LINE]);
    const { rows } = await city.superuser.query(
      'select state, rows, bad_rows, left_out, duplicates, remarks, read_at from feed_snapshots',
    );
    expect(rows).toEqual([
      { state: 'serving', rows: 2, bad_rows: 0, left_out: 0, duplicates: 2, remarks: 2, read_at: NOW },
    ]);
  });

  test('is tried again once its source reads it in another way', async () => {
    await take([HEADER, LINE, 'x']);
    expect(await states()).toEqual(['rejected: too_many_bad_rows']);
    await plug({ maxBadShare: 0.9 });
    await look();
    expect(await states()).toEqual(['rejected: too_many_bad_rows', 'serving']);
  });

  test('with a column missing names the column', async () => {
    await take([HEADER.replace(',火化费', '')]);
    expect(await states()).toEqual(['rejected: missing_column']);
    const { rows } = await city.superuser.query('select row, "column", problem from feed_faults');
    expect(rows).toEqual([{ row: 0, column: '火化费', problem: 'missing_column' }]);
  });

  test('reached over a link is not taken: it may lead to what is not the department’s', async () => {
    writeFileSync(join(folder, 'elsewhere.csv'), `${HEADER}\n${LINE}\n`);
    symlinkSync(join(folder, 'elsewhere.csv'), join(folder, HOMES, 'sheets-9.csv'));
    await look();
    await look();
    expect(await states()).toEqual([]);
  });
});

describe('what a killed process has left', () => {
  test('is removed by the next, and the same file is loaded whole', async () => {
    await take([HEADER, WANG]);
    const [source = feedSource()] = documentOf({ maxBadShare: 0.4 }).sources;
    const file = { fileName: 'sheets-1.csv', digest: 'half', receivedAt: NOW };
    await beginFeed(city.broker, NOW, { connector: HOMES, department: BUREAU, source }, file);
    await take([HEADER, LINE, WANG]);
    expect(await states()).toEqual(['old', 'rejected: interrupted', 'serving']);
    expect([await count('feed_rows'), await count('data_keys')]).toEqual([2, 1]);
  });

  test('while a load is under way the old file serves, and no second process begins one', async () => {
    await take([HEADER, LINE]);
    const others = [1, 2, 3].map(() => openFeedFolder({ pool: city.broker, clock: () => now, folder }));
    deliver([
      HEADER,
      ...Array.from({ length: 9_000 }, (_, index) => `周${index},990102195803150012,1958-03-15,${index}.00`),
    ]);
    await Promise.all(others.map((other) => other()));
    const seen: unknown[] = [];
    let isLoading = true;
    const watching = (async () => {
      while (isLoading) seen.push((await found())?.rows.length);
    })();
    await Promise.all(others.map((other) => other()));
    isLoading = false;
    await watching;
    expect(await states()).toEqual(['old', 'serving']);
    expect([...new Set(seen)].filter((length) => length !== 1 && length !== 101)).toEqual([]);
  });
});

describe('the adapter', () => {
  const connector = () =>
    openConnector(documentOf({ staleAfterHours: 48 }), new Map(), { clock: () => now, feeds: store() });
  const context = {
    call: '5e3c9c3a-6d2b-4b53-9f5f-0d4e9a1b2c3d',
    caseNumber: '1',
    requirement: 'services',
    purpose: '',
    legalBasis: '',
    actor: 'system',
    callback: 'http://127.0.0.1:9/late',
  };
  const answer = async () => {
    const plugged = connector();
    return plugged.read(await plugged.request(ask, context, 2_000), ask, context);
  };

  test('before the first file the source is down, never empty', async () => {
    expect(await answer()).toMatchObject({ kind: 'unavailable', cause: 'down' });
  });

  test('answers as of the file, and says that it is stale once it is older than the document allows', async () => {
    await take([HEADER, LINE]);
    const fresh = await answer();
    expect(fresh).toMatchObject({ kind: 'confirmed', flags: [] });
    expect('asOf' in fresh && Date.parse(fresh.asOf)).toBeLessThan(NOW.getTime());
    now = new Date(NOW.getTime() + 49 * 3_600_000);
    expect(await answer()).toMatchObject({ kind: 'confirmed', flags: ['stale'] });
  });

  test('rows that nobody can choose from are ambiguous, never cut', async () => {
    const lines = Array.from({ length: 150 }, (_, index) => LINE.replace('250', String(index)));
    await take([HEADER, ...lines]);
    expect(await answer()).toMatchObject({ kind: 'ambiguous', reason: 'too_many_rows' });
  });
});
