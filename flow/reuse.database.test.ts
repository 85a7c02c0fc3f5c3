import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Answer } from '#domain/answer.ts';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import { makeCommitment, withdrawCase } from './case-actions.ts';
import { readCase } from './read-case.ts';
import { takeQuestions } from './send-questions.ts';
import {
  addAnyResident,
  answersFor,
  caseOf,
  fileAll,
  freshNumber,
  NOW,
  openTestCity,
  type Resident,
  type TestCity,
} from './testing/city.ts';
import { stateOf } from './testing/desk.ts';
import {
  answerAll,
  answerErrands,
  confirmed,
  EVERYTHING,
  LEASE_SECONDS,
  noRecord,
  roomFor,
  runDue,
  takeErrands,
} from './testing/drive.ts';
import { asPortal } from './testing/outcome.ts';
import { listLeaves } from './testing/tables.ts';

/** Something is left in the account, so that the account's case runs to its end beside the survivors' benefit. */
const WITH_BALANCE = { ...EVERYTHING, 'E-PEN-BAL': confirmed({ balanceFen: 1_510_233 }) };

let city: TestCity;
let daughter: Resident;
let application: ApplicationId;
let grants: Record<string, unknown>[];

beforeAll(async () => {
  city = await openTestCity();
  ({ rows: grants } = await city.superuser.query('select * from grants'));
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from wakeups');
  await city.superuser.query('delete from grants');
  await city.superuser.query(
    'insert into grants select * from jsonb_populate_recordset(null::grants, $1::jsonb)',
    [JSON.stringify(grants)],
  );
  daughter = await addAnyResident(city);
});

const file = async () => {
  application = await fileAll(city, daughter, NOW, answersFor(freshNumber()));
};
const own = (service: string) => caseOf(city, application, service);
/** Questions that were really sent about this application, as `service evidence`. */
async function sent(): Promise<string[]> {
  const { rows } = await city.superuser.query(
    `select c.service, l.leaf::jsonb #>> '{refs,evidence}' as evidence from ledger_leaves l
     join cases c on c.id = l.leaf::jsonb #>> '{refs,case}'
     where l.kind = 'question.sent' and c.application_id = $1 order by l.id`,
    [application],
  );
  return rows.map(({ service, evidence }) => `${service} ${evidence}`);
}
const sentOf = async (evidence: string) => (await sent()).filter((each) => each.endsWith(` ${evidence}`));
async function stepOf(service: string, evidence: string) {
  const { rows } = await city.superuser.query(
    'select id, leader, status from steps where case_id = $1 and evidence = $2',
    [await own(service), evidence],
  );
  return rows[0];
}

describe('inside one application', () => {
  test('each department is asked for each thing once, though several services need it', async () => {
    await file();
    await answerAll(city, NOW, WITH_BALANCE);
    const evidence = (await sent()).map((each) => each.split(' ')[1]);
    expect(evidence.length).toBeGreaterThanOrEqual(12);
    // Only the account's case needs the pension's amount, which the first question did not ask for.
    expect(evidence.filter((code, index) => evidence.indexOf(code) !== index)).toEqual(['E-PEN-PAY']);
    for (const service of ['survivor-benefit', 'personal-account', 'resident-pension', 'funeral-service'])
      expect([service, (await stateOf(city, await own(service))).status]).toEqual([service, 'decided']);
    expect((await stateOf(city, await own('personal-account'))).decision?.outcome).toBe('granted');
  });

  test('an answer that is used again says so: in the event with the step that was asked, and as a leaf of its own', async () => {
    await file();
    await answerAll(city, NOW, WITH_BALANCE);
    const asked = await stepOf('survivor-benefit', 'E-PEN-STA');
    const follower = await stepOf('resident-pension', 'E-PEN-STA');
    const { questions } = await stateOf(city, await own('resident-pension'));
    const note = questions.find(({ evidence }) => evidence === 'E-PEN-STA')?.note;
    expect(note).toMatchObject({ kind: 'confirmed', reusedFrom: asked.id });
    const leaves = (await listLeaves(city, 'answer.reused')).filter((leaf) =>
      JSON.stringify(leaf).includes(follower.id),
    );
    expect(leaves).toMatchObject([
      {
        refs: { step: follower.id, from: asked.id, answer: 'confirmed' },
        commitments: { fact: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
    const received = (await listLeaves(city, 'answer.received')).filter((leaf) =>
      JSON.stringify(leaf).includes(follower.id),
    );
    expect(received).toEqual([]);
  });

  test('a case is given no field that it has not asked for, though the answer held more', async () => {
    await file();
    await answerAll(city, NOW, WITH_BALANCE);
    const { rows } = await city.superuser.query<{ fields: string[] }>(
      "select fields from steps where case_id = $1 and evidence = 'E-PEN-STA'",
      [await own('personal-account')],
    );
    expect(rows).toEqual([{ fields: ['scheme'] }]);
    const { fieldsOf } = await opened('personal-account');
    expect(fieldsOf('E-PEN-STA')).toEqual({ scheme: 'EMPLOYEE' });
  });

  test('nothing is used again between two applications', async () => {
    const father = freshNumber();
    application = await fileAll(city, daughter, NOW, answersFor(father));
    await answerAll(city, NOW, WITH_BALANCE);
    daughter = await addAnyResident(city);
    application = await fileAll(city, daughter, NOW, answersFor(father));
    await answerAll(city, NOW, WITH_BALANCE);
    expect(await sentOf('E-DTH-MED')).toEqual(['survivor-benefit E-DTH-MED']);
  });
});

async function opened(service: string) {
  const caseId = await own(service);
  const view = await asPortal(city, daughter, (tx) => readCase(tx, daughter, NOW, caseId));
  return {
    fieldsOf(evidence: string) {
      const step = view.state.questions.find((question) => question.evidence === evidence)?.step;
      return view.fields.get(step ?? '');
    },
  };
}

describe('a case asks for itself', () => {
  test('where the one that was to be asked is withdrawn before there was an answer, once for all that waited', async () => {
    await file();
    const leading = await own('survivor-benefit');
    expect((await stepOf('personal-account', 'E-PEN-STA')).leader).toBe(
      (await stepOf('survivor-benefit', 'E-PEN-STA')).id,
    );
    await asPortal(city, daughter, (tx) => withdrawCase(tx, daughter, NOW, leading));
    await answerAll(city, NOW, WITH_BALANCE);
    expect(await sentOf('E-PEN-STA')).toEqual(['personal-account E-PEN-STA']);
    expect((await stateOf(city, await own('personal-account'))).decision?.outcome).toBe('granted');
  });

  test('where the answer was ambiguous and is of no use twice', async () => {
    await file();
    const told = { source: 'test', asOf: '2026-04-20T00:00:00+08:00' };
    const unclear = Answer.parse({ kind: 'ambiguous', candidates: 2, reason: 'same_name', ...told });
    await answerAll(city, NOW, { ...WITH_BALANCE, 'E-PEN-STA': unclear });
    expect((await sentOf('E-PEN-STA')).length).toBeGreaterThanOrEqual(2);
    expect(
      (await listLeaves(city, 'answer.reused')).filter((leaf) => JSON.stringify(leaf).includes('ambiguous')),
    ).toEqual([]);
  });

  test('where the department has granted no reuse to its service', async () => {
    await city.superuser.query("update grants set reuse = 'none' where service = 'personal-account'");
    await file();
    await answerAll(city, NOW, WITH_BALANCE);
    const asked = await sentOf('E-PEN-STA');
    expect(asked.toSorted()).toEqual(['personal-account E-PEN-STA', 'survivor-benefit E-PEN-STA']);
    expect((await sentOf('E-DTH-MED')).toSorted()).toEqual([
      'personal-account E-DTH-MED',
      'survivor-benefit E-DTH-MED',
    ]);
  });

  test('where the reuse was taken back between planning and the answer', async () => {
    await file();
    await city.superuser.query("update grants set reuse = 'none' where service = 'personal-account'");
    await answerAll(city, NOW, WITH_BALANCE);
    expect(await sentOf('E-PEN-STA')).toContain('personal-account E-PEN-STA');
  });

  test('where the grant was suspended meanwhile: then nothing is given, from nowhere', async () => {
    await file();
    await city.superuser.query(
      "update grants set state = 'refused' where service = 'personal-account' and evidence = 'E-PEN-STA'",
    );
    const errands = await takeErrands(city, NOW);
    await answerErrands(city, NOW, await own('survivor-benefit'), errands, WITH_BALANCE);
    await runDue(city, NOW);
    const claimed = await takeQuestions(city.broker, NOW, await roomFor(city), LEASE_SECONDS);
    const onTheSpot = claimed.flatMap((entry) => (entry.kind === 'answer' ? [entry] : []));
    const followed = await own('personal-account');
    expect(onTheSpot.filter(({ step }) => step.caseId === followed)).toMatchObject([
      { step: { evidence: 'E-PEN-STA' }, answer: { kind: 'not_permitted' } },
    ]);
    expect(await sentOf('E-PEN-STA')).toEqual(['survivor-benefit E-PEN-STA']);
  });

  test('where it needs a field more than was asked', async () => {
    await file();
    await answerAll(city, NOW, WITH_BALANCE);
    // The survivors' benefit asks for no amount of the pension; the account's case does.
    expect((await sentOf('E-PEN-PAY')).toSorted()).toEqual([
      'personal-account E-PEN-PAY',
      'survivor-benefit E-PEN-PAY',
    ]);
    const { questions } = await stateOf(city, await own('personal-account'));
    expect(questions.find(({ evidence }) => evidence === 'E-PEN-PAY')?.leader ?? null).toBeNull();
  });
});

describe('a commitment', () => {
  test('is stated once and holds for every case of the application that offers the same wording', async () => {
    await file();
    const unproven = { ...WITH_BALANCE, 'E-HH': noRecord, 'E-BIR': noRecord };
    await answerAll(city, NOW, unproven);
    const cases: CaseId[] = [await own('survivor-benefit'), await own('personal-account')];
    for (const each of cases)
      expect((await stateOf(city, each)).standings.kin).toEqual({ kind: 'offered', rung: 3 });
    const seen = { requirement: 'kin', textVersion: 'kin-1' };
    const [, second] = cases;
    if (second === undefined) throw new Error('two cases');
    await asPortal(city, daughter, (tx) => makeCommitment(tx, daughter, NOW, second, seen));
    for (const each of cases)
      expect((await stateOf(city, each)).standings.kin).toEqual({ kind: 'established', rung: 3 });
    await runDue(city, NOW);
    await answerAll(city, NOW, unproven);
    for (const each of cases) expect((await stateOf(city, each)).decision?.outcome).toBe('granted');
    const leaves = (await listLeaves(city, 'commitment.made')).filter((leaf) =>
      cases.some((each) => JSON.stringify(leaf).includes(each)),
    );
    expect(leaves).toHaveLength(2);
  });
});

test('a follower is never sent while its leader stands, by however many brokers', async () => {
  await file();
  const claims = await Promise.all(Array.from({ length: 8 }, () => takeErrands(city, NOW, 3)));
  const steps = claims.flat();
  expect(new Set(steps.map(({ step }) => step.id)).size).toBe(steps.length);
  expect(steps.filter(({ question }) => question.evidence === 'E-PEN-STA')).toHaveLength(1);
  const followed = await own('personal-account');
  expect(steps.filter(({ caseId }) => caseId === followed)).toEqual([]);
  for (const id of new Set(steps.map(({ caseId }) => caseId)))
    await answerErrands(city, NOW, id, steps, WITH_BALANCE);
  await Promise.all(Array.from({ length: 4 }, () => runDue(city, NOW)));
  const reused = (await listLeaves(city, 'answer.reused')).map((leaf) => JSON.stringify(leaf));
  const { id } = await stepOf('personal-account', 'E-PEN-STA');
  expect(reused.filter((leaf) => leaf.includes(id))).toHaveLength(1);
});
