import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Answer } from '#domain/answer.ts';
import type { CallContext, Question } from '#domain/question.ts';
import { askHealth } from '../native-http.ts';
import { openConnector } from '../open-connector.ts';
import { openOutgoing } from '../outgoing.ts';
import { DepartmentEvent, LateReply } from '../protocol.ts';
import { verifyRequest } from '../signatures.ts';
import { openEar } from '../testing/ear.ts';
import { DEPARTMENT_KEYS, PORTAL_KEY } from '../testing/keys.ts';
import { answering, Refusal } from './answering.ts';
import type { DepartmentSettings } from './open-department.ts';
import { type Open, openExample, PERSON, SAMPLES } from './testing/example.ts';

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
const FIELDS = ['deathDate', 'causeClass'];
const question: Question = { evidence: 'E-DTH-MED', fields: FIELDS, subjects: [PERSON], given: {} };
const context = (known: Partial<CallContext> = {}): CallContext => ({
  call: randomUUID(),
  caseNumber: '99010220261122000008',
  requirement: 'death',
  actor: 'system',
  purpose: '核实去世日期',
  legalBasis: '社会保险经办条例第二十六条',
  callback: 'http://127.0.0.1:9/late',
  ...known,
});

const open: Open[] = [];
async function start(known: Partial<DepartmentSettings> = {}): Promise<Open> {
  const one = await openExample(known);
  open.push(one);
  return one;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ department }) => department.close()));
});

async function ask(
  { document }: Open,
  of: Partial<Question> = {},
  known?: Partial<CallContext>,
): Promise<Answer> {
  const tools = { clock: () => new Date(), outgoing, signer: PORTAL_KEY, issuer: 'http://portal.example' };
  const connector = openConnector(document, new Map(), tools);
  const [asked, about] = [{ ...question, ...of }, context(known)];
  return connector.read(await connector.request(asked, about, 4_000), asked, about);
}

const DEATH = { evidence: 'E-DTH-MED', subjects: 1, fields: { deathDate: { kind: 'date' } } } as const;
const saying = (answer: Parameters<typeof answering>[1]) => [answering(DEATH, answer)];

describe('what the department’s own function says', () => {
  test('reaches the portal with none but the asked fields, under the department’s name', async () => {
    const answer = await ask(await start(), { fields: ['deathDate'] });
    expect(answer).toMatchObject({
      kind: 'confirmed',
      fields: { deathDate: '2026-03-18' },
      source: '测试登记',
    });
  });

  test.each([
    ['a field that is not of its kind', { deathDate: '18.3.2026' }],
    ['a field that is missing', {}],
    ['a field that may not be empty', { deathDate: null }],
  ])('is not sent with %s: the department says that it is down, and reports where', async (_what, fields) => {
    const one = await start({ answers: saying((_ask, asOf) => ({ kind: 'confirmed', fields, asOf })) });
    expect(await ask(one, { fields: ['deathDate'] })).toMatchObject({ kind: 'unavailable', cause: 'down' });
    expect(one.reports).toEqual([expect.stringContaining('deathDate')]);
  });

  test('is not sent when it throws, and nothing of a person is reported', async () => {
    const one = await start({
      answers: saying(() => {
        throw new Error('no connection to the register');
      }),
    });
    expect(await ask(one, { fields: ['deathDate'] })).toMatchObject({ kind: 'unavailable', cause: 'down' });
    expect(one.reports.join()).toContain('no connection');
    expect(one.reports.join()).not.toContain(PERSON.idNumber);
  });

  test('may be a refusal in words of its own', async () => {
    const refusing = saying(() => {
      throw new Refusal('quota', '今日调用次数已用完', { retryAfterSeconds: 60 });
    });
    const one = await start({ answers: refusing });
    expect(await ask(one, { fields: ['deathDate'] })).toMatchObject({ kind: 'unavailable', cause: 'quota' });
    expect(one.reports).toEqual([]);
  });
});

describe('one call', () => {
  test('that comes many times at once is looked up once', async () => {
    let lookedUp = 0;
    const answers = saying(async (_ask, asOf) => {
      lookedUp += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { kind: 'no_record', asOf };
    });
    const one = await start({ answers });
    const call = randomUUID();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => ask(one, { fields: ['deathDate'] }, { call })),
    );
    expect(lookedUp).toBe(1);
    expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  test('leaves one line for every message, with digests and, once exported, without persons', async () => {
    const one = await start();
    const call = randomUUID();
    await ask(one, {}, { call });
    await ask(one, {}, { call });
    const [first, second] = [...one.department.exportLog()].map((line) => JSON.parse(line));
    expect(first).toEqual({
      call,
      evidence: 'E-DTH-MED',
      fields: FIELDS,
      caseNumber: '99010220261122000008',
      purpose: '核实去世日期',
      legalBasis: '社会保险经办条例第二十六条',
      requestDigest: expect.any(String),
      responseDigest: expect.any(String),
      at: expect.any(String),
    });
    expect(second.requestDigest).not.toBe(first.requestDigest);
    expect([...one.department.exportLog(new Date(Date.now() + 1_000))]).toEqual([]);
  });
});

describe('a limit of questions a day', () => {
  test('is never passed, and questions of before are still answered', async () => {
    const one = await start({ limits: { perDay: 2 } });
    const call = randomUUID();
    const kinds = [
      await ask(one, {}, { call }),
      await ask(one),
      await ask(one),
      await ask(one, {}, { call }),
    ];
    expect(kinds.map(({ kind }) => kind)).toEqual(['confirmed', 'confirmed', 'unavailable', 'confirmed']);
  });
});

describe('health', () => {
  test.each([
    ['unknown where nobody looks', undefined, 'unknown'],
    ['what the probe says', () => 'up' as const, 'up'],
    [
      'unknown where the probe fails: that is not down',
      () => {
        throw new Error('probe');
      },
      'unknown',
    ],
  ])('is %s', async (_what, health, status) => {
    const { document } = await start({ ...(health && { health }) });
    const [source] = document.sources;
    if (source?.reach.way !== 'native') throw new Error('the example is native');
    const settings = {
      connector: document.id,
      reach: source.reach,
      credential: '',
      outgoing,
      clock: () => new Date(),
      signer: PORTAL_KEY,
      issuer: 'http://portal.example',
    };
    expect(await askHealth(settings, 4_000)).toMatchObject({ ok: true, value: { status } });
  });
});

describe('samples', () => {
  const nobodyKnown = saying((_ask, asOf) => ({ kind: 'no_record', asOf }));
  test('are answered only where the department was started with them', async () => {
    const about = { fields: ['deathDate'] };
    expect(await ask(await start({ answers: nobodyKnown }), about)).toMatchObject({ kind: 'no_record' });
    const one = await start({ answers: nobodyKnown, samples: SAMPLES });
    expect(await ask(one, about)).toMatchObject({ kind: 'confirmed', fields: { deathDate: '2026-03-18' } });
  });
});

describe('a late answer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kit-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is announced by a ticket, survives a restart and an unreachable portal, and is delivered once, signed', async () => {
    let isKnown = false;
    const answers = saying((_ask, asOf) =>
      isKnown
        ? { kind: 'confirmed', fields: { deathDate: '2026-03-18' }, asOf }
        : { kind: 'later', expectedAt: new Date(Date.now() + 60_000) },
    );
    const store = join(folder, 'kit.sqlite');
    const ear = await openEar();
    const before = await openExample({ answers, store });
    const call = randomUUID();
    const told = await ask(before, { fields: ['deathDate'] }, { call, callback: ear.url });
    if (told.kind !== 'pending') throw new Error('nobody knows yet');
    await before.department.close();

    const after = await start({ answers, store });
    expect(after.department.store.listOwed()).toHaveLength(1);
    isKnown = true;
    after.department.lookAgain(told.ticket);
    const { message, body } = await ear.next();
    expect(verifyRequest(message, DEPARTMENT_KEYS, new Date())).toMatchObject({ ok: true });
    expect(LateReply.parse(body)).toMatchObject({ call, ticket: told.ticket, answer: { kind: 'confirmed' } });
    await expect.poll(() => after.department.store.listOwed()).toEqual([]);
    expect(ear.received).toHaveLength(1);
    await ear.close();
  });
});

describe('an event', () => {
  test('is told signed, and again until the portal can be reached', async () => {
    const ear = await openEar();
    const { port } = new URL(ear.url);
    await ear.close();
    const one = await start({ doorUrl: `http://127.0.0.1:${port}` });
    const happening = {
      type: 'death' as const,
      evidence: 'E-DTH-MED',
      about: PERSON,
      occurredAt: new Date(),
    };
    const id = one.department.tell(happening);
    await expect.poll(() => one.department.store.listOwed()[0]?.attempts).toBe(1);
    const again = await openEar(Number(port));
    const { message, body } = await again.next();
    expect(verifyRequest(message, DEPARTMENT_KEYS, new Date())).toMatchObject({ ok: true });
    expect(message.url).toMatch(/\/events\/tests$/);
    expect(DepartmentEvent.parse(body)).toMatchObject({ id, type: 'mianzheng.death.v1' });
    await again.close();
  });

  test('needs an address to go to', async () => {
    const { department } = await start();
    const happening = { type: 'void' as const, evidence: 'E-DTH-MED', about: PERSON, occurredAt: new Date() };
    expect(() => department.tell(happening)).toThrow('doorUrl');
  });
});
