import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '#domain/answer.ts';
import type { CaseId } from '#domain/ids.ts';
import {
  addAnyResident,
  answersFor,
  caseOf,
  fileAll,
  freshNumber,
  NOW,
  openTestCity,
  type TestCity,
} from '#flow/testing/city.ts';
import { answerAll, confirmed, EVERYTHING, noRecord, takeErrands } from '#flow/testing/drive.ts';
import { openTestDoor, type TestDoor } from '../testing/door.ts';

let city: TestCity;
let door: TestDoor;
let deceased: string;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
  door = await openTestDoor(city);
});
afterAll(async () => {
  door.close();
  await city.close();
});

/** A filed application of which everything is known that departments have on record. */
async function file(answers: Readonly<Record<string, Answer>>): Promise<void> {
  deceased = freshNumber();
  const application = await fileAll(city, await addAnyResident(city), NOW, answersFor(deceased));
  id = await caseOf(city, application);
  await answerAll(city, NOW, answers);
}
function event(type: string, evidence: string, idNumber = deceased, eventId: string = randomUUID()) {
  return {
    specversion: '1.0',
    id: eventId,
    source: 'urn:department',
    type: `mianzheng.${type}.v1`,
    time: '2026-04-21T14:00:00+08:00',
    data: { evidence, about: { name: '周建国', idNumber }, occurredAt: '2026-03-18T00:00:00+08:00' },
  };
}
async function all<T>(sql: string, values: unknown[] = [id]): Promise<T[]> {
  return (await city.superuser.query(sql, values)).rows;
}
const statusOf = async () =>
  (await all<{ status: string }>('select status from cases where id = $1')).map(({ status }) => status)[0];
const out = async () => (await takeErrands(city, NOW)).filter(({ caseId }) => caseId === id);
const UNREGISTERED = { ...EVERYTHING, 'E-DTH-MED': noRecord, 'E-HUK-CXL': noRecord };

describe('a death that is registered after a case went to a person for want of a record', () => {
  beforeEach(async () => {
    await file(UNREGISTERED);
    expect(await statusOf()).toBe('review');
    expect(await out()).toEqual([]);
  });

  test('is asked for again, and the case goes on by itself', async () => {
    expect(await door.post('/events/health', event('death', 'E-DTH-MED'))).toMatchObject({ status: 204 });
    expect(await door.post('/events/public-security', event('death', 'E-HUK-CXL'))).toMatchObject({
      status: 204,
    });
    await answerAll(city, NOW);
    expect(await statusOf()).toBe('decided');
  });

  test('leaves the case with the person while the department still finds nothing', async () => {
    await door.post('/events/health', event('death', 'E-DTH-MED'));
    expect(await statusOf()).toBe('review');
    await answerAll(city, NOW, UNREGISTERED);
    expect(await statusOf()).toBe('review');
  });

  test('is asked for once by all the cases of the application', async () => {
    await door.post('/events/health', event('death', 'E-DTH-MED'));
    const asked = (await takeErrands(city, NOW)).map(({ question }) => question.evidence);
    expect(asked).toEqual(['E-DTH-MED']);
  });

  test('is recorded once by its id, with a blind index in place of the number, and in the ledger', async () => {
    const same = event('death', 'E-DTH-MED');
    await door.post('/events/health', same);
    expect(await door.post('/events/health', same)).toMatchObject({ status: 204 });
    const rows = await all<{ cases: string[]; subject: string }>(
      'select cases, subject from department_events where id = $1',
      [`health:urn:department#${same.id}`],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cases).toContain(id);
    expect(rows[0]?.subject).not.toContain(deceased);
    const leaves = await all<{ leaf: string }>(
      "select leaf from ledger_leaves where kind = 'event.received' and leaf::jsonb #>> '{refs,event}' = $1",
      [`health:urn:department#${same.id}`],
    );
    expect(leaves).toHaveLength(1);
    expect(leaves[0]?.leaf).not.toContain(deceased);
  });

  test('marks the answers that knew nothing of it as overturned', async () => {
    await door.post('/events/health', event('death', 'E-DTH-MED'));
    const marked =
      "select answer from exchanges where case_id = $1 and overturned and evidence = 'E-DTH-MED'";
    expect(await all(marked)).toEqual([{ answer: 'no_record' }]);
  });

  test('of somebody else, or of another department’s evidence, changes nothing', async () => {
    expect(await door.post('/events/health', event('death', 'E-DTH-MED', freshNumber()))).toMatchObject({
      status: 204,
    });
    expect(await door.post('/events/health', event('death', 'E-HUK-CXL'))).toMatchObject({
      status: 403,
      code: 'not_permitted',
    });
    expect(await out()).toEqual([]);
  });
});

describe('a correction', () => {
  const DAY_LATER = {
    ...EVERYTHING,
    'E-DTH-MED': confirmed({ deathDate: '2026-03-19', causeClass: 'NORMAL' }),
  };

  test('of what an open case stands on takes it back until the department has answered again', async () => {
    await file({ ...EVERYTHING, 'E-BNK': noRecord });
    expect(await statusOf()).toBe('review');
    expect(await door.post('/events/health', event('correction', 'E-DTH-MED'))).toMatchObject({
      status: 204,
    });
    const standing = `select data #>> '{standing,kind}' as kind from case_events
                      where case_id = $1 and data->>'requirement' = 'certificate' order by seq`;
    expect((await all<{ kind: string }>(standing)).map(({ kind }) => kind)).toEqual([
      'established',
      'waiting',
    ]);
    await answerAll(city, NOW, { ...DAY_LATER, 'E-BNK': noRecord });
    expect((await all<{ kind: string }>(standing)).at(-1)?.kind).toBe('established');
  });

  test('leaves a decided case as it was decided, and marks what it was told', async () => {
    await file(EVERYTHING);
    expect(await statusOf()).toBe('decided');
    await door.post('/events/health', event('correction', 'E-DTH-MED'));
    expect(await statusOf()).toBe('decided');
    expect(await out()).toEqual([]);
    const marked = 'select evidence from exchanges where case_id = $1 and overturned';
    expect(await all(marked)).toEqual([{ evidence: 'E-DTH-MED' }]);
  });
});

test('a birth is recorded and has nothing asked', async () => {
  await file(UNREGISTERED);
  expect(await door.post('/events/health', event('birth', 'E-BIR'))).toMatchObject({ status: 204 });
  expect(await out()).toEqual([]);
});

test.each([
  ['that is none of CloudEvents', { type: 'death' }],
  ['without an id', { ...event('death', 'E-DTH-MED', freshNumber()), id: '' }],
  ['about what can be no number', event('death', 'E-DTH-MED', '１２３')],
])('an event %s is a problem of its own', async (_what, body) => {
  expect(await door.post('/events/health', body)).toMatchObject({ status: 400, code: 'malformed' });
});

describe('the status of a call', () => {
  test('is live while its question waits, and no more once it is answered, and says nothing of persons', async () => {
    deceased = freshNumber();
    const application = await fileAll(city, await addAnyResident(city), NOW, answersFor(deceased));
    id = await caseOf(city, application);
    const call = (await out()).find(({ connector }) => connector === 'health')?.context.call;
    const ask = { protocol: 1, connector: 'health', call };
    const told = await door.post('/calls/status', ask);
    expect(told).toMatchObject({ status: 200, body: { call, live: true, evidence: 'E-DTH-MED' } });
    expect(JSON.stringify(told.body)).not.toContain(deceased);
    await all("update steps set status = 'cancelled' where case_id = $1");
    expect(await door.post('/calls/status', ask)).toMatchObject({ status: 200, body: { live: false } });
  });

  test('is unknown to other connectors, and where there was no such call', async () => {
    deceased = freshNumber();
    const application = await fileAll(city, await addAnyResident(city), NOW, answersFor(deceased));
    id = await caseOf(city, application);
    const call = (await out()).find(({ connector }) => connector === 'health')?.context.call;
    for (const ask of [
      { connector: 'card-bank', call },
      { connector: 'health', call: randomUUID() },
    ])
      expect(await door.post('/calls/status', { protocol: 1, ...ask })).toMatchObject({
        status: 404,
        code: 'not_found',
      });
  });
});
