import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LateReply } from '#connectors/protocol.ts';
import type { CaseId } from '#domain/ids.ts';
import { ConnectorId } from '#domain/ids.ts';
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
import { openCallbackServer } from './callback.ts';
import { registryOf } from './testing/broker.ts';

const SECRET = 'the-secret-of-the-health-department';
const OTHER_SECRET = 'a-secret-of-another-department';
const FIELDS = { deathDate: '2026-03-18', causeClass: 'NORMAL' };

let city: TestCity;
let server: Server;
let url: string;
let id: CaseId;
let ticket: string;
let reply: LateReply;

beforeAll(async () => {
  city = await openTestCity();
  const of = (id: string, secret: string) =>
    registryOf({ [id]: 'http://127.0.0.1:9' }, () => NOW, secret).get(ConnectorId.parse(id));
  const registry = {
    get: (id: ConnectorId) => (id === 'card-bank' ? of(id, OTHER_SECRET) : of(id, SECRET)),
    refresh: async () => undefined,
  };
  server = openCallbackServer({ pool: city.broker, clock: () => NOW, registry });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
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
    ...{ ticket, call, about: [{ idNumber: deceased }] },
    answer: {
      ...{ kind: 'confirmed', fields: FIELDS, source: 'test', asOf: '2026-04-20T00:00:00+08:00' },
      ...{ keyUsed: null, validUntil: null, flags: [] },
    },
  };
});

async function post(
  body: unknown,
  path = '/late/health',
  authorization = `Bearer ${SECRET}`,
): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url + path, { method: 'POST', headers: { authorization }, body: text });
  return response.status;
}
async function statusOf(): Promise<string> {
  const { rows } = await city.superuser.query('select status from cases where id = $1', [id]);
  return rows[0].status;
}
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
  test('completes the question that waited for it, and the case', async () => {
    expect(await statusOf()).toBe('verifying');
    expect(await post(reply)).toBe(204);
    expect(await statusOf()).toBe('decided');
    expect(await notes()).toMatchObject([{ kind: 'pending' }, { kind: 'confirmed' }]);
  });

  test('that comes again is taken with 204, and changes nothing', async () => {
    await post(reply);
    expect(await post(reply)).toBe(204);
    expect(await post({ ...reply, answer: { ...reply.answer, kind: 'no_record' } })).toBe(204);
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
  });

  test('of another department under this one’s ticket changes nothing', async () => {
    expect(await post(reply, '/late/card-bank', `Bearer ${OTHER_SECRET}`)).toBe(204);
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

  test('that lost its question to another holder while it was written is to be sent again', async () => {
    const fence = async () =>
      (await city.superuser.query('select fence::int from steps where ticket = $1', [ticket])).rows[0].fence;
    const holder = await city.superuser.connect();
    await holder.query('begin');
    await holder.query('select 1 from cases where id = $1 for update', [id]);
    const posting = post(reply);
    await expect.poll(fence).toBe(2);
    await takeErrands(city, NOW);
    expect(await fence()).toBe(3);
    await holder.query('commit');
    holder.release();
    expect(await posting).toBe(503);
    expect(await notes()).toHaveLength(1);
    expect(await post(reply)).toBe(204);
    expect(await statusOf()).toBe('decided');
  });

  test('to a case that was decided meanwhile changes nothing', async () => {
    await city.superuser.query("update steps set status = 'cancelled' where case_id = $1", [id]);
    expect(await post(reply)).toBe(204);
    expect(await notes()).toHaveLength(1);
  });
});

describe('the door is shut with', () => {
  test.each([
    [401, 'a wrong credential', '/late/health', `Bearer ${OTHER_SECRET}`],
    [401, 'no credential', '/late/health', ''],
    [401, 'a connector that there is not', '/late/unknown', `Bearer ${SECRET}`],
    [404, 'a name that can be no connector’s', '/late/..%2Fhealth', `Bearer ${SECRET}`],
    [404, 'another path', '/verify', `Bearer ${SECRET}`],
  ])('%i to %s', async (status, _what, path, authorization) => {
    expect(await post(reply, path, authorization)).toBe(status);
    expect(await notes()).toHaveLength(1);
  });

  test.each([
    [400, 'what is not JSON', '{"call":'],
    [400, 'what is not a late answer', '{"ticket":"T","answer":{"kind":"yes"}}'],
    [400, 'nothing', ''],
    [413, 'a body that is too long', 'x'.repeat(70_000)],
    [413, 'a body that is far too long', 'x'.repeat(3_000_000)],
  ])('%i to %s, and the next one on the same connection is heard', async (status, _what, body) => {
    expect(await post(body)).toBe(status);
    expect(await post(reply)).toBe(204);
    expect(await statusOf()).toBe('decided');
  });

  test('404 to whoever only looks, except for its health', async () => {
    expect((await fetch(`${url}/late/health`)).status).toBe(404);
    expect((await fetch(`${url}/health`)).status).toBe(204);
  });
});
