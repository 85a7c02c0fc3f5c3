import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAnyResident, fileCase, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { endLeases, listUnrecorded, urlsOf } from './testing/after-a-kill.ts';
import { answerEverything } from './testing/answers.ts';
import { openDepartment, type ScriptedDepartment } from './testing/department.ts';
import { forkBroker, killBroker, killRemaining } from './testing/process.ts';

const BROKERS = 8;
const CASES = 50;
const LIMIT = 10;
const GRANT_LIMIT = 25;
const DAY_MS = 86_400_000;
const PATIENT = { timeout: 60_000, interval: 100 };

let city: TestCity;
let department: ScriptedDepartment;
let folder: string;
let offset = 0;
let isOver = false;
const now = () => new Date(Date.now() + offset);

beforeAll(async () => {
  city = await openTestCity();
  department = await openDepartment();
  answerEverything(department);
  folder = mkdtempSync(join(tmpdir(), 'mianzheng-clock-'));
  process.env.CLOCK_FILE = join(folder, 'clock');
  process.env.DATABASE_CONNECTIONS = '4';
  await city.superuser.query(`update connectors set daily_limit = ${LIMIT} where id = 'health'`);
  await city.superuser.query(`update grants set per_day = ${GRANT_LIMIT} where evidence = 'E-BNK'`);
});
afterAll(async () => {
  isOver = true;
  killRemaining();
  delete process.env.CLOCK_FILE;
  delete process.env.DATABASE_CONNECTIONS;
  rmSync(folder, { recursive: true, force: true });
  await department.close();
  await city.close();
});

/** Tomorrow for every process. */
function nextDay(): void {
  offset += DAY_MS;
  writeFileSync(join(folder, 'clock'), String(offset));
}
/** Kills one after the other, with whatever it has in its hands, and starts another in its place. */
async function keepKilling(brokers: ChildProcess[]): Promise<number> {
  let killed = 0;
  while (!isOver) {
    await delay(200);
    const victim = brokers.shift();
    if (victim === undefined || isOver) break;
    await killBroker(victim);
    killed += 1;
    await endLeases(city);
    if (!isOver) brokers.push(await forkBroker(city, urlsOf(department.url)));
  }
  return killed;
}
/** Calls of the health department, day by day. */
async function spent(): Promise<number[]> {
  const { rows } = await city.superuser.query(
    "select used from quota_use where scope = 'connector:health' order by day",
  );
  return rows.map(({ used }) => used);
}
/** Days on which a connector or a grant was asked more often than it allows. */
async function overspent(): Promise<unknown[]> {
  const { rows } = await city.superuser.query(
    `select q.* from quota_use q left join connectors c on q.scope = 'connector:' || c.id
     left join grants g on q.scope = 'grant:' || g.id where q.used > coalesce(c.daily_limit, g.per_day)`,
  );
  return rows;
}
const asked = (evidence: string) => department.asked.filter((each) => each.evidence === evidence).length;
async function decided(): Promise<number> {
  const { rows } = await city.superuser.query(
    "select count(*)::int as count from cases where service = 'survivor-benefit' and status = 'decided'",
  );
  return rows[0].count;
}

test('eight broker processes that are killed all the time ask a day’s limit and not one more, day after day, until every case is decided', async () => {
  for (let filed = 0; filed < CASES; filed += 1) await fileCase(city, await addAnyResident(city), now());
  const urls = urlsOf(department.url);
  const brokers: ChildProcess[] = [];
  while (brokers.length < BROKERS) brokers.push(await forkBroker(city, urls));
  const killing = keepKilling(brokers);
  await expect.poll(async () => Math.max(...(await spent())), PATIENT).toBe(LIMIT);
  expect(await decided()).toBeLessThanOrEqual(LIMIT);
  for (let day = 0; day < 12 && (await decided()) < CASES; day += 1) {
    nextDay();
    await expect
      .poll(async () => ((await decided()) === CASES ? LIMIT : (await spent()).at(-1)), PATIENT)
      .toBe(LIMIT);
    // What was asked with the day's last calls is answered before the next one.
    await delay(2_000);
  }
  await expect.poll(decided, PATIENT).toBe(CASES);
  isOver = true;
  expect(await killing).toBeGreaterThan(3);

  const days = await spent();
  expect(await overspent()).toEqual([]);
  expect(asked('E-DTH-MED')).toBeLessThanOrEqual(days.reduce((sum, used) => sum + used, 0));
  expect(await listUnrecorded(city)).toEqual([]);
});
