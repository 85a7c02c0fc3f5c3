import { createHash, createHmac } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Answer } from '#domain/answer.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Adapter } from './contract.ts';
import type { MappedReach } from './mapped/mapped-reach.ts';
import { mapped } from './mapped.ts';
import { openOutgoing } from './outgoing.ts';
import { mappedSource, type OldService, openOldService, type ScriptedReply } from './testing/old-service.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const PERSON = { name: '周建国', idNumber: '990102195803150012' };
const SECRET = 'a secret/with + signs';
const ROW = { no: PERSON.idNumber, name: PERSON.name, died: '2026-03-18' };
const DIED = JSON.stringify({ code: '1', data: [ROW] });
const question: Question = { evidence: 'E-DTH-MED', fields: ['deathDate'], subjects: [PERSON], given: {} };
const context: CallContext = {
  call: '0198a000-0000-4000-8000-000000000001',
  caseNumber: '99010220261122000008',
  requirement: 'death',
  purpose: '核实去世日期',
  legalBasis: '社会保险经办条例第二十六条',
  actor: 'system',
  callback: 'http://127.0.0.1:9/late',
};

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
const opened: OldService[] = [];
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close();
});
afterAll(() => outgoing.close());

type Known = Partial<MappedReach> | ((url: string) => Partial<MappedReach>);

async function open(reply: OldService['reply'], known: Known = {}, clock = () => NOW) {
  const service = await openOldService(reply);
  opened.push(service);
  const reach = typeof known === 'function' ? known(service.url) : known;
  const source = mappedSource(`${service.url}/ask`, reach);
  const adapter = mapped({ source, reach: source.reach, credential: SECRET, outgoing, clock });
  return { service, adapter };
}

async function ask(adapter: Adapter): Promise<Answer> {
  return adapter.read(await adapter.request(question, context, 2_000), question, context);
}

async function answerTo(reply: ScriptedReply, known: Known = {}): Promise<Answer> {
  return ask((await open(() => reply, known)).adapter);
}

const json = (body: unknown, status = 200): ScriptedReply => ({ status, body: JSON.stringify(body) });
const confirmed = { kind: 'confirmed', fields: { deathDate: '2026-03-18' }, keyUsed: 'id18' };
const unavailable = (cause: string) => ({ kind: 'unavailable', cause, retryAt: null });

describe('the request', () => {
  test('is what the expression makes of the question, its context and the time', async () => {
    const request = '{ "who": question.subjects[0].name, "case": context.caseNumber, "at": now }';
    const { service, adapter } = await open(() => ({ body: DIED }), { request, headers: { 'x-app': '7' } });
    expect(await ask(adapter)).toMatchObject(confirmed);
    const [message] = service.received;
    expect(JSON.parse(message?.body ?? '')).toEqual({
      who: '周建国',
      case: context.caseNumber,
      at: NOW.toISOString(),
    });
    expect(message?.headers).toMatchObject({
      'x-app': '7',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  test('is XML that escapes what it carries, or a form with JSON inside', async () => {
    const request = '{ "q": { "@_v": "1", "name": "<" & question.subjects[0].name } }';
    const xml = await open(() => ({ body: DIED }), { sends: 'xml', request });
    await ask(xml.adapter);
    expect(xml.service.received[0]?.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><q v="1"><name>&lt;周建国</name></q>',
    );
    const content = '{ "format": "json", "biz_content": { "name": question.subjects[0].name } }';
    const form = await open(() => ({ body: DIED }), { sends: 'form', request: content });
    await ask(form.adapter);
    const sent = new URLSearchParams(form.service.received[0]?.body);
    expect(Object.fromEntries(sent)).toEqual({ format: 'json', biz_content: '{"name":"周建国"}' });
  });

  test.each([
    ['fails', '$number(question.subjects[0].name)'],
    ['makes no object', 'question.subjects[0].name'],
    ['never ends', '($f := function($x) { $f($x) }; $f(1))'],
  ])('is not sent where its expression %s', async (_how, request) => {
    const { service, adapter } = await open(() => ({ body: DIED }), { request });
    expect(await ask(adapter)).toEqual(unavailable('malformed'));
    expect(service.received).toEqual([]);
  });

  test('is kept with its reply by their digests, unsigned', async () => {
    const { service, adapter } = await open(() => ({ body: DIED }));
    const reply = await adapter.request(question, context, 2_000);
    const digest = (text: string) => createHash('sha256').update(text).digest('base64');
    const sent = service.received[0]?.body ?? '';
    expect(reply.traffic).toEqual({
      request: { base: null, signature: null, keyId: null, digest: digest(sent) },
      response: { base: null, signature: null, keyId: null, digest: digest(DIED) },
      requestBody: sent,
      responseBody: DIED,
    });
  });
});

describe('the service’s words for success', () => {
  test.each([
    ['"1"', 'code = "1"', { code: '1', data: [ROW] }],
    ['"0"', 'resultinfo.success = "0"', { resultinfo: { success: '0' }, data: [ROW] }],
    ['"2000"', 'code = "2000"', { code: '2000', data: [ROW] }],
    ['200 as a number', 'code = 200', { code: 200, data: [ROW] }],
    ['nothing but the status', '$status = 200', { data: [ROW] }],
    ['the call’s own number', 'echo = $call', { echo: context.call, data: [ROW] }],
  ])('may be %s', async (_word, succeeded, body) => {
    expect(await answerTo(json(body), { succeeded })).toMatchObject(confirmed);
    expect(await answerTo(json({ data: [ROW] }, 202), { succeeded })).toEqual(unavailable('malformed'));
  });

  test('must be exactly true: what is merely there is none', async () => {
    expect(await answerTo({ body: DIED }, { succeeded: 'code' })).toEqual(unavailable('malformed'));
  });
});

describe('the rows', () => {
  test('may be one, several or none', async () => {
    expect(await answerTo(json({ code: '1', data: ROW }))).toMatchObject(confirmed);
    for (const data of [[], null, undefined])
      expect((await answerTo(json({ code: '1', data }))).kind).toBe('no_record');
  });

  test('may be in XML within Base64', async () => {
    const inner = `<r><row><no>${ROW.no}</no><name>${ROW.name}</name><died>${ROW.died}</died></row></r>`;
    const body = `<e><ok>0</ok><return>${Buffer.from(inner).toString('base64')}</return></e>`;
    const said = await answerTo(
      { body, type: 'text/xml' },
      { receives: 'xml', succeeded: 'e.ok = "0"', rows: '$parseXml($base64decode(e.return)).r.row' },
    );
    expect(said).toMatchObject(confirmed);
  });

  test('keep an identity number that came as a bare number', async () => {
    const body = `{"code":"1","data":[{"no":${ROW.no},"name":"周建国","died":"2026-03-18"}]}`;
    expect(await answerTo({ body })).toMatchObject(confirmed);
  });

  test('about other persons only are an error, not "no record"', async () => {
    const other = { ...ROW, no: '990103196008090022' };
    expect(await answerTo(json({ code: '1', data: [other] }))).toEqual(unavailable('wrong_subject'));
  });

  test.each([
    ['hold lists', { code: '1', data: [{ no: ['a'] }] }],
    ['are texts', { code: '1', data: ['nothing'] }],
    ['are without number', { code: '1', data: Array.from({ length: 300 }, () => ROW) }],
  ])('that %s are malformed', async (_what, body) => {
    expect(await answerTo(json(body))).toEqual(unavailable('malformed'));
  });
});

describe('what the service says when it has not worked', () => {
  const failure =
    'code = "9" ? { "cause": "quota", "retryAfterSeconds": wait } : code = "8" ? "not_permitted" : code';

  test.each([
    ['quota', { code: 'quota' }, unavailable('quota')],
    ['suspended', { code: 'suspended' }, unavailable('suspended')],
    ['down', { code: 'down' }, unavailable('down')],
    ['not permitted', { code: '8' }, { kind: 'not_permitted', rule: 'service:refused' }],
    ['a word of its own', { code: 'whatever' }, unavailable('malformed')],
  ])('is told: %s', async (_word, body, expected) => {
    expect(await answerTo(json(body), { failure })).toEqual(expected);
  });

  test('says when to ask again, counted from when it said it', async () => {
    const said = await answerTo(json({ code: '9', wait: 90 }), { failure });
    expect(said).toMatchObject({ cause: 'quota', retryAt: new Date(NOW.getTime() + 90_000).toISOString() });
  });

  test.each([
    [401, { kind: 'not_permitted', rule: 'status:401' }],
    [403, { kind: 'not_permitted', rule: 'status:403' }],
    [429, unavailable('quota')],
    [500, unavailable('down')],
    [503, unavailable('down')],
    [404, unavailable('malformed')],
  ])('stands in status %i alone where the body says nothing', async (status, expected) => {
    expect(await answerTo({ status, body: '<html>error</html>' }, { failure })).toEqual(expected);
  });

  test.each([
    ['a page of HTML', '<html><body>系统维护中</body></html>'],
    ['half of an answer', DIED.slice(0, -8)],
    ['nothing', ''],
    ['a bomb of brackets', '['.repeat(100_000)],
  ])('under 200 is malformed where it is %s', async (_what, body) => {
    expect(await answerTo({ body })).toEqual(unavailable('malformed'));
  });
});

test('a stored reply is read the same each time, without asking anybody', async () => {
  const { service, adapter } = await open(() => ({ body: DIED }));
  const reply = await adapter.request(question, context, 2_000);
  await service.close();
  const stored = structuredClone({ reply, question, context });
  const readings = [1, 2].map(() => adapter.read(stored.reply, stored.question, stored.context));
  expect(readings[0]).toMatchObject(confirmed);
  expect(readings[1]).toEqual(readings[0]);
  expect(await ask(adapter)).toEqual(unavailable('down'));
});

test('a mapping that does not compile is not opened', async () => {
  const source = mappedSource('http://127.0.0.1:9/', { rows: 'data[' });
  const opening = () => mapped({ source, reach: source.reach, credential: '', outgoing, clock: () => NOW });
  expect(opening).toThrow(/^expression rows: S/);
});

describe('the service is shown', () => {
  const headersOf = async (auth: MappedReach['auth']) => {
    const { service, adapter } = await open(() => ({ body: DIED }), { auth });
    expect((await ask(adapter)).kind).toBe('confirmed');
    return service.received[0];
  };

  test('the secret in a header of its own, or user and password', async () => {
    expect((await headersOf({ kind: 'header', name: 'X-Api-Key' }))?.headers['x-api-key']).toBe(SECRET);
    const basic = `Basic ${Buffer.from(`city:${SECRET}`).toString('base64')}`;
    expect((await headersOf({ kind: 'basic', user: 'city' }))?.headers.authorization).toBe(basic);
    expect((await headersOf({ kind: 'none' }))?.headers.authorization).toBeUndefined();
  });

  test('an HMAC over a text that an expression makes of the message', async () => {
    const auth = {
      kind: 'hmac',
      header: 'X-Sign',
      text: 'method & path & now & body',
      encoding: 'hex',
    } as const;
    const message = await headersOf(auth);
    const text = `POST/ask${NOW.toISOString()}${message?.body}`;
    expect(message?.headers['x-sign']).toBe(createHmac('sha256', SECRET).update(text).digest('hex'));
  });

  test.each(['gjzwfwpt', 'gjgxjhpt'] as const)(
    'the signed headers of the national platform: %s',
    async (prefix) => {
      const message = await headersOf({ kind: 'national', prefix, requesterId: 'rid1', serviceId: 'sid1' });
      const time = String(NOW.getTime());
      const sign = createHmac('sha256', SECRET).update(`sid1rid1${time}`).digest('base64');
      expect(message?.headers).toMatchObject({
        [`${prefix}_rid`]: 'rid1',
        [`${prefix}_sid`]: 'sid1',
        [`${prefix}_rtime`]: time,
        [`${prefix}_sign`]: sign,
      });
    },
  );
});

describe('an OAuth token', () => {
  const oauth = (url: string): Partial<MappedReach> => ({
    auth: { kind: 'oauth', tokenUrl: `${url}/token`, clientId: 'city/1', scope: 'verify' },
  });
  /** Gives tokens t1, t2 … and takes only the last. */
  const bank =
    (tokens: { given: number; expiresIn?: number; slowly?: boolean }) =>
    ({ path, headers }: { path: string; headers: Record<string, string | string[] | undefined> }) => {
      if (path !== '/token')
        return headers.authorization === `Bearer t${tokens.given}`
          ? { body: DIED }
          : { status: 401, body: '{}' };
      tokens.given += 1;
      return json({
        access_token: `t${tokens.given}`,
        token_type: 'bearer',
        expires_in: tokens.expiresIn ?? 300,
      });
    };
  const tokenCalls = ({ received }: OldService) => received.filter(({ path }) => path === '/token');

  test('is fetched once for all who wait, and used until it runs out', async () => {
    let now = NOW;
    const { service, adapter } = await open(bank({ given: 0 }), oauth, () => now);
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(adapter)));
    expect(answers).toMatchObject(Array.from({ length: 4 }, () => confirmed));
    expect(tokenCalls(service)).toHaveLength(1);
    now = new Date(NOW.getTime() + 289_000);
    await ask(adapter);
    expect(tokenCalls(service)).toHaveLength(1);
    now = new Date(NOW.getTime() + 291_000);
    expect(await ask(adapter)).toMatchObject(confirmed);
    expect(tokenCalls(service)).toHaveLength(2);
  });

  test('is asked for with client and secret form-encoded, as RFC 6749 has it', async () => {
    const { service, adapter } = await open(bank({ given: 0 }), oauth);
    await ask(adapter);
    const [call] = tokenCalls(service);
    const client = Buffer.from(call?.headers.authorization?.slice(6) ?? '', 'base64').toString();
    expect(client).toBe('city%2F1:a+secret%2Fwith+%2B+signs');
    expect(call?.body).toBe('grant_type=client_credentials&scope=verify');
  });

  test('that the service takes no longer is replaced once, and not again and again', async () => {
    const tokens = { given: 0 };
    const { service, adapter } = await open(bank(tokens), oauth);
    await ask(adapter);
    tokens.given = 7;
    expect(await ask(adapter)).toMatchObject(confirmed);
    expect(tokenCalls(service)).toHaveLength(2);
    service.reply = ({ path }) =>
      path === '/token' ? json({ access_token: 'no', token_type: 'Bearer' }) : { status: 401, body: '' };
    service.received.length = 0;
    expect(await ask(adapter)).toEqual({ kind: 'not_permitted', rule: 'status:401' });
    expect(service.received.filter(({ path }) => path === '/ask')).toHaveLength(2);
  });

  test('that is refused to the client is not permitted, and the question is never sent', async () => {
    const { service, adapter } = await open(() => json({ error: 'invalid_client' }, 401), oauth);
    expect(await ask(adapter)).toEqual({ kind: 'not_permitted', rule: 'status:401' });
    expect(service.received.map(({ path }) => path)).toEqual(['/token']);
  });

  test('that does not come leaves the service unavailable', async () => {
    const { adapter } = await open(() => ({ status: 200, body: 'nonsense' }), oauth);
    expect(await ask(adapter)).toEqual(unavailable('down'));
  });
});
