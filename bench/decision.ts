import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { forkBroker } from '#broker/testing/process.ts';
import { withTx } from '#db/with-tx.ts';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import { fileApplication } from '#flow/file-application.ts';
import { hintSteps } from '#flow/hint.ts';
import {
  addAnyResident,
  caseOf,
  fileCase,
  fillDraft,
  openTestCity,
  type Resident,
  type TestCity,
} from '#flow/testing/city.ts';
import { prepareTemplate, TEST_VARIABLE } from '#start/test-database.ts';
import { startDurableServer } from './durable-server.ts';
import { quantile, rounded } from './statistics.ts';

/** A broker runs for weeks: what is measured is one that has run for some seconds. */
const WARM_UP_APPLICATIONS = 150;
const SINGLE_CASES = 30;
/** Of four cases each: 20 cases a second. */
const RATE_PER_SECOND = 5;
const LOADED_SECONDS = 20;
const SINGLE_GOAL = 1.1;
const LOADED_GOAL = 1.25;

const Urls = z.object({ urls: z.record(z.string(), z.string()) });
const Durations = z.object({ durations: z.record(z.string(), z.array(z.number())) });

/** A city on a durable database, its departments and a broker, each a process of its own. */
export interface Stage {
  city: TestCity;
  departments: ChildProcess;
  broker: ChildProcess;
  stop: () => Promise<void>;
}

/**
 * Time from the commit of "submitted" to the commit of "decided" over the slowest department's own p95 (one wave), both
 * read in the same run: commit times from PostgreSQL, answer times from the departments themselves. What is timed is the
 * survivors' benefit of an application; the broker carries its other cases at the same time, and their cost is in
 * `brokerCpuMsPerApplication`.
 */
export async function measureDecision(): Promise<unknown> {
  const stage = await setStage();
  try {
    await decideAtRate(stage, WARM_UP_APPLICATIONS);
    const single = await measure(stage, () => decideOneByOne(stage, SINGLE_CASES));
    const loaded = await measure(stage, () => decideAtRate(stage, RATE_PER_SECOND * LOADED_SECONDS));
    return {
      name: 'decision',
      value: single.ratio,
      goal: SINGLE_GOAL,
      met: single.ratio <= SINGLE_GOAL && loaded.ratio <= LOADED_GOAL,
      detail: {
        single: { ...single, goal: SINGLE_GOAL },
        loaded: { ...loaded, goal: LOADED_GOAL, applicationsPerSecond: RATE_PER_SECOND },
        casesPerApplication: await countCasesOfOne(stage.city),
        machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
      },
    };
  } finally {
    await stage.stop();
  }
}

export async function setStage(): Promise<Stage> {
  const server = await startDurableServer();
  process.env[TEST_VARIABLE] = server.url;
  await prepareTemplate(server.url);
  const city = await openTestCity();
  const departments = fork(fileURLToPath(new URL('./departments.ts', import.meta.url)));
  const [told] = await once(departments, 'message');
  const broker = await forkBroker(city, Urls.parse(told).urls);
  const stop = async () => {
    departments.kill();
    broker.kill();
    await once(broker, 'exit');
    await city.close();
    await server.stop();
  };
  return { city, departments, broker, stop };
}

async function decideOneByOne({ city }: Stage, count: number): Promise<CaseId[]> {
  const ids: CaseId[] = [];
  for (let index = 0; index < count; index += 1) {
    const actor = await addAnyResident(city);
    const id = await fileCase(city, actor, new Date());
    hintSteps(city.portal);
    await untilDecided(city, [id]);
    ids.push(id);
  }
  return ids;
}

/** Files at a constant rate, whatever the decisions take; the drafts are filled before the clock starts. */
export async function decideAtRate(
  { city }: Stage,
  count: number,
  ratePerSecond = RATE_PER_SECOND,
): Promise<CaseId[]> {
  const drafts: { actor: Resident; id: ApplicationId }[] = [];
  for (let index = 0; index < count; index += 1) {
    const actor = await addAnyResident(city);
    drafts.push({ actor, id: await fillDraft(city, actor, new Date()) });
  }
  const begun = performance.now();
  const filings = drafts.map(async ({ actor, id }, index) => {
    const wait = begun + (index * 1000) / ratePerSecond - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    const filing = await withTx(city.portal, actor, (tx) =>
      fileApplication(tx, actor, new Date(), id, 'zh-CN'),
    );
    hintSteps(city.portal);
    if (filing.kind !== 'filed') throw new Error('a complete draft is filed');
    return caseOf(city, id);
  });
  const ids = await Promise.all(filings);
  await untilDecided(city, ids);
  return ids;
}

async function untilDecided(city: TestCity, ids: readonly CaseId[]): Promise<void> {
  for (;;) {
    const { rowCount } = await city.superuser.query(
      "select 1 from cases where id = any($1) and status <> 'decided'",
      [ids],
    );
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function measure(stage: Stage, run: () => Promise<CaseId[]>) {
  await askForDurations(stage);
  const cpuBefore = cpuMs(stage.broker);
  const ids = await run();
  const cpuPerApplication = (cpuMs(stage.broker) - cpuBefore) / ids.length;
  const durations = await askForDurations(stage);
  const asked = Object.values(durations).filter((taken) => taken.length > 0);
  const slowest = Math.max(...asked.map((taken) => quantile(taken, 0.95)));
  const taken = await listTaken(stage, ids);
  return {
    ratio: rounded(quantile(taken, 0.95) / slowest),
    applications: taken.length,
    decidedP50Ms: rounded(quantile(taken, 0.5)),
    decidedP95Ms: rounded(quantile(taken, 0.95)),
    slowestDepartmentP95Ms: rounded(slowest),
    brokerCpuMsPerApplication: rounded(cpuPerApplication),
  };
}

/** Milliseconds from the commit of each case's filing to that of its decision. */
export async function listTaken({ city }: Stage, ids: readonly CaseId[]): Promise<number[]> {
  const { rows } = await city.superuser.query<{ ms: number }>(
    `select extract(epoch from pg_xact_commit_timestamp(d.xmin) - pg_xact_commit_timestamp(s.xmin))::float8 * 1000 as ms
     from case_events s join case_events d on d.case_id = s.case_id and d.type = 'case.decided'
     where s.seq = 1 and s.case_id = any($1)`,
    [ids],
  );
  return rows.map(({ ms }) => ms);
}

/** How many cases an application holds; the broker decides all of them. */
async function countCasesOfOne(city: TestCity): Promise<number> {
  const { rows } = await city.superuser.query<{ count: number }>(
    'select count(*)::int / count(distinct application_id)::int as count from cases',
  );
  return rows[0]?.count ?? 0;
}

/** Processor time that a process has used so far (Linux: hundredths of a second in /proc). */
function cpuMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** What the departments measured since they were last asked. */
async function askForDurations({ departments }: Stage): Promise<Record<string, number[]>> {
  const answer = once(departments, 'message');
  departments.send('report');
  const [told] = await answer;
  return Durations.parse(told).durations;
}
