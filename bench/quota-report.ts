import { cpus } from 'node:os';
import type { CaseId } from '#domain/ids.ts';
import type { TestCity } from '#flow/testing/city.ts';
import {
  LIMIT,
  naiveClient,
  oracleCalls,
  personsOf,
  type SimulatedApplication,
  stateOf,
  URGENT_LIMIT_MS,
} from './quota-workload.ts';
import { rounded } from './statistics.ts';

const GOAL = 1.01;
const UNUSED_GOAL = 0.005;

/** A day that was run: its workload, its cases by index, and how it was run. */
export interface DayRun {
  city: TestCity;
  all: readonly SimulatedApplication[];
  ids: readonly CaseId[];
  processes: number;
  kills: number;
  seconds: number;
}

/** What the register's own books and the database say of the run. */
export async function reportQuota({ city, all, ids, processes, kills, seconds }: DayRun) {
  const days = await callsByDay(city);
  const calls = days.reduce((sum, { count }) => sum + count, 0);
  const oracle = oracleCalls(all);
  const [first] = days;
  const isWaiting = days.length > 1;
  const unused = isWaiting && first !== undefined ? (LIMIT - first.count) / LIMIT : 0;
  const overLimit = days.reduce((sum, { count }) => sum + Math.max(count - LIMIT, 0), 0);
  const urgent = await urgentWaits(city);
  const { answered, wrong, given } = await checkAnswers(city, all, ids);
  const ratio = calls / oracle;
  const kept = overLimit === 0 && unused <= UNUSED_GOAL && urgent.late === 0 && wrong === 0;
  return {
    name: 'quota',
    value: rounded(ratio),
    goal: GOAL,
    met: ratio <= GOAL && kept && answered === all.length,
    detail: {
      applications: all.length,
      answered,
      calls,
      oracle,
      reused: given,
      wrong,
      days,
      callsOverLimit: { value: overLimit, goal: 0 },
      unusedWhileWaiting: { value: rounded(unused), goal: UNUSED_GOAL },
      urgent: { ...urgent, limitSeconds: URGENT_LIMIT_MS / 1000, goalLate: 0 },
      naive: { ...naiveClient(all), overOracle: rounded(naiveClient(all).calls / oracle) },
      processes,
      kills,
      seconds: rounded(seconds),
      machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
    },
  };
}

/** By the register's own books. */
async function callsByDay({ superuser }: TestCity): Promise<{ day: string; count: number }[]> {
  const { rows } = await superuser.query(
    `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*)::int as count
     from register_calls group by 1 order by 1`,
  );
  return rows;
}

/** From when an urgent case was planned to the answer. */
async function urgentWaits({ superuser }: TestCity) {
  const { rows } = await superuser.query(
    `select count(*)::int as cases, max(extract(epoch from finished_at - created_at))::float8 as "longestSeconds",
       (count(*) filter (where extract(epoch from finished_at - created_at) * 1000 > $1))::int as late
     from steps where priority = 0`,
    [URGENT_LIMIT_MS],
  );
  return rows[0];
}

/** Whether everybody has an answer, and what was given again is what the register says of that couple. */
async function checkAnswers(
  { superuser }: TestCity,
  all: readonly SimulatedApplication[],
  ids: readonly CaseId[],
) {
  const { rows } = await superuser.query(
    "select count(*)::int as answered from steps where status = 'done' and answer = 'confirmed'",
  );
  const { rows: given } = await superuser.query<{ case_id: CaseId; state: string }>(
    'select * from register_given',
  );
  const truth = new Map(all.map(({ index, couple }) => [ids[index], stateOf(personsOf(couple)[0].idNumber)]));
  const wrong = given.filter(({ case_id, state }) => truth.get(case_id) !== state).length;
  return { answered: rows[0].answered, wrong, given: given.length };
}
