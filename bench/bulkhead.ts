import { cpus } from 'node:os';
import { decideAtRate, listTaken, type Stage, setStage } from './decision.ts';
import { quantile, rounded } from './statistics.ts';

/** Asked for the funeral service alone: the other services of an application do not need it. */
const HANGING = 'funeral-homes';
const WARM_UP_APPLICATIONS = 60;
const APPLICATIONS = 70;
const ROUNDS = 3;
/** Well below what the machine carries: what is measured is whether departments are kept apart, not how many fit. */
const RATE_PER_SECOND = 2;
const GOAL = 1.05;

/**
 * Time from filing to decision of a service that does not need a certain department, while that one takes questions and never
 * answers, over the same while everybody answers. The applications hold a case that needs it, so its questions are really
 * sent, time out and are tried again all the while. Both are measured in turns, in one run.
 */
export async function measureBulkhead(): Promise<unknown> {
  const stage = await setStage();
  try {
    await decideAtRate(stage, WARM_UP_APPLICATIONS);
    const healthy: number[] = [];
    const beside: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      healthy.push(...(await measureWhile(stage, null)));
      beside.push(...(await measureWhile(stage, HANGING)));
    }
    const value = quantile(beside, 0.95) / quantile(healthy, 0.95);
    return {
      name: 'bulkhead',
      value: rounded(value),
      goal: GOAL,
      met: value <= GOAL,
      detail: {
        hanging: HANGING,
        healthyP50Ms: rounded(quantile(healthy, 0.5)),
        healthyP95Ms: rounded(quantile(healthy, 0.95)),
        besideP50Ms: rounded(quantile(beside, 0.5)),
        besideP95Ms: rounded(quantile(beside, 0.95)),
        applications: { healthy: healthy.length, beside: beside.length },
        timeouts: await countTimeouts(stage),
        machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
      },
    };
  } finally {
    await stage.stop();
  }
}

async function measureWhile(stage: Stage, hang: string | null): Promise<number[]> {
  stage.departments.send({ hang });
  return listTaken(stage, await decideAtRate(stage, APPLICATIONS, RATE_PER_SECOND));
}

/** Proof that the department was really asked and really hung. */
async function countTimeouts({ city }: Stage): Promise<number> {
  const { rows } = await city.superuser.query<{ count: number }>(
    "select count(*)::int as count from exchanges where connector = $1 and cause = 'timeout'",
    [HANGING],
  );
  return rows[0]?.count ?? 0;
}
