import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { declineCommitment, makeCommitment, withdrawCase } from './case-actions.ts';
import { wakeOneCase } from './due-cases.ts';
import { readCase } from './read-case.ts';
import { SYSTEM } from './system.ts';
import { addAnyResident, fileCase, NOW, openTestCity, type Resident, type TestCity } from './testing/city.ts';
import { answerCase, answerErrands, EVERYTHING, noRecord, takeErrands } from './testing/drive.ts';
import { asBroker, asResident, problemOf } from './testing/outcome.ts';
import { listLeaves } from './testing/tables.ts';

const UNPROVEN = { ...EVERYTHING, 'E-HH': noRecord, 'E-BIR': noRecord };
const KIN = { requirement: 'kin', textVersion: 'kin-1' };

let city: TestCity;
let daughter: Resident;
let stranger: Resident;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
  stranger = await addAnyResident(city);
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query('delete from wakeups');
  daughter = await addAnyResident(city);
  id = await fileCase(city, daughter);
});

const commit = (seen = KIN, actor = daughter) =>
  asResident(city, actor, (tx) => makeCommitment(tx, actor, NOW, id, seen));
const withdraw = (actor = daughter) => asResident(city, actor, (tx) => withdrawCase(tx, actor, NOW, id));
const view = () => asResident(city, daughter, (tx) => readCase(tx, daughter, NOW, id));
/** Sends and answers until the kinship could not be proven and a commitment is offered. */
const untilOffered = () => answerCase(city, NOW, id, UNPROVEN);
async function openSteps(): Promise<number> {
  const { rows } = await city.superuser.query("select 1 from steps where case_id = $1 and status = 'open'", [
    id,
  ]);
  return rows.length;
}

describe('a commitment', () => {
  test('is taken where it is offered; the case moves on by itself, and is decided once a broker is there', async () => {
    await untilOffered();
    expect((await view()).state.standings.kin).toEqual({ kind: 'offered', rung: 3 });
    await commit();
    const waiting = await view();
    expect(waiting.state.standings.kin).toEqual({ kind: 'established', rung: 3 });
    expect(waiting.row.status).toBe('verifying');
    expect(await wakeOneCase(city.broker, NOW)).toBe(true);
    expect(await wakeOneCase(city.broker, NOW)).toBe(false);
    const decided = await view();
    expect(decided.row.status).toBe('decided');
    expect(decided.decision?.outcome.kind).toBe('granted');
  });

  test('leaves a leaf with the version of the wording, and of its content a salted commitment only', async () => {
    await untilOffered();
    await commit();
    const leaf = (await listLeaves(city, 'commitment.made')).find(({ refs }) =>
      JSON.stringify(refs).includes(id),
    );
    expect(leaf).toMatchObject({
      actor: daughter.id,
      refs: { case: id, ...KIN },
      commitments: { fact: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(JSON.stringify(leaf)).not.toContain('child');
  });

  test.each([
    ['before it is offered', KIN, false],
    ['for a wording that is no longer the one shown', { ...KIN, textVersion: 'kin-0' }, true],
    ['for a requirement that has no commitment', { requirement: 'certificate', textVersion: 'kin-1' }, true],
    ['for a requirement that there is not', { requirement: 'toString', textVersion: 'kin-1' }, true],
  ])('is refused as stale %s', async (_when, seen, offered) => {
    if (offered) await untilOffered();
    expect(await problemOf(commit(seen))).toBe('stale');
  });

  test('is taken once: of two at the same moment the second is stale', async () => {
    await untilOffered();
    const outcomes = await Promise.all([problemOf(commit()), problemOf(commit())]);
    expect(outcomes.toSorted()).toEqual(['none', 'stale']);
  });

  test('is nobody else’s to make: the case is not there for a stranger, and the system may not', async () => {
    await untilOffered();
    expect(await problemOf(commit(KIN, stranger))).toBe('not_found');
    const bySystem = asBroker(city, (tx) => makeCommitment(tx, SYSTEM.broker, NOW, id, KIN));
    expect(await problemOf(bySystem)).toBe('not_permitted');
  });

  test('after the decision is not taken any more', async () => {
    await answerCase(city, NOW, id);
    expect((await view()).row.status).toBe('decided');
    expect(await problemOf(commit())).toBe('stale');
  });
});

describe('declining a commitment', () => {
  const decline = (actor = daughter) =>
    asResident(city, actor, (tx) => declineCommitment(tx, actor, NOW, id, KIN));

  test('brings the case before a person, by itself, and is not held against anybody as a contradiction', async () => {
    await untilOffered();
    await decline();
    expect(await wakeOneCase(city.broker, NOW)).toBe(true);
    const { row, state } = await view();
    expect(row.status).toBe('review');
    expect(state.needs).toEqual([{ kind: 'requirement', id: 'kin', reason: 'declined' }]);
  });

  test('is possible only where it is offered, once, and to nobody else', async () => {
    expect(await problemOf(decline())).toBe('stale');
    await untilOffered();
    expect(await problemOf(decline(stranger))).toBe('not_found');
    const outcomes = await Promise.all([problemOf(decline()), problemOf(commit())]);
    expect(outcomes.toSorted()).toEqual(['none', 'stale']);
  });
});

describe('withdrawing', () => {
  test('ends the case and every open question; what was under way changes nothing any more', async () => {
    const errands = await takeErrands(city, NOW);
    await withdraw();
    expect((await view()).row.status).toBe('withdrawn');
    expect(await openSteps()).toBe(0);
    expect(await answerErrands(city, NOW, id, errands)).toMatchObject({ written: 0 });
    expect((await view()).row.status).toBe('withdrawn');
    expect((await listLeaves(city, 'case.withdrawn')).at(-1)).toMatchObject({ refs: { case: id } });
  });

  test('needs no broker, and a case that asked to be woken stays withdrawn when it is', async () => {
    await untilOffered();
    await commit();
    await withdraw();
    await wakeOneCase(city.broker, NOW);
    expect((await view()).row.status).toBe('withdrawn');
  });

  test('is allowed while a person looks at the case, and once only', async () => {
    await answerCase(city, NOW, id, { ...EVERYTHING, 'E-BNK': noRecord });
    expect((await view()).row.status).toBe('review');
    expect(await problemOf(withdraw())).toBe('none');
    expect(await problemOf(withdraw())).toBe('not_allowed');
  });

  test('after the decision is not allowed, and is nobody else’s to do', async () => {
    expect(await problemOf(withdraw(stranger))).toBe('not_found');
    await answerCase(city, NOW, id);
    expect(await problemOf(withdraw())).toBe('not_allowed');
    expect((await view()).row.status).toBe('decided');
  });
});

test('a commitment and the broker that wakes the case at the same moment both end well', async () => {
  await untilOffered();
  await city.superuser.query('insert into wakeups values ($1, $2)', [id, NOW]);
  const outcomes = await Promise.all([
    problemOf(commit()),
    ...Array.from({ length: 4 }, () => wakeOneCase(city.broker, NOW)),
  ]);
  expect(outcomes[0]).toBe('none');
  while (await wakeOneCase(city.broker, NOW));
  expect((await view()).row.status).toBe('decided');
});
