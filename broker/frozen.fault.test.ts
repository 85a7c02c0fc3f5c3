import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { addAnyResident, fileCase, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { endLeases, listUnlikeReplay, listUnrecorded, urlsOf } from './testing/after-a-kill.ts';
import { answerEverything } from './testing/answers.ts';
import { openDepartment, type ScriptedDepartment } from './testing/department.ts';
import { forkBroker, killBroker, killRemaining } from './testing/process.ts';

let city: TestCity;
let steady: ScriptedDepartment;

beforeAll(async () => {
  city = await openTestCity();
  steady = await openDepartment();
  answerEverything(steady);
  for (const [code, answer] of [...steady.replies])
    steady.replies.set(code, (request) => ({ ...answer(request), afterMs: 150 }));
});
afterAll(async () => {
  killRemaining();
  await steady.close();
  await city.close();
});

async function countDecided(ids: readonly CaseId[]): Promise<number> {
  const { rowCount } = await city.superuser.query(
    "select 1 from cases where id = any($1) and status = 'decided'",
    [ids],
  );
  return rowCount ?? 0;
}

test('a broker that is frozen beyond its lease and wakes late changes nothing', async () => {
  const urls = urlsOf(steady.url);
  const ids: CaseId[] = [];
  for (let index = 0; index < 3; index += 1)
    ids.push(await fileCase(city, await addAnyResident(city), new Date()));
  const frozen = await forkBroker(city, urls);
  const asked = steady.asked.length;
  await expect.poll(() => steady.asked.length, { timeout: 10_000, interval: 5 }).toBeGreaterThan(asked);
  frozen.kill('SIGSTOP');
  await endLeases(city);
  const healthy = await forkBroker(city, urls);
  await expect.poll(() => countDecided(ids), { timeout: 60_000, interval: 100 }).toBe(ids.length);
  const countEvents = () =>
    city.superuser.query('select count(*)::int as events from case_events where case_id = any($1)', [ids]);
  const before = await countEvents();
  const woken = new Promise<void>((resolve) => {
    frozen.stdout?.on('data', (line: Buffer) => line.includes('not applied') && resolve());
  });
  frozen.kill('SIGCONT');
  await woken;
  await killBroker(frozen);
  await killBroker(healthy);
  const after = await countEvents();
  expect(after.rows).toEqual(before.rows);
  expect(await listUnlikeReplay(city, ids)).toEqual([]);
  expect(await listUnrecorded(city)).toEqual([]);
});
