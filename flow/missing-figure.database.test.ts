import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { wakeOneCase } from './due-cases.ts';
import {
  addResident,
  answersFor,
  fileCase,
  freshNumber,
  NOW,
  openTestCity,
  type TestCity,
} from './testing/city.ts';
import { answerCase } from './testing/drive.ts';
import { dumpTables, tablesHolding } from './testing/tables.ts';

const DAY_MS = 86_400_000;
const DECEASED_NAME = '周建国';
const ACCOUNT = '9999990000000014';
const ownNumber = freshNumber('19850812');
const deceasedNumber = freshNumber('19580315');

let city: TestCity;
let id: CaseId;
let figures: unknown[];

/** A figure for the day of the death is not published when the case comes. */
beforeAll(async () => {
  city = await openTestCity();
  const removed = await city.superuser.query("delete from parameters where key = 'f1.rounding' returning *");
  figures = removed.rows;
  const daughter = await addResident(city, ownNumber, '欧阳静姝');
  id = await fileCase(city, daughter, NOW, answersFor(deceasedNumber));
  await answerCase(city, NOW, id);
});
afterAll(() => city.close());

async function statusOf(): Promise<string> {
  const { rows } = await city.superuser.query('select status from cases where id = $1', [id]);
  return rows[0].status;
}

test('a case that waits for a figure shows in the clear neither the day of the death nor anything else of it', async () => {
  expect(await statusOf()).toBe('review');
  const dump = await dumpTables(city, ['service_versions', 'areas', 'parameters']);
  for (const value of [DECEASED_NAME, ACCOUNT, ownNumber, deceasedNumber, '2026-03', '03-18'])
    expect([value, tablesHolding(dump, value)]).toEqual([value, []]);
});

test('it looks again every day, says no second time that it waits, and goes on by itself once the figure is out', async () => {
  let day = new Date(NOW.getTime() + DAY_MS);
  expect(await wakeOneCase(city.broker, NOW)).toBe(false);
  expect(await wakeOneCase(city.broker, day)).toBe(true);
  const { rowCount } = await city.superuser.query(
    "select 1 from case_events where case_id = $1 and type = 'case.parked'",
    [id],
  );
  expect(rowCount).toBe(1);

  await city.superuser.query(
    'insert into parameters select * from jsonb_populate_recordset(null::parameters, $1::jsonb)',
    [JSON.stringify(figures)],
  );
  const dayAfterDay = async () => {
    day = new Date(day.getTime() + DAY_MS);
    await wakeOneCase(city.broker, day);
    return statusOf();
  };
  await expect.poll(dayAfterDay, { timeout: 10_000, interval: 200 }).toBe('decided');
});
