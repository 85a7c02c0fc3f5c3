import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CaseId } from '#domain/ids.ts';
import { openTestCity, type TestCity } from '#flow/testing/city.ts';
import { prepareTemplate, startTestServer, TEST_VARIABLE } from '#start/test-database.ts';
import { reportQuota } from './quota-report.ts';
import { fileApplications, setServices } from './quota-stage.ts';
import type { Phase } from './quota-worker.ts';
import { DAY, failuresOf, groupOf, type SimulatedApplication, workload } from './quota-workload.ts';

const WORKER = fileURLToPath(new URL('./quota-worker.ts', import.meta.url));
const PROCESSES = 4;
const APPLICATIONS = 30_000;
const QUARTER_MS = 15 * 60_000;
/** Quarters of the day in which one process is killed in the middle of its work. */
const KILLS = new Set([3, 11, 19, 27, 35, 43]);
/** After the filings of a quarter: what failed is asked again, seconds later. */
const LATER_MS = [5_000, 15_000, 40_000];

interface Stage {
  city: TestCity;
  workers: ChildProcess[];
  all: readonly SimulatedApplication[];
  ids: readonly CaseId[];
  kills: number;
}

/**
 * A day of 30,000 applications in five services that need the marriage check, and as many days after it as it takes, against
 * a register that keeps its own books: what it was asked over what an oracle would have asked it, and every other promise
 * about quotas. Time is moved by hand; processes, database, races and kills are real. See quota-workload.ts and
 * quota-worker.ts for what is simulated.
 */
export async function measureQuota(): Promise<unknown> {
  const server = await startTestServer();
  process.env[TEST_VARIABLE] = server.url;
  const workers: ChildProcess[] = [];
  try {
    await prepareTemplate(server.url);
    const city = await openTestCity();
    const all = workload(APPLICATIONS);
    const stage: Stage = { city, workers, all, ids: await setStage(city, all), kills: 0 };
    for (let index = 0; index < PROCESSES; index += 1) workers.push(await startWorker(city));
    const begun = performance.now();
    await runDay(stage);
    await runNights(stage);
    const seconds = (performance.now() - begun) / 1000;
    const report = await reportQuota({ ...stage, processes: PROCESSES, seconds });
    await city.close();
    return report;
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await server.stop();
  }
}

async function setStage(city: TestCity, all: readonly SimulatedApplication[]): Promise<CaseId[]> {
  await setServices(city);
  await city.superuser.query(`
    create table register_calls (case_id text not null, at timestamptz not null);
    create table register_groups (case_id text primary key, group_name text not null);
    create table register_failures (group_name text primary key, left_over int not null);
    create table register_given (case_id text primary key, state text)`);
  const ids = await fileApplications(city.superuser, all);
  const groups = all.map(groupOf);
  await city.superuser.query('insert into register_groups select * from unnest($1::text[], $2::text[])', [
    ids,
    groups,
  ]);
  const failing = [...new Set(groups)].filter((group) => failuresOf(group) > 0);
  await city.superuser.query('insert into register_failures select * from unnest($1::text[], $2::int[])', [
    failing,
    failing.map(failuresOf),
  ]);
  await city.superuser.query('analyze');
  return ids;
}

async function startWorker(city: TestCity): Promise<ChildProcess> {
  const env = {
    ...process.env,
    BROKER_URL: city.database.url('mz_broker'),
    DEPARTMENT_URL: city.database.superuserUrl,
  };
  const worker = fork(WORKER, { env });
  await once(worker, 'message');
  return worker;
}

/** 08:00 to 20:00 by quarters: what was filed in one is planned at its end by all processes, while they ask. */
async function runDay(stage: Stage): Promise<void> {
  const begins = Date.parse(`${DAY}T08:00:00+08:00`);
  let next = 0;
  for (let quarter = 0; quarter < 48; quarter += 1) {
    const end = begins + (quarter + 1) * QUARTER_MS;
    const filed: SimulatedApplication[] = [];
    for (let each = stage.all[next]; each !== undefined && each.at < end; each = stage.all[next]) {
      filed.push(each);
      next += 1;
    }
    await runPhase(stage, [end], filed, KILLS.has(quarter));
    for (const later of LATER_MS) await runPhase(stage, [end + later]);
  }
}

/** The evening, midnight as two processes see it before and two after it, and the days after until nobody waits. */
async function runNights(stage: Stage): Promise<void> {
  const midnight = Date.parse(`${DAY}T24:00:00+08:00`);
  for (const hour of [21, 22, 23]) await runPhase(stage, [Date.parse(`${DAY}T${hour}:00:00+08:00`)]);
  await runPhase(stage, [midnight - 1_500]);
  await runPhase(stage, [midnight - 1_500, midnight - 500, midnight, midnight + 500]);
  for (let at = midnight + 60_000; (await countOpen(stage.city)) > 0; at += 3_600_000) {
    for (const later of [0, ...LATER_MS]) await runPhase(stage, [at + later]);
    if (at > midnight + 5 * 86_400_000) throw new Error('somebody waits for ever');
  }
}

/**
 * One moment of the day, until everything that is due then is done.
 * @param clocks the processes' clocks; the last one is that of those without one of their own
 */
async function runPhase(
  stage: Stage,
  clocks: readonly number[],
  filed: readonly SimulatedApplication[] = [],
  isKilling = false,
): Promise<void> {
  const latest = Math.max(...clocks);
  const plans: CaseId[][] = Array.from({ length: PROCESSES }, () => []);
  for (const { index, isDouble } of filed) {
    const id = stage.ids[index];
    if (id === undefined) throw new Error('every application has a case');
    plans[index % PROCESSES]?.push(id);
    if (isDouble) plans[(index + 1) % PROCESSES]?.push(id);
  }
  const clockOf = (index: number) => clocks[index] ?? clocks.at(-1) ?? latest;
  let phases: Phase[] = plans.map((plan, index) => ({ now: clockOf(index), plan }));
  for (let round = 0; round === 0 || (await isDue(stage.city, latest)); round += 1) {
    const work = phases.map((phase, index) =>
      runWorker(stage, index, phase, isKilling && round === 0 && index === 1),
    );
    await Promise.all(work);
    phases = phases.map(() => ({ now: latest, plan: [] }));
    if (round > 0) await wait(200);
  }
}

/** Gives a process its work; one that is killed half-way is replaced, and its successor gets all of that work. */
async function runWorker(stage: Stage, index: number, phase: Phase, isKilled: boolean): Promise<void> {
  const worker = stage.workers[index];
  if (worker === undefined) throw new Error('a process');
  const idle = once(worker, 'message');
  worker.send(phase);
  if (!isKilled) {
    await idle;
    return;
  }
  await wait(150 + 40 * (stage.kills % 8));
  stage.kills += 1;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  stage.workers[index] = await startWorker(stage.city);
  await runWorker(stage, index, phase, false);
}

async function isDue(city: TestCity, now: number): Promise<boolean> {
  const { rows } = await city.superuser.query(
    `select exists (select from steps where status = 'open' and leader is null and due_at <= $1)
       or exists (select from steps f join steps l on l.id = f.leader where f.status = 'open' and l.status <> 'open') as due`,
    [new Date(now)],
  );
  return rows[0].due;
}

async function countOpen({ superuser }: TestCity): Promise<number> {
  const { rows } = await superuser.query("select count(*)::int as count from steps where status = 'open'");
  return rows[0].count;
}
