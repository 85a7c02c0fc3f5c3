import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConnectorDocument } from '#domain/connector.ts';
import type { PersonRef, Question } from '#domain/question.ts';
import { createTestDatabase, type TestDatabase } from '#start/test-database.ts';
import { openConnector } from './open-connector.ts';
import { openOutgoing } from './outgoing.ts';

const ZHOU = { name: '周建国', idNumber: '990102195803150012' };
const BAI = { name: '买买提·吐尔逊', idNumber: '990102196001010020' };
const PASSWORD = 'only-for-throw-away-databases';
const FIELDS = ['ownPaidFen'];

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.superuserUrl });
  await admin.connect();
  await admin.query(`
    create schema "老库";
    create table "老库"."DWJF" ("BH" text, "XM" varchar(40), "CSRQ" date, "本人缴费""元" numeric(10,2), "密码" text);
    insert into "老库"."DWJF" values
      ('990102580315001', '周建国', '1958-03-15', 250.00, 'secret'),
      ('９９０１０２６００１０１００２', '买买提•吐尔逊', '1960-01-01', 1.00, 'secret'),
      (null, '买买提•吐尔逊', '1960-01-01', 2.00, 'secret'),
      ('990102195803150012'' or ''1''=''1', '周建国', '1958-03-16', 9.00, 'secret');
    create role archive_reader_${database.name} login password '${PASSWORD}';
    create schema archive;
    create view archive.old_ledger as select * from "老库"."DWJF";
    create view archive.slow as select *, pg_sleep(20)::text from "老库"."DWJF";
    create view archive.broken as select "BH", "XM", "CSRQ", ("XM"::int)::text as "本人缴费""元" from "老库"."DWJF";
    create view archive.closed as select * from "老库"."DWJF";
    create view archive.many as select "BH", "XM", "CSRQ", n::text as "本人缴费""元" from "老库"."DWJF", generate_series(1, 9) n;
    create table archive.writable (id int);
    grant usage on schema archive to archive_reader_${database.name};
    grant select on archive.old_ledger, archive.slow, archive.broken, archive.many to archive_reader_${database.name};
    grant all on archive.writable to archive_reader_${database.name};`);
});
afterAll(async () => {
  await admin.query(
    `drop owned by archive_reader_${database.name}; drop role archive_reader_${database.name}`,
  );
  await admin.end();
  await database.drop();
});

const title = { 'zh-CN': '老系统', 'zh-TW': '舊系統', en: 'Old system' };

/** The view as its department would describe it. */
function documentOf(reach: Record<string, unknown> = {}, column = '本人缴费"元'): ConnectorDocument {
  const { hostname, port } = new URL(database.superuserUrl);
  return ConnectorDocument.parse({
    id: 'social-security-1992',
    department: 'social-security',
    title,
    sources: [
      {
        id: 'ledger',
        title,
        evidence: 'E-PEN-YRS-OLD',
        coverage: {},
        reach: {
          way: 'view',
          host: hostname,
          port: Number(port),
          database: database.name,
          user: `archive_reader_${database.name}`,
          tls: false,
          view: 'archive.old_ledger',
          maxRows: 3,
          ...reach,
        },
        rows: {
          persons: [
            { idColumn: 'BH', nameColumn: 'XM', birthColumn: 'CSRQ', keys: ['id18', 'id15', 'name_birth'] },
          ],
          fields: { ownPaidFen: { column, kind: 'fen', unit: 'yuan' } },
        },
      },
    ],
  });
}

const ask = (...subjects: PersonRef[]): Question => ({
  evidence: 'E-PEN-YRS-OLD',
  fields: FIELDS,
  subjects,
  given: {},
});
const CONTEXT = {
  call: '5e3c9c3a-6d2b-4b53-9f5f-0d4e9a1b2c3d',
  caseNumber: '1',
  requirement: 'oldContributions',
  purpose: '',
  legalBasis: '',
  actor: 'system',
  callback: 'http://127.0.0.1:9/late',
};

async function exchange(
  document: ConnectorDocument,
  question: Question,
  allow = ['127.0.0.1'],
  password = PASSWORD,
) {
  const outgoing = openOutgoing({ allow });
  const clock = () => new Date('2026-11-22T04:00:00Z');
  const connector = openConnector(document, new Map([['main', password]]), { clock, outgoing });
  const raw = await connector.request(question, CONTEXT, 3_000);
  const [reply] = raw.replies;
  const body = reply?.reply.kind === 'reply' ? reply.reply.body : null;
  return { raw, body, answer: connector.read(raw, question, CONTEXT) };
}

const amounts = (body: string | null): string[] =>
  [...(body ?? '').matchAll(/"本人缴费\\"元":"([\d.]+)"/g)].map(([, amount = '']) => amount);

describe('a view is asked', () => {
  test('for a person by the old number, and only for the columns that the mapping names', async () => {
    const { body, raw } = await exchange(documentOf(), ask(ZHOU));
    expect(amounts(body)).toEqual(['250.00']);
    expect(JSON.stringify(raw)).not.toMatch(/secret|密码/);
  });

  test('by a number in full width, and by name with birth date whatever the separator', async () => {
    const { body } = await exchange(documentOf(), ask(BAI));
    expect(amounts(body)).toEqual(['1.00', '2.00']);
  });

  test('with values bound, so that a name is never part of the statement', async () => {
    const { body } = await exchange(documentOf(), ask({ name: "x' or '1'='1", idNumber: "y' or '1'='1" }));
    expect(body).toBe('{"rows":[],"fileAt":null}');
  });

  test('and more rows than its document allows are ambiguous, never cut', async () => {
    const { answer } = await exchange(documentOf({ view: 'archive.many' }), ask(ZHOU));
    expect(answer).toMatchObject({ kind: 'ambiguous', reason: 'too_many_rows', candidates: 4 });
  });

  test('and what went over is kept with its digest', async () => {
    const { raw, body } = await exchange(documentOf(), ask(ZHOU));
    const traffic = raw.replies[0]?.reply.traffic;
    expect(traffic?.responseBody).toBe(body);
    expect(traffic?.response?.digest).toMatch(/^[\w+/]{43}=$/);
  });
});

describe('a view that fails', () => {
  test.each([
    ['takes longer than its time limit', { view: 'archive.slow', statementTimeoutMs: 200 }, 'timeout'],
    ['is not there', { view: 'archive.nothing' }, 'malformed'],
    ['fails in itself', { view: 'archive.broken' }, 'malformed'],
    ['may not be read', { view: 'archive.closed' }, 'down'],
    ['lies on a server that is not there', { port: 9 }, 'down'],
    ['is asked over TLS and its server knows none', { tls: true }, 'down'],
  ])('because it %s is unavailable, and no text of the server goes further', async (_why, reach, cause) => {
    const { answer, raw } = await exchange(documentOf(reach), ask(ZHOU));
    expect(answer).toEqual({ kind: 'unavailable', cause, retryAt: null });
    expect(JSON.stringify(raw)).not.toMatch(/select|permission|relation|invalid input/i);
  });

  test('because a column is gone is malformed', async () => {
    const { answer } = await exchange(documentOf({}, '没有这一列'), ask(ZHOU));
    expect(answer).toMatchObject({ cause: 'malformed' });
  });

  test('because the password is wrong says so: that takes a person, not patience', async () => {
    const { answer } = await exchange(documentOf(), ask(ZHOU), ['127.0.0.1'], 'wrong-password');
    expect(answer).toEqual({ kind: 'not_permitted', rule: 'status:401' });
  });

  test('because somebody holds a lock is too late, and is asked again', async () => {
    const holder = new pg.Client({ connectionString: database.superuserUrl });
    await holder.connect();
    await holder.query('begin; lock table "老库"."DWJF" in access exclusive mode');
    const { answer } = await exchange(documentOf(), ask(ZHOU));
    await holder.end();
    expect(answer).toMatchObject({ cause: 'timeout' });
  });

  test('because its address is inside and the operator has not named it is never called', async () => {
    const { answer } = await exchange(documentOf(), ask(ZHOU), []);
    expect(answer).toMatchObject({ cause: 'down' });
  });
});

test('the call’s id stands in the department’s own log as the application’s name', async () => {
  await admin.query(`
    create view archive.naming as
      select "BH", "XM", "CSRQ", current_setting('application_name') as "本人缴费""元" from "老库"."DWJF";
    grant select on archive.naming to archive_reader_${database.name}`);
  const { body } = await exchange(documentOf({ view: 'archive.naming' }), ask(ZHOU));
  expect(body).toContain(`mianzheng/${CONTEXT.call}`);
});

test('a function behind the view cannot write, though its role may', async () => {
  await admin.query(`
    create function archive.sneak() returns text language sql volatile as $$ insert into archive.writable values (1) returning '1' $$;
    create view archive.writing as select "BH", "XM", "CSRQ", archive.sneak() as "本人缴费""元" from "老库"."DWJF";
    grant select on archive.writing to archive_reader_${database.name}`);
  const { answer } = await exchange(documentOf({ view: 'archive.writing' }), ask(ZHOU));
  const { rows } = await admin.query('select * from archive.writable');
  expect(answer.kind).toBe('unavailable');
  expect(rows).toEqual([]);
});
