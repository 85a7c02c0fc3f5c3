import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationId } from '#domain/ids.ts';
import { caseOf, NOW, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { behaviour } from '#sandbox/departments/testing.ts';
import type { Broker } from './run.ts';
import { movableClock, startBroker, untilStatus } from './testing/broker.ts';
import {
  fileStory,
  openSandboxDepartments,
  type SandboxDepartments,
  storyOf,
} from './testing/sandbox-city.ts';

/** When every death of the stories has reached every department; noon in China. */
const FILED_AT = new Date('2026-11-22T04:00:00Z');
const UNTIL_MIDNIGHT_MS = 13 * 3_600_000;

let city: TestCity;
let departments: SandboxDepartments;
let broker: Broker;
const clock = movableClock();
clock.move(FILED_AT.getTime() - NOW.getTime());

beforeAll(async () => {
  city = await openTestCity();
  departments = await openSandboxDepartments(clock.now, city);
  broker = await startBroker(city, departments.registry, clock.now);
});
afterAll(async () => {
  await broker.stop();
  await departments.close();
  await city.close();
});

/** What the departments were asked for an application, in the order in which it was sent. */
async function askedFor(application: ApplicationId): Promise<string[]> {
  const { rows } = await city.superuser.query<{ evidence: string }>(
    `select l.leaf::jsonb #>> '{refs,evidence}' as evidence from ledger_leaves l
     join cases c on c.id = l.leaf::jsonb #>> '{refs,case}'
     where l.kind = 'question.sent' and c.application_id = $1 order by l.id`,
    [application],
  );
  return rows.map(({ evidence }) => evidence);
}

test('where the household register settles kinship the marriage registry is never asked', async () => {
  const { id } = await fileStory(city, storyOf('daughter'), FILED_AT);
  await untilStatus(city, await caseOf(city, id), 'decided');
  expect(await askedFor(id)).not.toContain('E-MAR');
});

test('a spouse is looked up in the marriage registry once for all cases, after every cheaper question', async () => {
  const { id } = await fileStory(city, storyOf('registered-spouse'), FILED_AT);
  await untilStatus(city, await caseOf(city, id), 'decided');
  const asked = await askedFor(id);
  expect(asked.filter((evidence) => evidence === 'E-MAR')).toHaveLength(1);
  expect(asked.slice(0, asked.indexOf('E-MAR'))).toEqual(
    expect.arrayContaining(['E-HH', 'E-BNK', 'E-PEN-YRS']),
  );
});

test('beyond the registry’s hard limit a case waits for the next day, visibly, and the registry is asked again then', async () => {
  departments.get('marriage-registry').behave(behaviour({ dailyLimit: 0 }));
  const { id } = await fileStory(city, storyOf('spouse'), FILED_AT);
  const caseId = await caseOf(city, id);
  const causes = async () => {
    const { rows } = await city.superuser.query(
      `select data #>> '{note,cause}' as cause from case_events
       where case_id = $1 and type = 'answer.received' and data ->> 'requirement' = 'kin' order by seq`,
      [caseId],
    );
    return rows.map(({ cause }) => cause);
  };
  await expect.poll(causes, { timeout: 10_000, interval: 50 }).toContain('quota');
  departments.get('marriage-registry').behave(behaviour({}));
  const before = (await askedFor(id)).filter((evidence) => evidence === 'E-MAR').length;
  clock.move(UNTIL_MIDNIGHT_MS);
  const asked = async () => (await askedFor(id)).filter((evidence) => evidence === 'E-MAR').length;
  await expect.poll(asked, { timeout: 10_000, interval: 50 }).toBe(before + 1);
});
