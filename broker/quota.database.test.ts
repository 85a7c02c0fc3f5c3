import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPool, type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { type CaseId, ConnectorId, DepartmentId } from '#domain/ids.ts';
import { liftSwitch, SwitchPart, setSwitch } from '#flow/control/switch-verbs.ts';
import { addAnyResident, addStaff, fileCase, openTestCity, type TestCity } from '#flow/testing/city.ts';
import type { Broker } from './run.ts';
import { answerEverything } from './testing/answers.ts';
import { movableClock, registryFor, startBroker } from './testing/broker.ts';
import { openDepartment, type ScriptedDepartment } from './testing/department.ts';

const TO_MIDNIGHT_MS = (10 * 60 - 2) * 60_000;
const DAY_MS = 86_400_000;
const PATIENT = { timeout: 60_000, interval: 100 };

let city: TestCity;
let department: ScriptedDepartment;
let clock: ReturnType<typeof movableClock>;
let brokers: Broker[] = [];
let pools: Pool[] = [];

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  department = await openDepartment();
  answerEverything(department);
  clock = movableClock();
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from quota_use');
});
afterEach(async () => {
  await stopBrokers();
  await department.close();
  await city.superuser.query('update connectors set daily_limit = 20000');
  await city.superuser.query('update grants set per_day = 1000');
  await city.superuser.query('delete from switches');
});

/** Brokers as on so many machines: each with connections of its own. */
async function startBrokers(count: number): Promise<void> {
  pools = Array.from({ length: count }, () => openPool(city.database.url('mz_broker'), 8));
  brokers = await Promise.all(
    pools.map((pool) => startBroker({ ...city, broker: pool }, registryFor(department.url), clock.now)),
  );
}
async function stopBrokers(): Promise<void> {
  await Promise.all(brokers.map((broker) => broker.stop()));
  await Promise.all(pools.map((pool) => pool.end()));
  [brokers, pools] = [[], []];
}

async function fileCases(count: number): Promise<CaseId[]> {
  const ids: CaseId[] = [];
  for (let filed = 0; filed < count; filed += 1)
    ids.push(await fileCase(city, await addAnyResident(city), clock.now()));
  return ids;
}

const asked = (evidence: string) =>
  department.asked.filter((question) => question.evidence === evidence).length;
async function used(scope: string): Promise<number[]> {
  const { rows } = await city.superuser.query('select used from quota_use where scope = $1 order by day', [
    scope,
  ]);
  return rows.map((row) => row.used);
}
/** Cases that were told that the quota of the day is spent. */
async function waitingForQuota(ids: readonly CaseId[], evidence: string): Promise<number> {
  const { rows } = await city.superuser.query(
    `select count(distinct e.case_id)::int as count from case_events e join steps s on s.id = e.data->>'step'
     where e.case_id = any($1) and s.evidence = $2 and s.status = 'open' and e.data->'note'->>'cause' = 'quota'`,
    [ids, evidence],
  );
  return rows[0].count;
}
async function decided(ids: readonly CaseId[]): Promise<number> {
  const { rows } = await city.superuser.query(
    "select count(*)::int as count from cases where id = any($1) and status = 'decided'",
    [ids],
  );
  return rows[0].count;
}

describe('a connector’s daily limit', () => {
  test('is met exactly by four brokers racing over sixty applications, and midnight in Shanghai lets the rest go on', async () => {
    await city.superuser.query("update connectors set daily_limit = 25 where id = 'health'");
    const ids = await fileCases(60);
    await startBrokers(4);
    await expect.poll(() => waitingForQuota(ids, 'E-DTH-MED'), PATIENT).toBe(35);
    await expect.poll(() => decided(ids), PATIENT).toBe(25);
    expect([asked('E-DTH-MED'), await used('connector:health')]).toEqual([25, [25]]);

    // From here other cases of the applications compete: they have waited as long and ask for less, for themselves.
    clock.move(TO_MIDNIGHT_MS);
    await expect.poll(() => asked('E-DTH-MED'), PATIENT).toBe(50);
    expect(await used('connector:health')).toEqual([25, 25]);

    clock.move(DAY_MS);
    await expect.poll(() => decided(ids), PATIENT).toBe(60);
    const days = await used('connector:health');
    expect(days.every((count) => count <= 25)).toBe(true);
    expect(days.reduce((sum, count) => sum + count, 0)).toBe(asked('E-DTH-MED'));
  }, 180_000);
});

describe('a grant’s daily limit', () => {
  test('is met by itself, and costs the connector nothing beyond what was asked', async () => {
    await city.superuser.query(
      "update grants set per_day = case service when 'survivor-benefit' then 3 else 0 end where evidence = 'E-BNK'",
    );
    const ids = await fileCases(8);
    await startBrokers(4);
    await expect.poll(() => decided(ids), PATIENT).toBe(3);
    await expect.poll(() => waitingForQuota(ids, 'E-BNK'), PATIENT).toBe(5);
    expect([asked('E-BNK'), await used('connector:card-bank')]).toEqual([3, [3]]);
    expect([asked('E-HH'), asked('E-DTH-MED')]).toEqual([8, 8]);
  }, 60_000);
});

/** A kill switch of the health department: of its whole connector, or of what is named. */
function switchOff(of: { evidence?: string; field?: string; service?: string } = {}): string {
  const names = Object.keys(of).map((name) => `, ${name}`);
  const values = Object.values(of).map((value) => `, '${value}'`);
  return `insert into switches (id, connector, department, reason, origin, set_by, set_at${names.join('')})
    values ('swch_' || gen_random_uuid(), 'health', 'health', '数据迁移', 'person', 'test', now()${values.join('')})`;
}

describe('a switch that is off', () => {
  test.each([
    ['a suspended connector', switchOff()],
    ['a suspended evidence type', switchOff({ evidence: 'E-DTH-MED' })],
    ['a suspended field', switchOff({ field: 'causeClass' })],
    ['a suspended service', switchOff({ service: 'survivor-benefit' })],
    ['a limit of nothing', "update connectors set daily_limit = 0 where id = 'health'"],
  ])(
    '%s is asked nothing, whatever else goes on',
    async (_what, statement) => {
      const ids = await fileCases(3);
      await city.superuser.query(statement);
      await startBrokers(2);
      const answered = async () => {
        const { rows } = await city.superuser.query(
          `select count(distinct e.data->>'step')::int as count from case_events e
         where e.case_id = any($1) and e.type = 'answer.received'`,
          [ids],
        );
        return rows[0].count;
      };
      await expect.poll(answered, PATIENT).toBe(30);
      expect(asked('E-DTH-MED')).toBe(0);
      expect(await used('connector:health')).toSatisfy((days: number[]) =>
        days.every((count) => count === 0),
      );
      expect(asked('E-BNK')).toBe(3);
    },
    60_000,
  );

  test('that is turned on again lets the waiting cases go on at once', async () => {
    const health = ConnectorId.parse('health');
    const officer = await addStaff(
      city,
      '99010041',
      ['department_officer'],
      '990100',
      DepartmentId.parse('health'),
    );
    const asOfficer = <T>(work: (tx: Tx) => Promise<T>) => withTx(city.portal, officer, work);
    const ids = await fileCases(2);
    const off = await asOfficer((tx) =>
      setSwitch(tx, officer, clock.now(), health, SwitchPart.parse({}), '数据迁移'),
    );
    await startBrokers(2);
    await expect.poll(() => asked('E-BNK'), PATIENT).toBe(2);
    clock.move(20 * 60_000);
    await asOfficer((tx) => liftSwitch(tx, officer, clock.now(), health, off, '迁移完成'));
    await expect.poll(() => decided(ids), PATIENT).toBe(2);
    expect(asked('E-DTH-MED')).toBe(2);
  }, 60_000);
});
