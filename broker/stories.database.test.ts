import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { readApplication } from '#flow/read-application.ts';
import { openTestCity, type TestCity } from '#flow/testing/city.ts';
import { truthOf } from '#sandbox/city/truth.ts';
import { city as sandboxCity } from '#sandbox/departments/testing.ts';
import type { Broker } from './run.ts';
import { startBroker } from './testing/broker.ts';
import {
  type FiledStory,
  fileStory,
  openSandboxDepartments,
  type SandboxDepartments,
  storyOf,
} from './testing/sandbox-city.ts';

const FILED_AT = new Date('2026-11-22T04:00:00Z');

let city: TestCity;
let departments: SandboxDepartments;
let broker: Broker;

beforeAll(async () => {
  city = await openTestCity();
  const started = Date.now();
  const clock = () => new Date(FILED_AT.getTime() + Date.now() - started);
  departments = await openSandboxDepartments(clock, city);
  broker = await startBroker(city, departments.registry, clock);
});
afterAll(async () => {
  await broker.stop();
  await departments.close();
  await city.close();
});

/** What each case has come to, by service: its total in fen where it is granted, else the word. */
async function resultsOf({ actor, id }: FiledStory) {
  const { cases } = await withTx(city.portal, actor, (tx) => readApplication(tx, actor, FILED_AT, id));
  return Object.fromEntries(
    cases.map(({ state, decision, service }) => {
      const total = decision?.outcome.kind === 'granted' ? decision.outcome.totalFen : null;
      const word =
        state.decision?.outcome ?? `${state.status}: ${state.needs.map(({ kind }) => kind).join()}`;
      return [service.id, total ?? word];
    }),
  );
}

async function expectResults(key: string, expected: Record<string, number | string>): Promise<void> {
  const filed = await fileStory(city, storyOf(key), FILED_AT);
  await expect.poll(() => resultsOf(filed), { timeout: 20_000, interval: 50 }).toEqual(expected);
}

describe('one application for all that a death entitles to', () => {
  test('a pensioner: survivors’ benefit at once, nothing left elsewhere, and what was overpaid is drafted for a person to sign', async () => {
    await expectResults('daughter', {
      'survivor-benefit': 6_096_292,
      'personal-account': 'not_applicable',
      'resident-pension': 'not_applicable',
      'funeral-service': 'not_applicable',
      'pension-repayment': 'review: signature',
    });
  });

  test('flexibly employed below five years: the benefit is capped, the account is paid by itself', async () => {
    await expectResults('flexible-employment', {
      'survivor-benefit': 1_462_080,
      'personal-account': 1_510_233,
      'resident-pension': 'not_applicable',
      'funeral-service': 'not_applicable',
    });
  });

  test('insured as a resident and cremated elsewhere: grant, account less one month, and the fees that are free at home', async () => {
    await expectResults('resident-elsewhere', {
      'survivor-benefit': 'not_applicable',
      'personal-account': 'not_applicable',
      'resident-pension': 150_000 + 606_745,
      'funeral-service': 89_200,
    });
  });
});

describe('every written story', () => {
  const WRITTEN_ELSEWHERE = ['daughter', 'flexible-employment', 'resident-elsewhere'];
  /** Claims for a death for which her sister's claim has come first. */
  const SECOND = 'younger-brother';
  const stories = sandboxCity.stories.filter(({ key }) => ![...WRITTEN_ELSEWHERE, SECOND].includes(key));

  test.each(stories)('$key: what the system grants by itself is what is due, to the fen', async (story) => {
    const filed = await fileStory(city, story, FILED_AT);
    const isSettled = async () => !Object.values(await resultsOf(filed)).includes('submitted: ');
    await expect.poll(isSettled, { timeout: 20_000, interval: 50 }).toBe(true);
    const { dues, outcome } = truthOf(sandboxCity, story);
    if (outcome.kind === 'granted') {
      const f1 = async () => (await resultsOf(filed))['survivor-benefit'];
      await expect
        .poll(f1, { timeout: 20_000, interval: 50 })
        .toBe(dues?.['survivor-benefit'].kind === 'due' ? dues['survivor-benefit'].fen : 0);
    }
    const granted = Object.entries(await resultsOf(filed)).filter(([, result]) => typeof result === 'number');
    const due = granted.map(([service]) => {
      const found = Object.entries(dues ?? {}).find(([id]) => id === service)?.[1];
      return [service, found?.kind === 'due' ? found.fen : 'nothing'];
    });
    expect(granted).toEqual(due);
  });

  test('of two who claim for one death the second goes to a person', async () => {
    const filed = await fileStory(city, storyOf(SECOND), FILED_AT);
    const f1 = async () => (await resultsOf(filed))['survivor-benefit'];
    await expect.poll(f1, { timeout: 20_000, interval: 50 }).toBe('review: already_granted');
  });
});
