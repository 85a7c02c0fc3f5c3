import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '#domain/case.ts';
import { CaseEvent } from '#domain/case-event.ts';
import { addAnyResident, fileCase, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { answerEverything } from './testing/answers.ts';
import { CONNECTORS } from './testing/broker.ts';
import { openDepartment, type ScriptedDepartment } from './testing/department.ts';
import { forkBroker, killBroker } from './testing/process.ts';

const CASES = 12;
const KILLS = 8;

let city: TestCity;
let department: ScriptedDepartment;
let urls: Record<string, string>;

beforeAll(async () => {
  city = await openTestCity();
  department = await openDepartment();
  answerEverything(department);
  for (const [code, answer] of [...department.replies]) {
    department.replies.set(code, (request) => ({ ...answer(request), afterMs: 150 }));
  }
  urls = Object.fromEntries(CONNECTORS.map((id) => [id, department.url]));
});
afterAll(async () => {
  await department.close();
  await city.close();
});

async function fileCases(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await fileCase(city, await addAnyResident(city), new Date()));
  }
  return ids;
}

async function countDecided(ids: readonly string[]): Promise<number> {
  const { rowCount } = await city.superuser.query(
    "select 1 from cases where id = any($1) and status = 'decided'",
    [ids],
  );
  return rowCount ?? 0;
}

/** A lease of a killed broker is over at once, as it is ten seconds later. */
async function endLeases(): Promise<void> {
  await city.superuser.query(
    "update steps set lease_until = now() - interval '1 second' where status = 'open'",
  );
}

async function expectAllRight(ids: readonly string[]): Promise<void> {
  const { rows: orders } = await city.superuser.query(
    'select case_id, count(*)::int as orders from payment_orders where case_id = any($1) group by 1',
    [ids],
  );
  expect(orders.filter(({ orders: count }) => count !== 1)).toEqual([]);
  expect(orders).toHaveLength(ids.length);
  for (const id of ids) {
    const { rows } = await city.superuser.query(
      'select type, version, data from case_events where case_id = $1 order by seq',
      [id],
    );
    const state = replay(rows.map((row) => CaseEvent.parse(row)));
    const { rows: stored } = await city.superuser.query('select status, seq from cases where id = $1', [id]);
    expect(stored).toEqual([{ status: state.status, seq: state.seq }]);
  }
  const { rows: unsent } = await city.superuser.query(
    `select 1 from ledger_leaves r where r.kind = 'answer.received' and not exists (
       select 1 from ledger_leaves s where s.kind = 'question.sent'
       and s.leaf::jsonb #>> '{refs,step}' = r.leaf::jsonb #>> '{refs,step}')`,
  );
  expect(unsent).toEqual([]);
}

describe('kill -9 of the broker', () => {
  test('loses no case, decides none twice and leaves every history whole', async () => {
    const ids = await fileCases(CASES);
    let broker: ChildProcess | undefined;
    for (let kill = 0; kill < KILLS; kill += 1) {
      broker = await forkBroker(city, urls);
      const asked = department.asked.length;
      const isAsking = async () => department.asked.length > asked || (await countDecided(ids)) === CASES;
      await expect.poll(isAsking, { timeout: 10_000, interval: 5 }).toBe(true);
      await killBroker(broker);
      await endLeases();
    }
    broker = await forkBroker(city, urls);
    await expect.poll(() => countDecided(ids), { timeout: 60_000, interval: 100 }).toBe(CASES);
    await killBroker(broker);
    await expectAllRight(ids);
  });

  test('a broker that is frozen beyond its lease and wakes late changes nothing', async () => {
    const ids = await fileCases(3);
    const frozen = await forkBroker(city, urls);
    const asked = department.asked.length;
    await expect.poll(() => department.asked.length, { timeout: 10_000, interval: 5 }).toBeGreaterThan(asked);
    frozen.kill('SIGSTOP');
    await endLeases();
    const healthy = await forkBroker(city, urls);
    await expect.poll(() => countDecided(ids), { timeout: 60_000, interval: 100 }).toBe(ids.length);
    const before = await city.superuser.query('select count(*)::int as events from case_events');
    const woken = new Promise<void>((resolve) => {
      frozen.stdout?.on('data', (line: Buffer) => line.includes('not applied') && resolve());
    });
    frozen.kill('SIGCONT');
    await woken;
    await killBroker(frozen);
    await killBroker(healthy);
    const after = await city.superuser.query('select count(*)::int as events from case_events');
    expect(after.rows).toEqual(before.rows);
    await expectAllRight(ids);
  });
});
