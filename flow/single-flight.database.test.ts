import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Answer } from '#domain/answer.ts';
import type { ApplicationId, StepId } from '#domain/ids.ts';
import { takeFollowers } from './follow.ts';
import type { Errand } from './send-questions.ts';
import {
  addAnyResident,
  answersFor,
  caseOf,
  fileAll,
  freshNumber,
  NOW,
  openTestCity,
  type TestCity,
} from './testing/city.ts';
import { stateOf } from './testing/desk.ts';
import {
  answerAll,
  answerErrands,
  confirmed,
  LEASE_SECONDS,
  noRecord,
  runDue,
  takeErrands,
} from './testing/drive.ts';

const HOUR_MS = 3_600_000;
const DEATH = { 'E-DTH-MED': confirmed({ deathDate: '2026-03-18', causeClass: 'NORMAL' }) };

let city: TestCity;
let father: string;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query(
    "update grants set reuse = 'purpose', reuse_hours = 24 where evidence = 'E-DTH-MED'",
  );
  father = freshNumber();
});

/** Another relative's application about the same father. */
const file = async (answers = answersFor(father)) => fileAll(city, await addAnyResident(city), NOW, answers);
const medical = (errands: readonly Errand[]) =>
  errands.filter(({ question }) => question.evidence === 'E-DTH-MED');

interface Step {
  id: StepId;
  leader: StepId | null;
  status: string;
}
async function stepOf(application: ApplicationId): Promise<Step> {
  const { rows } = await city.superuser.query<Step>(
    "select id, leader, status from steps where case_id = $1 and evidence = 'E-DTH-MED'",
    [await caseOf(city, application)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a case asks for the death');
  return row;
}
async function exchangesOf(step: StepId) {
  const { rows } = await city.superuser.query('select * from exchanges where step = $1 order by attempt', [
    step,
  ]);
  return rows;
}
/** Asks and answers until nobody asks any more; how many questions went out. */
async function answerMedical(now: Date, answer: Answer = DEATH['E-DTH-MED']): Promise<number> {
  let asked = 0;
  for (;;) {
    const errands = medical(await takeErrands(city, now));
    await runDue(city, now);
    if (errands.length === 0) return asked;
    asked += errands.length;
    for (const { caseId } of errands)
      await answerErrands(city, now, caseId, errands, { 'E-DTH-MED': answer });
  }
}
async function answeredThen(now: Date, change = async (_first: ApplicationId) => {}, answer?: Answer) {
  const first = await file();
  expect(await answerMedical(NOW, answer)).toBe(1);
  await change(first);
  const second = await file();
  return { first, second, asked: await answerMedical(now, answer) };
}

describe('one question of several applications', () => {
  test('planned at the same moment and claimed by eight brokers at once is sent once', async () => {
    const applications = await Promise.all(Array.from({ length: 6 }, () => file()));
    const claims = await Promise.all(Array.from({ length: 8 }, () => takeErrands(city, NOW, 4)));
    const later = await takeErrands(city, NOW);
    expect(medical([...claims.flat(), ...later])).toHaveLength(1);
    const steps = await Promise.all(applications.map(stepOf));
    const [asked] = steps.filter(({ leader }) => leader === null);
    expect(steps.filter(({ leader }) => leader === asked?.id)).toHaveLength(5);
  });

  test('once answered is given to the others under their own keys, each with an exchange that the department sees', async () => {
    const { first, second, asked } = await answeredThen(NOW);
    expect(asked).toBe(0);
    const [leader, follower] = [await stepOf(first), await stepOf(second)];
    expect(follower).toEqual({ id: follower.id, leader: leader.id, status: 'done' });
    const [sent] = await exchangesOf(leader.id);
    const [reused] = await exchangesOf(follower.id);
    expect(sent).toMatchObject({
      reused_from: null,
      department: 'health',
      actor: 'system',
      answer: 'confirmed',
    });
    expect(reused).toMatchObject({
      reused_from: leader.id,
      department: 'health',
      evidence: 'E-DTH-MED',
      answer: 'confirmed',
      subject_key: sent.subject_key,
      sent_leaf: sent.sent_leaf,
      purpose: sent.purpose,
    });
    expect(reused.case_id).toBe(await caseOf(city, second));
    const { questions } = await stateOf(city, await caseOf(city, second));
    expect(questions.find(({ step }) => step === follower.id)?.note).toMatchObject({
      kind: 'confirmed',
      reusedFrom: leader.id,
    });
  });

  test('that was found empty is not asked again either', async () => {
    expect((await answeredThen(NOW, undefined, noRecord)).asked).toBe(0);
  });
});

describe('an application asks for itself', () => {
  const set = (what: string) => async () => {
    await city.superuser.query(`update grants set ${what} where evidence = 'E-DTH-MED'`);
  };
  test.each([
    ['where the grant allows no reuse', set("reuse = 'none'")],
    ['where the grant allows reuse within an application only', set("reuse = 'application'")],
    [
      'where a person has found the answer to be wrong',
      async (first: ApplicationId) => {
        await city.superuser.query('update exchanges set overturned = true where step = $1', [
          (await stepOf(first)).id,
        ]);
      },
    ],
    [
      'where the key of the first one is erased',
      async (first: ApplicationId) => {
        await city.superuser.query('delete from data_keys where owner = $1', [first]);
      },
    ],
    [
      'where the source vouches for its answer no longer',
      async (first: ApplicationId) => {
        await city.superuser.query('update steps set valid_until = $2 where id = $1', [
          (await stepOf(first)).id,
          NOW,
        ]);
      },
    ],
  ])('%s', async (_where, change) => {
    const services = await city.superuser.query(
      "select count(*)::int as count from grants where evidence = 'E-DTH-MED'",
    );
    const { second, asked } = await answeredThen(NOW, change);
    expect(asked).toBeGreaterThanOrEqual(1);
    expect(asked).toBeLessThanOrEqual(services.rows[0].count);
    expect((await exchangesOf((await stepOf(second)).id)).map((row) => row.reused_from)).toEqual([null]);
  });

  test('where the answer is older than the grant allows', async () => {
    const { rows } = await city.superuser.query(
      "select distinct valid_to from grants where evidence = 'E-DTH-MED' and valid_to is not null",
    );
    expect(rows).toEqual([]);
    expect((await answeredThen(new Date(NOW.getTime() + 23 * HOUR_MS))).asked).toBe(0);
    father = freshNumber();
    expect((await answeredThen(new Date(NOW.getTime() + 25 * HOUR_MS))).asked).toBe(1);
  });

  test('where it spells the name otherwise', async () => {
    await file();
    expect(await answerMedical(NOW)).toBe(1);
    const answers = answersFor(father);
    await file({ ...answers, whom: { ...answers.whom, deceasedName: '周健国' } });
    expect(await answerMedical(NOW)).toBe(1);
  });

  test('where the answer was of no use', async () => {
    const told = { source: 'test', asOf: '2026-04-20T00:00:00+08:00' };
    const unclear = Answer.parse({ kind: 'ambiguous', candidates: 2, reason: 'same_name', ...told });
    const first = await file();
    const [errand] = medical(await takeErrands(city, NOW));
    if (errand === undefined) throw new Error('asked');
    const second = await file();
    expect(medical(await takeErrands(city, NOW))).toEqual([]);
    expect((await stepOf(second)).leader).toBe((await stepOf(first)).id);
    await answerErrands(city, NOW, errand.caseId, [errand], { 'E-DTH-MED': unclear });
    await runDue(city, NOW);
    expect(medical(await takeErrands(city, NOW)).map(({ caseId }) => caseId)).toContain(
      await caseOf(city, second),
    );
  });

  test('where the one that was being asked is put off until tomorrow, which is given the answer today', async () => {
    const first = await file();
    const [errand] = medical(await takeErrands(city, NOW));
    if (errand === undefined) throw new Error('asked');
    const second = await file();
    await takeErrands(city, NOW);
    const quota = { kind: 'unavailable', cause: 'quota', retryAt: '2026-04-22T00:00:00+08:00' } as const;
    await answerErrands(city, NOW, errand.caseId, [errand], { 'E-DTH-MED': quota });
    await takeFollowers(city.broker, NOW, 64, LEASE_SECONDS);
    expect(await stepOf(second)).toMatchObject({ leader: null, status: 'open' });
    const own = medical(await takeErrands(city, NOW));
    expect(own.map(({ caseId }) => caseId)).toContain(await caseOf(city, second));
    for (const { caseId } of own) await answerErrands(city, NOW, caseId, own, DEATH);
    expect(medical(await takeErrands(city, NOW))).toEqual([]);
    await runDue(city, NOW);
    expect(await stepOf(first)).toMatchObject({ leader: (await stepOf(second)).id, status: 'done' });
  });

  test('where its question is put once more after it was answered', async () => {
    const { second } = await answeredThen(NOW);
    const { id } = await stepOf(second);
    await city.superuser.query(
      "update steps set status = 'open', leader = null, due_at = $2, finished_at = null where id = $1",
      [id, NOW],
    );
    expect(medical(await takeErrands(city, NOW)).map(({ step }) => step.id)).toEqual([id]);
  });
});

test('every question that is sent has one exchange with its leaf, and no personal value', async () => {
  const application = await file();
  await answerAll(city, NOW);
  const { rows } = await city.superuser.query<{ row: string; leaf: string }>(
    `select to_jsonb(e)::text as row, l.leaf from exchanges e join ledger_leaves l on l.id = e.sent_leaf
     join cases c on c.id = e.case_id where c.application_id = $1 and e.reused_from is null`,
    [application],
  );
  const { rows: leaves } = await city.superuser.query(
    `select from ledger_leaves l join cases c on c.id = l.leaf::jsonb #>> '{refs,case}'
     where l.kind = 'question.sent' and c.application_id = $1`,
    [application],
  );
  expect(rows.length).toBe(leaves.length);
  for (const { row, leaf } of rows) {
    const [exchange, { refs }] = [JSON.parse(row), JSON.parse(leaf)];
    expect(refs).toMatchObject({
      exchange: exchange.id,
      call: exchange.call,
      step: exchange.step,
      attempt: exchange.attempt,
    });
    expect(row).not.toMatch(new RegExp(`${father}|周建国|周静`));
  }
});
