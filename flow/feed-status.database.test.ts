import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { feedSource } from '#connectors/testing/feed-source.ts';
import { withTx } from '#db/with-tx.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { civilDate } from '#domain/dates.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { readNames } from './control/names.ts';
import { addToFeed, beginFeed, type FeedCounts, type FeedFault, rejectFeed, serveFeed } from './feed-load.ts';
import { readFeedStatus } from './feed-status.ts';
import { seedPlugs } from './seed.ts';
import { addStaff, NOW, openTestCity, type Staff, type TestCity } from './testing/city.ts';

const HOMES = ConnectorId.parse('civil-affairs');
const BUREAU = DepartmentId.parse('civil-affairs');
const NOTHING: FeedCounts = { rows: 0, badRows: 0, leftOut: 0, duplicates: 0, remarks: 0 };

let city: TestCity;
let officer: Staff;
let taken = 0;
const source = feedSource({ staleAfterHours: 48 });

beforeAll(async () => {
  city = await openTestCity();
  officer = await addStaff(city, '8501', ['department_officer'], '990102', BUREAU);
  const key = z.looseObject({ kid: z.string() }).parse(JSON.parse(process.env.SEALING_PUBLIC_KEY ?? ''));
  const title = { 'zh-CN': '殡仪馆', 'zh-TW': '殯儀館', en: 'Funeral homes' };
  const document = ConnectorDocument.parse({ id: HOMES, department: BUREAU, title, sources: [source] });
  await seedPlugs(city.database.url('mz_migrator'), [{ document, credentials: {} }], key, NOW);
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('truncate feed_snapshots, feed_rows, feed_faults');
});

/** Begins to take a file, a minute after the one before. */
function begin(fileName: string) {
  taken += 1;
  const at = new Date(NOW.getTime() + taken * 60_000);
  const of = { connector: HOMES, department: BUREAU, source };
  return beginFeed(city.broker, at, of, { fileName, digest: fileName, receivedAt: NOW });
}

async function serve(fileName: string, counts: Partial<FeedCounts>, faults: FeedFault[] = []): Promise<void> {
  const loading = await begin(fileName);
  await addToFeed(city.broker, loading, [], faults);
  await serveFeed(city.broker, NOW, loading, fileName, { ...NOTHING, ...counts });
}

async function refuse(fileName: string, problem: string, columns: string[] = []): Promise<void> {
  await rejectFeed(city.broker, await begin(fileName), problem, columns, NOTHING);
}

const statusFor = (actor: Staff, now = NOW) =>
  withTx(city.portal, actor, (tx) => readFeedStatus(tx, actor, now, HOMES));
const statusOf = async (now?: Date) => {
  const [status] = await statusFor(officer, now);
  if (status === undefined) throw new Error('the connector has a file');
  return status;
};
const fault = (row: number): FeedFault => ({
  row,
  column: '*',
  problem: 'malformed_row',
  detail: { cells: 2 },
});

describe('the files of a connector, as its officers see them,', () => {
  test('begin with the file that is awaited', async () => {
    const { source: awaited, serving, refused } = await statusOf();
    expect([awaited.reach.name, serving, refused]).toEqual(['sheets-*.csv', undefined, undefined]);
  });

  test('are the one that serves, with its numbers, and whether it is stale by now', async () => {
    await serve('sheets-1.csv', { rows: 1 });
    await serve('sheets-2.csv', { rows: 8, badRows: 1, leftOut: 1, duplicates: 3, remarks: 1 }, [fault(4)]);
    const { serving } = await statusOf();
    expect(serving).toMatchObject({ fileName: 'sheets-2.csv', rows: 8, leftOut: 1, duplicates: 3 });
    expect(serving?.remarks).toEqual([{ row: 4, column: '*', problem: 'malformed_row', first: null }]);
    expect(serving?.isStale).toBe(false);
    expect((await statusOf(new Date(NOW.getTime() + 49 * 3_600_000))).serving?.isStale).toBe(true);
  });

  test('and the one that was refused last, with the columns that are missing', async () => {
    await serve('sheets-1.csv', { rows: 1 });
    await refuse('sheets-2.csv', 'empty_file');
    await refuse('sheets-3.csv', 'missing_column', ['姓名', '火化费']);
    const { serving, refused } = await statusOf();
    expect(serving?.fileName).toBe('sheets-1.csv');
    expect(refused).toMatchObject({
      fileName: 'sheets-3.csv',
      problem: 'missing_column',
      isOvertaken: false,
    });
    expect([refused?.columns.toSorted(), refused?.remarks]).toEqual([['姓名', '火化费'].toSorted(), []]);
  });

  test('say of a refused one that a newer has been taken since', async () => {
    await refuse('sheets-1.csv', 'empty_file');
    await serve('sheets-2.csv', { rows: 1 });
    expect((await statusOf()).refused?.isOvertaken).toBe(true);
  });

  test('do not blame a file for a process that was killed over it', async () => {
    await refuse('sheets-1.csv', 'interrupted');
    expect((await statusOf()).refused).toBeUndefined();
  });

  test('show the first remarks of thousands, and how many there were', async () => {
    const faults = Array.from({ length: 200 }, (_, index) => fault(index + 2));
    await serve('sheets-1.csv', { rows: 1, remarks: 3_000 }, faults);
    const { serving } = await statusOf();
    expect([serving?.remarks.length, serving?.remarks[0]?.row, serving?.remarkCount]).toEqual([50, 2, 3_000]);
  });

  test('have a page of their own only where a connector has files', async () => {
    const { connectors } = await withTx(city.portal, officer, (tx) =>
      readNames(tx, BUREAU, civilDate(2026, 4, 21)),
    );
    expect(connectors.get(HOMES)?.hasFiles).toBe(true);
    const health = DepartmentId.parse('health');
    const other = await addStaff(city, '8502', ['department_officer'], '990102', health);
    const id = ConnectorId.parse('health');
    const status = withTx(city.portal, other, (tx) => readFeedStatus(tx, other, NOW, id));
    await expect(status).rejects.toThrow('not_found');
  });
});

describe('to anybody else', () => {
  test('there are no such files', async () => {
    await serve('sheets-1.csv', { rows: 1, remarks: 1 }, [fault(4)]);
    const stranger = await addStaff(
      city,
      '8503',
      ['department_officer'],
      '990102',
      DepartmentId.parse('health'),
    );
    const clerk = await addStaff(city, '8504', ['clerk']);
    await expect(statusFor(stranger)).rejects.toThrow('not_found');
    await expect(statusFor(clerk)).rejects.toThrow('not_permitted');
  });

  test('row security alone hides them, and lets nobody at the portal change them', async () => {
    await serve('sheets-1.csv', { rows: 1, remarks: 1 }, [fault(4)]);
    const stranger = await addStaff(
      city,
      '8505',
      ['department_officer'],
      '990102',
      DepartmentId.parse('health'),
    );
    const clerk = await addStaff(city, '8506', ['clerk']);
    const count = (actor: Staff, table: string) =>
      withTx(city.portal, actor, async (tx) => {
        const { rows } = await tx.$client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
        return rows[0]?.n;
      });
    for (const table of ['feed_snapshots', 'feed_faults']) {
      expect(await count(officer, table)).toBe(1);
      for (const other of [stranger, clerk]) expect(await count(other, table)).toBe(0);
    }
    await expect(count(officer, 'feed_rows')).rejects.toThrow();
    const forge = withTx(city.portal, officer, (tx) =>
      tx.$client.query("update feed_snapshots set state = 'old'"),
    );
    await expect(forge).rejects.toThrow('permission denied');
  });
});
