import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { makeCommitment, withdrawCase } from './case-actions.ts';
import { lowerOneRung, wakeOneCase } from './due-cases.ts';
import {
  addAnyResident,
  addStaff,
  fileCase,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from './testing/city.ts';
import { approve, claim, determine, judge, propose, stateOf } from './testing/desk.ts';
import {
  alwaysAnswered,
  answerErrands,
  contradicted,
  down,
  EVERYTHING,
  noRecord,
  takeErrands,
} from './testing/drive.ts';
import { asResident, problemOf } from './testing/outcome.ts';
import { rowAndReplay } from './testing/row-and-replay.ts';

let city: TestCity;
let daughter: Resident;
let clerk: Staff;
let senior: Staff;

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addAnyResident(city);
  clerk = await addStaff(city, '99010211', ['clerk']);
  senior = await addStaff(city, '99010231', ['senior_clerk']);
});
afterAll(() => city.close());

describe('the stored row', () => {
  const doubtful = { ...EVERYTHING, 'E-HH': noRecord, 'E-BIR': noRecord };
  const verbs = {
    answerSome: async (id: CaseId, now: Date) => {
      const errands = (await takeErrands(city, now, 4)).filter(({ caseId }) => caseId === id);
      await answerErrands(city, now, id, errands, doubtful);
    },
    failSome: async (id: CaseId, now: Date) => {
      const errands = (await takeErrands(city, now, 3)).filter(({ caseId }) => caseId === id);
      await answerErrands(city, now, id, errands, alwaysAnswered(down));
    },
    contradict: async (id: CaseId, now: Date) => {
      const errands = (await takeErrands(city, now, 1)).filter(({ caseId }) => caseId === id);
      await answerErrands(city, now, id, errands, alwaysAnswered(contradicted({})));
    },
    losePatience: async (_id: CaseId, now: Date) => {
      while (await lowerOneRung(city.broker, now));
    },
    commit: async (id: CaseId, now: Date) => {
      const seen = { requirement: 'kin', textVersion: 'kin-1' };
      await problemOf(asResident(city, daughter, (tx) => makeCommitment(tx, daughter, now, id, seen)));
    },
    wake: async (_id: CaseId, now: Date) => {
      await wakeOneCase(city.broker, now);
    },
    claim: async (id: CaseId) => {
      await problemOf(claim(city, clerk, id));
    },
    judge: async (id: CaseId) => {
      const [need] = (await stateOf(city, id)).needs.filter(({ kind }) => kind === 'criterion');
      if (need?.kind === 'criterion') await problemOf(judge(city, clerk, id, need.id));
    },
    determine: async (id: CaseId) => {
      await problemOf(determine(city, clerk, id, 'kin', { relation: 'child', near: 'yes' }));
    },
    propose: async (id: CaseId) => {
      const grounds = { kind: 'requirement', id: 'kin' } as const;
      await problemOf(propose(city, clerk, id, { outcome: 'refused', grounds }));
    },
    approve: async (id: CaseId) => {
      await problemOf(approve(city, senior, id));
    },
    withdraw: async (id: CaseId, now: Date) => {
      await problemOf(asResident(city, daughter, (tx) => withdrawCase(tx, daughter, now, id)));
    },
  };
  const names = fc.constantFrom(...(Object.keys(verbs) as (keyof typeof verbs)[]));
  const often = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('answerSome' as const, 'failSome' as const) },
    { weight: 6, arbitrary: names },
  );

  test('is the replay of its events after any sequence of verbs', async () => {
    const ends = new Set<string>();
    const steps = fc.array(fc.tuple(often, fc.integer({ min: 0, max: 20 })), { minLength: 3, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const id = await fileCase(city, daughter);
        let now = NOW;
        for (const [verb, minutes] of sequence) {
          now = new Date(now.getTime() + minutes * 60_000);
          await verbs[verb](id, now);
          const [row, replayed] = await rowAndReplay(city, id);
          expect(row).toEqual(replayed);
        }
        ends.add((await rowAndReplay(city, id))[0].status ?? '');
        await city.superuser.query("update steps set status = 'cancelled' where status = 'open'");
      }),
      { numRuns: 25, seed: 20_260_421 },
    );
    expect(ends.size).toBeGreaterThan(1);
  }, 120_000);
});
