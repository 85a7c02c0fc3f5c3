import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { recordAnswers } from '#flow/record-answers.ts';
import { type Errand, keepLeases } from '#flow/send-questions.ts';
import { addAnyResident, fileCase, NOW, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { answerErrands, confirmed, EVERYTHING, LEASE_SECONDS, takeErrands } from '#flow/testing/drive.ts';

let city: TestCity;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  id = await fileCase(city, await addAnyResident(city));
});

/** Claims what is due of the case; its siblings of the same application ask for themselves. */
async function takeOwn(limit?: number): Promise<Errand[]> {
  return (await takeErrands(city, NOW, limit)).filter(({ caseId }) => caseId === id);
}

/** The holder sleeps: the database's clock runs past its lease. */
const loseLeases = () =>
  city.superuser.query("update steps set lease_until = now() - interval '1 second' where case_id = $1", [id]);

/** Everything that an answer can leave behind, in numbers, and where the case stands. */
async function traces() {
  const { rows } = await city.superuser.query(
    `select c.status, c.seq, (select count(*)::int from case_events where case_id = c.id) as events,
       (select count(*)::int from ledger_leaves where leaf like '%' || c.id || '%' and kind <> 'data.opened') as leaves,
       (select count(*)::int from payment_orders where case_id = c.id) as orders,
       (select count(*)::int from granted_benefits where case_id = c.id) as benefits,
       (select json_agg(json_build_array(s.id, s.status, s.fence, s.ticket) order by s.id) from steps s where case_id = c.id) as steps
     from cases c where c.id = $1`,
    [id],
  );
  return rows[0];
}
const byEvidence = (errands: readonly Errand[], evidence: string) => {
  const found = errands.find(({ question }) => question.evidence === evidence);
  if (found === undefined) throw new Error(`no errand for ${evidence}`);
  return found;
};

describe('a holder that slept through its lease', () => {
  test('changes nothing once another has finished its work', async () => {
    const asleep = await takeOwn();
    expect(asleep).toHaveLength(10);
    await loseLeases();
    const awake = await takeOwn();
    expect(awake).toHaveLength(10);
    expect(await answerErrands(city, NOW, id, awake)).toMatchObject({ written: 10 });
    const before = await traces();
    expect(before).toMatchObject({ status: 'decided', orders: 1, benefits: 2 });
    expect(await answerErrands(city, NOW, id, asleep)).toEqual({ written: 0, planned: false });
    expect(await traces()).toEqual(before);
  });

  test('changes nothing while another still works on it', async () => {
    const asleep = await takeOwn();
    await loseLeases();
    await takeOwn();
    const before = await traces();
    expect(await answerErrands(city, NOW, id, asleep)).toMatchObject({ written: 0 });
    expect(await traces()).toEqual(before);
  });

  test('cannot put its lie beside the truth: of one batch with both only the holder’s counts', async () => {
    const asleep = byEvidence(await takeOwn(), 'E-DTH-MED');
    await loseLeases();
    const awake = byEvidence(await takeOwn(), 'E-DTH-MED');
    const told = (day: string) => confirmed({ deathDate: day, causeClass: 'NORMAL' });
    const recorded = await recordAnswers(city.broker, NOW, id, [
      { step: asleep.step, answer: told('2020-01-01') },
      { step: awake.step, answer: told('2026-03-18') },
    ]);
    expect(recorded.written).toBe(1);
    const { rows } = await city.superuser.query(
      "select data->>'attempt' as attempt from case_events where case_id = $1 and type = 'answer.received'",
      [id],
    );
    expect(rows).toEqual([{ attempt: '2' }]);
  });

  test('keeps what it still holds: of a batch where one step was taken over the others are written', async () => {
    const errands = await takeOwn();
    const lost = byEvidence(errands, 'E-BNK');
    await city.superuser.query("update steps set lease_until = now() - interval '1 second' where id = $1", [
      lost.step.id,
    ]);
    const [taken] = await takeOwn();
    expect(taken?.step.id).toBe(lost.step.id);
    expect(await answerErrands(city, NOW, id, errands)).toMatchObject({ written: 9 });
    expect((await traces()).status).toBe('verifying');
    expect(await answerErrands(city, NOW, id, taken ? [taken] : [])).toMatchObject({ written: 1 });
    expect((await traces()).status).toBe('decided');
  });

  test('cannot renew a lease that is another’s', async () => {
    const asleep = await takeOwn();
    await loseLeases();
    await takeOwn();
    await loseLeases();
    await keepLeases(city.broker, asleep, LEASE_SECONDS);
    expect(await takeOwn()).toHaveLength(10);
  });
});

describe('a holder that is awake', () => {
  test('is left alone while its lease runs, and as long as it renews it', async () => {
    const held = await takeOwn();
    expect(await takeOwn()).toEqual([]);
    await loseLeases();
    await keepLeases(city.broker, held, LEASE_SECONDS);
    expect(await takeOwn()).toEqual([]);
    expect(await answerErrands(city, NOW, id, held)).toMatchObject({ written: 10 });
  });

  test('asks under the same call id again, so that the department answers as it did before', async () => {
    const first = await takeOwn();
    await loseLeases();
    const second = await takeOwn();
    const calls = (errands: readonly Errand[]) => errands.map(({ context }) => context.call).toSorted();
    expect(calls(second)).toEqual(calls(first));
    expect(new Set(calls(first)).size).toBe(10);
  });
});

test('of sixteen claims at the same moment each step is given to exactly one', async () => {
  const claims = await Promise.all(Array.from({ length: 16 }, () => takeOwn(3)));
  const given = claims.flat().map(({ step }) => step.id);
  expect(given).toHaveLength(10);
  expect(new Set(given).size).toBe(10);
});

test('two who write the same answers at the same moment write them once', async () => {
  const errands = await takeOwn();
  const write = () => answerErrands(city, NOW, id, errands, EVERYTHING);
  const written = (await Promise.all([write(), write(), write()])).map((recorded) => recorded.written);
  expect(written.toSorted()).toEqual([0, 0, 10]);
  expect(await traces()).toMatchObject({ status: 'decided', orders: 1, benefits: 2 });
});
