import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedSource } from '../testing/feed-source.ts';
import { FeedProblem } from './feed-problem.ts';
import { type FeedBatch, readFeed } from './read-feed.ts';

const HEADER = '姓名,身份证号,出生日期,火化费';
const ZHOU = '周建国,990102195803150012,1958-03-15,250.00';
const person = (index: number) => ZHOU.replace('250', String(index));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a file comes to, its batches added up. */
async function read(lines: readonly string[], maxBadShare = 0.05): Promise<Omit<FeedBatch, 'rows'>> {
  const path = join(folder, 'sheets-1.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const source = feedSource({ maxBadShare });
  const sum = { faults: [] as FeedBatch['faults'], badRows: 0, leftOut: 0, duplicates: 0 };
  for await (const batch of readFeed(path, source, source.reach)) {
    sum.faults.push(...batch.faults);
    sum.badRows += batch.badRows;
    sum.leftOut += batch.leftOut;
    sum.duplicates += batch.duplicates;
  }
  return sum;
}

async function refusal(lines: readonly string[], maxBadShare?: number): Promise<FeedProblem> {
  const problem = await read(lines, maxBadShare).catch((error: unknown) => error);
  if (!(problem instanceof FeedProblem)) throw new Error('the file was taken');
  return problem;
}

describe('the share of bad rows', () => {
  const six = Array.from({ length: 6 }, (_, index) => person(index));

  test('does not count a row that stood before: it is told and taken once', async () => {
    const lines = [HEADER, ...six, person(0), 'x'];
    expect(await read(lines, 0.13)).toMatchObject({ badRows: 1, leftOut: 1, duplicates: 1 });
    expect(await read([HEADER, ...six, ...six], 0)).toMatchObject({ badRows: 0, duplicates: 6 });
  });

  test('counts a row that is taken with a value that cannot be read, and leaves it out of none', async () => {
    expect(await read([HEADER, ...six, ZHOU.replace('250.00', '很多')], 0.2)).toMatchObject({
      badRows: 1,
      leftOut: 0,
    });
  });

  test('is told with a file that is refused for it: how many, how many are allowed, and the first places', async () => {
    const problem = await refusal([HEADER, ...six, 'x', 'y', person(0)], 0.2);
    expect(problem.share).toMatchObject({ rows: 9, bad: 2, allowed: 0.2 });
    expect(problem.message).toBe(
      'too_many_bad_rows: 2 of 9 rows are bad (22.2 %), the document allows 20 %; the first: row 8 * malformed_row, row 9 * malformed_row',
    );
  });

  test('of a file with thousands of bad rows tells ten of them', async () => {
    const problem = await refusal([HEADER, ...Array.from({ length: 3_000 }, () => 'x')]);
    expect(problem.share?.first).toHaveLength(10);
  });
});

describe('wrong titles', () => {
  test('are named, with the titles that the file has', async () => {
    const problem = await refusal(['姓名,证件号码,火化费,备注', '周,1,2,3']);
    expect([problem.columns, problem.titles]).toEqual([
      ['身份证号', '出生日期'],
      ['姓名', '证件号码', '火化费', '备注'],
    ]);
    expect(problem.message).toBe(
      'missing_column: 身份证号, 出生日期; the file has: 姓名, 证件号码, 火化费, 备注',
    );
  });

  test('that stand there twice are named', async () => {
    const problem = await refusal([`${HEADER},姓名`, `${ZHOU},王`]);
    expect(problem.message).toMatch(/^duplicate_column: 姓名 more than once; the file has: /);
  });

  test('are not told where the first row is somebody’s data: nothing of it leaves the file', async () => {
    const problem = await refusal([ZHOU]);
    expect(problem.titles).toEqual([]);
    expect(JSON.stringify([problem.message, problem])).not.toMatch(/周|9901|1958/);
    expect(problem.message).toContain('is there a row of titles, and is the delimiter right?');
  });
});

test('a file that is refused says so in a sentence, after the word that the guide explains', async () => {
  expect((await refusal([HEADER])).message).toBe('no_rows: the file has a row of titles and nothing else');
});
