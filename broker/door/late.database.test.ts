import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LateReply } from '#connectors/protocol.ts';
import { drawKey } from '#connectors/testing/keys.ts';
import type { CaseId } from '#domain/ids.ts';
import {
  addAnyResident,
  answersFor,
  fileCase,
  freshNumber,
  NOW,
  openTestCity,
  type TestCity,
} from '#flow/testing/city.ts';
import { answerErrands, EVERYTHING, pending, takeErrands } from '#flow/testing/drive.ts';
import { openTestDoor, type Sending, type TestDoor } from '../testing/door.ts';

const FIELDS = { deathDate: '2026-03-18', causeClass: 'NORMAL' };
const NONCE = 'nonceOfTheseTestsAAAAA';

let city: TestCity;
let door: TestDoor;
let id: CaseId;
let ticket: string;
let reply: LateReply;

beforeAll(async () => {
  city = await openTestCity();
  door = await openTestDoor(city);
});
afterAll(async () => {
  door.close();
  await city.close();
});
/** A case of which everything is known but the death, which the department will tell later. */
beforeEach(async () => {
  const daughter = await addAnyResident(city);
  const deceased = freshNumber();
  id = await fileCase(city, daughter, NOW, answersFor(deceased));
  const errands = (await takeErrands(city, NOW)).filter(({ caseId }) => caseId === id);
  ticket = `T-${randomUUID()}`;
  await answerErrands(city, NOW, id, errands, { ...EVERYTHING, 'E-DTH-MED': pending(ticket) });
  const call = errands.find(({ question }) => question.evidence === 'E-DTH-MED')?.context.call ?? '';
  reply = {
    ticket,
    call,
    nonce: NONCE,
    about: [{ idNumber: deceased }],
    answer: {
      kind: 'confirmed',
      fields: FIELDS,
      source: 'test',
      asOf: '2026-04-20T00:00:00+08:00',
      keyUsed: null,
      validUntil: null,
      flags: [],
    },
  };
});

const post = async (body: unknown, path = '/late/health', sending: Sending = {}) =>
  (await door.post(path, body, sending)).status;
async function one(sql: string): Promise<Record<string, unknown> | undefined> {
  return (await city.superuser.query(sql, [id])).rows[0];
}
const statusOf = async () => (await one('select status from cases where id = $1'))?.status;
const kept = () => one('select kind, department, sealed from late_answers where case_id = $1');
/** Notes of the answers about the death, in order. */
async function notes(): Promise<unknown[]> {
  const { rows } = await city.superuser.query(
    `select data->'note' as note from case_events
     where case_id = $1 and data->>'requirement' = 'certificate' order by seq`,
    [id],
  );
  return rows.map(({ note }) => note);
}

describe('a late answer', () => {
  test('completes the question that waited for it, the case, and the exchange', async () => {
    expect(await statusOf()).toBe('verifying');
    expect(await post(reply)).toBe(204);
    expect(await statusOf()).toBe('decided');
    expect(await notes()).toMatchObject([{ kind: 'pending' }, { kind: 'confirmed' }]);
    expect(
      await one(`select answer, l.kind from exchanges e join ledger_leaves l on l.id = e.answer_leaf
                 where case_id = $1 and requirement = 'certificate'`),
    ).toEqual({ answer: 'confirmed', kind: 'answer.received' });
  });

  test('that comes again changes nothing', async () => {
    await post(reply);
    expect(await post(reply)).toBe(204);
    expect(await notes()).toHaveLength(2);
  });

  test('that comes ten times at once is written once', async () => {
    const statuses = await Promise.all(Array.from({ length: 10 }, () => post(reply)));
    expect(new Set(statuses)).not.toContain(500);
    expect(statuses).toContain(204);
    expect((await notes()).filter((note) => JSON.stringify(note).includes('"confirmed"'))).toHaveLength(1);
    const orders = await city.superuser.query('select 1 from payment_orders where case_id = $1', [id]);
    expect(orders.rowCount).toBe(1);
  });

  test('under a ticket that nobody gave changes nothing', async () => {
    expect(await post({ ...reply, ticket: 'T-unknown' })).toBe(204);
    expect(await notes()).toHaveLength(1);
    expect(await kept()).toBeUndefined();
  });

  test('of another connector under this one’s ticket changes nothing', async () => {
    expect(await post(reply, '/late/card-bank')).toBe(204);
    expect(await notes()).toHaveLength(1);
  });

  test.each([
    ['about another person', { about: [{ idNumber: '990103196008090022' }] }],
    ['to another call', { call: randomUUID() }],
  ])('%s is an error: it confirms nothing, and the question is asked again', async (_what, change) => {
    expect(await post({ ...reply, ...change })).toBe(204);
    expect(await notes()).toMatchObject([
      { kind: 'pending' },
      { kind: 'unavailable', cause: 'wrong_subject' },
    ]);
    expect(await statusOf()).toBe('verifying');
    const later = new Date(NOW.getTime() + 3_600_000);
    const again = (await takeErrands(city, later)).find(({ caseId }) => caseId === id);
    expect(again?.question.evidence).toBe('E-DTH-MED');
  });

  test('with a field that nobody asked for is an error', async () => {
    const answer = { ...reply.answer, fields: { ...FIELDS, cause: 'I21' } };
    expect(await post({ ...reply, answer })).toBe(204);
    expect(await notes()).toMatchObject([{ kind: 'pending' }, { cause: 'malformed' }]);
  });

  test('that lost its question to another holder while it was written is to be sent again, just as it was', async () => {
    const fence = async () =>
      (await city.superuser.query('select fence::int from steps where ticket = $1', [ticket])).rows[0].fence;
    const holder = await city.superuser.connect();
    await holder.query('begin');
    await holder.query('select 1 from cases where id = $1 for no key update', [id]);
    const at = { at: NOW };
    const posting = post(reply, '/late/health', at);
    await expect.poll(fence).toBe(2);
    await takeErrands(city, NOW);
    expect(await fence()).toBe(3);
    await holder.query('commit');
    holder.release();
    expect(await posting).toBe(503);
    expect(await notes()).toHaveLength(1);
    expect(await post(reply, '/late/health', at)).toBe(204);
    expect(await statusOf()).toBe('decided');
  });
});

describe('a late answer whose case has moved on', () => {
  const cancelled = "update steps set status = 'cancelled' where case_id = $1";
  const answered = "update steps set status = 'done', ticket = null where case_id = $1";
  const withdrawn = "update cases set status = 'withdrawn' where id = $1";

  test.each([
    ['its question was called off', cancelled],
    ['its question was answered otherwise', answered],
    ['its case was withdrawn', withdrawn],
  ])('because %s is kept sealed and ledgered, and changes nothing', async (_why, change) => {
    await city.superuser.query(change, [id]);
    const before = await statusOf();
    expect(await post(reply)).toBe(204);
    expect(await notes()).toHaveLength(1);
    expect(await statusOf()).toBe(before);
    const late = await kept();
    expect(late).toMatchObject({ kind: 'confirmed', department: 'health' });
    expect(String(late?.sealed)).not.toContain('2026-03-18');
    const leaf = await one(
      `select leaf from ledger_leaves where kind = 'answer.late' and leaf::jsonb #>> '{refs,case}' = $1`,
    );
    expect(leaf).toBeDefined();
  });

  test('is kept once, however often it comes', async () => {
    await city.superuser.query(cancelled, [id]);
    await post(reply);
    await post({ ...reply, answer: { ...reply.answer, kind: 'no_record' } });
    expect(await kept()).toMatchObject({ kind: 'confirmed' });
    const { rowCount } = await city.superuser.query(
      `select 1 from ledger_leaves where kind = 'answer.late' and leaf::jsonb #>> '{refs,case}' = $1`,
      [id],
    );
    expect(rowCount).toBe(1);
  });
});

describe('the door is shut with', () => {
  test.each<[number, string, string, string, Sending]>([
    [
      401,
      'bad_signature',
      'a key that the connector does not name',
      '/late/health',
      { key: drawKey('stranger') },
    ],
    [
      401,
      'bad_signature',
      'a key of the right name and other numbers',
      '/late/health',
      {
        key: drawKey('department-of-tests'),
      },
    ],
    [401, 'bad_signature', 'no signature', '/late/health', { key: null }],
    [401, 'bad_signature', 'a body that was changed on the way', '/late/health', { arrives: '{}' }],
    [
      401,
      'bad_signature',
      'a signature of an hour ago',
      '/late/health',
      {
        at: new Date(NOW.getTime() - 3_600_000),
      },
    ],
    [401, 'bad_signature', 'a connector that there is not', '/late/unknown', {}],
    [404, 'not_found', 'a name that can be no connector’s', '/late/..%2Fhealth', {}],
    [404, 'not_found', 'another path', '/verify', {}],
    [
      400,
      'bad_charset',
      'another charset',
      '/late/health',
      {
        headers: { 'content-type': 'application/json; charset=gb18030' },
      },
    ],
  ])('%i %s to %s', async (status, code, _what, path, sending) => {
    expect(await door.post(path, reply, sending)).toMatchObject({ status, code });
    expect(await notes()).toHaveLength(1);
  });

  test.each([
    [400, 'malformed', 'what is not JSON', '{"call":'],
    [400, 'malformed', 'what is not a late answer', '{"ticket":"T","answer":{"kind":"yes"}}'],
    [400, 'malformed', 'nothing', ''],
    [400, 'malformed', 'what is nested too deeply', '['.repeat(5_000) + ']'.repeat(5_000)],
    [413, 'too_large', 'a body that is too long', 'x'.repeat(70_000)],
    [413, 'too_large', 'a body that is far too long', 'x'.repeat(3_000_000)],
  ])('%i %s to %s, and the next one is heard', async (status, code, _what, body) => {
    expect(await door.post('/late/health', body)).toMatchObject({ status, code });
    expect(await post(reply)).toBe(204);
    expect(await statusOf()).toBe('decided');
  });

  test('409 replayed to the very message that was taken before', async () => {
    const same = { at: NOW };
    expect(await door.post('/late/health', { ...reply, ticket: 'T-1' }, same)).toMatchObject({ status: 204 });
    expect(await door.post('/late/health', { ...reply, ticket: 'T-1' }, same)).toMatchObject({
      status: 409,
      code: 'replayed',
    });
  });

  test('404 to whoever only looks, except for its health and its keys', async () => {
    expect((await fetch(`${door.url}/late/health`)).status).toBe(404);
    expect((await fetch(`${door.url}/health`)).status).toBe(204);
    expect(await (await fetch(`${door.url}/keys`)).json()).toEqual({ keys: [] });
  });
});
