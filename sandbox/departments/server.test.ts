import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Problem, type ProblemCode } from '#connectors/problem.ts';
import { BatchReply, DiscoveryReply, HealthReply, VerifyReply } from '#connectors/protocol.ts';
import { verifyReply } from '#connectors/signatures.ts';
import { DEPARTMENT_KEYS, drawKey } from '#connectors/testing/keys.ts';
import { buildCity } from '../city/city.ts';
import { publicSecurity } from './public-security.ts';
import { type RunningDepartment, startDepartment } from './server.ts';
import { openStore } from './store.ts';
import {
  ask,
  behaviour,
  city,
  inquire,
  KEYS,
  question,
  runDepartment,
  signed,
  stillClock,
  type Tampering,
} from './testing.ts';

const { name, idNumber } = city.get('daughter');
const asked = (running: RunningDepartment, known = {}) =>
  question(running, { evidence: 'E-ID', subjects: [{ name, idNumber }], ...known });

let register: RunningDepartment;
beforeEach(async () => {
  register = await runDepartment(publicSecurity);
});
afterEach(() => register.close());

describe('a department', () => {
  test('gives only the fields that were asked for', async () => {
    const { name: dead, idNumber: number } = city.get('daughter-deceased');
    const request = question(register, {
      evidence: 'E-HUK-CXL',
      subjects: [{ name: dead, idNumber: number }],
      fields: ['cancelledForDeath'],
    });
    const reply = VerifyReply.parse(await (await ask(register, request)).json());
    expect(reply.answer).toMatchObject({ kind: 'confirmed', fields: { cancelledForDeath: true } });
    expect(reply.answer.kind === 'confirmed' && Object.keys(reply.answer.fields)).toEqual([
      'cancelledForDeath',
    ]);
  });

  test.each([
    ['evidence that it does not hold', { evidence: 'E-DTH-MED', fields: ['deathDate'] }, 'not_permitted'],
    ['a field that it does not offer', { fields: ['matches', 'address'] }, 'unknown_field'],
    [
      'two persons where one is meant',
      {
        subjects: [
          { name, idNumber },
          { name, idNumber },
        ],
      },
      'wrong_subject',
    ],
    ['another protocol', { protocol: 2 }, 'malformed'],
    ['a question without its nonce', { nonce: undefined }, 'malformed'],
  ] satisfies [string, object, ProblemCode][])('refuses %s', async (_what, known, code) => {
    const told = await problemOf(ask(register, { ...asked(register), ...known }));
    expect(told).toMatchObject({ code, origin: 'caller' });
  });

  test('gives the same call the same reply, and refuses another question under its id', async () => {
    const request = asked(register);
    const first = VerifyReply.parse(await (await ask(register, request)).json());
    const nonce = 'BBBBBBBBBBBBBBBBBBBBBB';
    const again = VerifyReply.parse(await (await ask(register, { ...request, nonce })).json());
    expect(again).toEqual({ ...first, nonce });
    expect(await problemOf(ask(register, { ...request, purpose: '另一用途' }))).toMatchObject({
      code: 'conflict',
      status: 409,
      correlation: request.call,
    });
  });

  test('writes down who asked what for which purpose, refusals included', async () => {
    await ask(register, asked(register));
    await ask(register, { ...asked(register), fields: ['address'] });
    expect(register.ledger.list(10)).toMatchObject([
      { evidence: 'E-ID', fields: ['address'], outcome: 'unknown_field' },
      {
        evidence: 'E-ID',
        caseNumber: '99010220261122000008',
        legalBasis: '社会保险经办条例第二十六条',
        subjects: [{ name, idNumber }],
        outcome: 'confirmed',
      },
    ]);
  });

  test('tells its health', async () => {
    const response = await inquire(register, '/health');
    expect(HealthReply.parse(await response.json()).status).toBe('up');
  });
});

describe('what a department offers', () => {
  test('is what it answers, with kinds, limits and number of persons', async () => {
    const offer = DiscoveryReply.parse(await (await inquire(register, '/discovery')).json());
    const cancelled = offer.offers.find(({ evidence }) => evidence === 'E-HUK-CXL');
    expect(offer.connector).toBe('public-security');
    expect(cancelled).toMatchObject({ subjects: 1, fields: [{ kind: 'yes_no' }, { kind: 'date' }] });
    expect(offer.limits).toMatchObject({ batch: 50, perDay: null });
  });

  test('is nobody’s business but the portal’s', async () => {
    for (const path of ['/discovery', '/health']) {
      const told = Problem.parse(await (await fetch(register.url + path)).json());
      expect(told).toMatchObject({ code: 'bad_signature', status: 401, origin: 'caller' });
    }
    expect(await problemOf(inquire(register, '/records'))).toMatchObject({ code: 'not_found' });
  });
});

describe('a department’s gate', () => {
  const refused = (tampering: Tampering) => problemOf(ask(register, asked(register), tampering));

  test.each([
    ['under a key that the portal has not published', { signer: drawKey('stranger') }, 'bad_signature'],
    ['under another key of the same name', { signer: drawKey('portal-of-tests') }, 'bad_signature'],
    [
      'with a body that was changed on the way',
      { change: swap('body', /daughter|E-ID/, 'E-HH') },
      'bad_signature',
    ],
    ['signed longer ago than five minutes', { signedAt: new Date('2026-11-22T03:54:59Z') }, 'bad_signature'],
    ['without a signature', { change: without('signature') }, 'bad_signature'],
    ['without a token', { token: '' }, 'unauthorised'],
    ['with a token that is none', { token: 'a.b.c' }, 'unauthorised'],
    ['with a token that is over', { signedAt: new Date('2026-11-22T03:58:50Z') }, 'expired_token'],
    ['with a token for another case', { permits: { caseNumber: '1' } }, 'not_permitted'],
    ['with a token for another purpose', { permits: { purpose: '另一用途' } }, 'not_permitted'],
    ['with a token for fewer fields', { permits: { fields: ['another'] } }, 'not_permitted'],
  ] satisfies [string, Tampering, ProblemCode][])(
    'refuses a question %s, and looks nothing up',
    async (_how, tampering, code) => {
      expect(await refused(tampering)).toMatchObject({ code, origin: 'caller' });
      expect(register.ledger.count()).toBe(0);
    },
  );

  test('refuses a message that it has had before', async () => {
    const { url, ...message } = signed(register, asked(register));
    expect((await fetch(url, message)).status).toBe(200);
    expect(await problemOf(fetch(url, message))).toMatchObject({ code: 'replayed', retryable: true });
    expect(register.ledger.count()).toBe(1);
  });

  test('refuses a token for another department', async () => {
    const token = /Bearer (.*)/.exec(signed(register, asked(register)).headers.authorization ?? '')?.[1];
    const elsewhere = await runDepartment({ ...publicSecurity, id: 'health' });
    const told = await problemOf(ask(elsewhere, asked(elsewhere), { token }));
    expect(told.code).toBe('unauthorised');
    await elsewhere.close();
  });

  test.each([
    ['too_large', Buffer.from(`"${'x'.repeat(70_000)}"`), 'application/json'],
    ['bad_charset', Buffer.from([0x7b, 0xd6, 0xdc, 0x7d]), 'application/json'],
    ['bad_charset', Buffer.from('{}'), 'application/json; charset=gbk'],
    ['bad_signature', Buffer.from('{'), 'application/json'],
  ])('says %s of a body that it cannot read', async (code, body, type) => {
    const headers = { 'content-type': type };
    const response = await fetch(`${register.url}/verify`, { method: 'POST', headers, body });
    expect(Problem.parse(await response.json()).code).toBe(code);
  });

  test('signs whatever it says, refusals included, as the answer to this question', async () => {
    for (const tampering of [{}, { token: '' }, { signer: drawKey('stranger') }]) {
      const message = signed(register, asked(register), tampering);
      const response = await fetch(message.url, message);
      const reply = {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
      expect(verifyReply(reply, message, DEPARTMENT_KEYS, stillClock().now())).toMatchObject({ ok: true });
    }
  });
});

describe('an envelope', () => {
  const send = (messages: unknown[]) =>
    fetch(`${register.url}/verify/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: 1, messages }),
    });

  test('is answered message by message, each signed and bound to its own question', async () => {
    const messages = [asked(register), { ...asked(register), fields: ['address'] }, asked(register)].map(
      (each) => signed(register, each),
    );
    messages.push(signed(register, asked(register), { signer: drawKey('stranger') }));
    const { replies } = BatchReply.parse(await (await send(messages)).json());
    expect(replies.map(({ status }) => status)).toEqual([200, 422, 200, 401]);
    for (const [index, reply] of replies.entries()) {
      const believed = messages.map(
        (message) => verifyReply(reply, message, DEPARTMENT_KEYS, stillClock().now()).ok,
      );
      expect(believed.findIndex(Boolean)).toBe(index);
      expect(believed.filter(Boolean)).toHaveLength(1);
    }
  });

  test('with too much in it, or nothing, is refused as a whole', async () => {
    const many = Array.from({ length: 51 }, () => signed(register, asked(register)));
    expect(await problemOf(send(many))).toMatchObject({ code: 'too_large' });
    expect(await problemOf(send([]))).toMatchObject({ code: 'malformed' });
    expect(register.ledger.count()).toBe(0);
  });
});

describe('a department that misbehaves', () => {
  test('when broken says that it is down and when to ask again', async () => {
    await register.behave(behaviour({ mode: 'broken' }));
    const response = await ask(register, asked(register));
    expect(response.status).toBe(503);
    expect(Problem.parse(await response.json())).toMatchObject({
      code: 'down',
      retryable: true,
      origin: 'department',
    });
  });

  test('when out of quota answers 429', async () => {
    await register.behave(behaviour({ mode: 'quota' }));
    const response = await ask(register, asked(register));
    expect(response.status).toBe(429);
    expect(Problem.parse(await response.json()).code).toBe('quota');
  });

  test('when refusing connections leaves its port, and comes back to the same one', async () => {
    await register.behave(behaviour({ mode: 'refused' }));
    await expect(ask(register, asked(register))).rejects.toThrow();
    await register.behave(behaviour({}));
    expect((await ask(register, asked(register))).status).toBe(200);
  });

  test('when wrong never keeps to the protocol, in four ways', async () => {
    await register.behave(behaviour({ mode: 'wrong' }));
    const bodies = new Set<string>();
    for (let turn = 0; turn < 4; turn++) bodies.add(await (await ask(register, asked(register))).text());
    expect(bodies.size).toBe(4);
    for (const body of bodies) expect(isReply(body)).toBe(false);
  });

  test('when lying answers about another person', async () => {
    await register.behave(behaviour({ mode: 'lying' }));
    const reply = VerifyReply.parse(await (await ask(register, asked(register))).json());
    expect(reply.about).toHaveLength(1);
    expect(reply.about[0]?.idNumber).not.toBe(idNumber);
  });

  test('when slow takes its time', async () => {
    await register.behave(behaviour({ mode: 'slow', delayMs: 120 }));
    const begun = performance.now();
    await ask(register, asked(register));
    expect(performance.now() - begun).toBeGreaterThanOrEqual(115);
  });

  test('keeps to given response times in turn', async () => {
    await register.behave(behaviour({ latencyMs: [0, 120] }));
    const spent: number[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const begun = performance.now();
      await ask(register, asked(register));
      spent.push(performance.now() - begun);
    }
    expect(spent[1]).toBeGreaterThanOrEqual(115);
  });
});

describe('a department that counts its calls', () => {
  const counting = { ...publicSecurity, countsCalls: true };
  const about = asked;

  test('answers no more than its limit on one day in China, and again on the next', async () => {
    const clock = stillClock('2026-11-22T15:30:00Z');
    const registry = await runDepartment(counting, clock);
    await registry.behave(behaviour({ dailyLimit: 2 }));
    const first = about(registry);
    const statuses = [];
    for (const request of [first, about(registry), about(registry)]) {
      statuses.push((await ask(registry, request)).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect((await ask(registry, first)).status).toBe(200);
    const refusal = Problem.parse(await (await ask(registry, about(registry))).json());
    expect(refusal).toMatchObject({ code: 'quota', origin: 'department', retryAfterSeconds: 1_800 });
    clock.move(30 * 60_000);
    expect((await ask(registry, about(registry))).status).toBe(200);
    await registry.close();
  });

  test('goes on counting after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const start = async () => {
      const running = await startDepartment({
        department: counting,
        database: openStore(folder, counting, city),
        port: 0,
        ...KEYS,
        clock: stillClock(),
      });
      await running.behave(behaviour({ dailyLimit: 1 }));
      return running;
    };
    const before = await start();
    expect((await ask(before, about(before))).status).toBe(200);
    await before.close();
    const after = await start();
    expect((await ask(after, about(after))).status).toBe(429);
    await after.close();
    rmSync(folder, { recursive: true });
  });

  test('has no answer at all at a limit of nothing, and others take no notice of it', async () => {
    const registry = await runDepartment(counting);
    await registry.behave(behaviour({ dailyLimit: 0 }));
    expect((await ask(registry, about(registry))).status).toBe(429);
    await registry.close();
    await register.behave(behaviour({ dailyLimit: 0 }));
    expect((await ask(register, asked(register))).status).toBe(200);
  });
});

describe('a store', () => {
  test('is kept for the same city and made anew for another', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const mark = openStore(folder, publicSecurity, city);
    mark.exec("INSERT INTO T_CFHM VALUES ('mark', 'mark')");
    mark.close();
    const kept = openStore(folder, publicSecurity, city);
    expect(kept.prepare("SELECT 1 AS n FROM T_CFHM WHERE JHM = 'mark'").get()?.n).toBe(1);
    kept.close();
    const renewed = openStore(folder, publicSecurity, buildCity(210));
    expect(renewed.prepare("SELECT 1 FROM T_CFHM WHERE JHM = 'mark'").get()).toBeUndefined();
    renewed.close();
    rmSync(folder, { recursive: true });
  });
});

async function problemOf(response: Promise<Response>): Promise<Problem> {
  const reply = await response;
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  const told = Problem.parse(await reply.json());
  expect(told.status).toBe(reply.status);
  return told;
}

function swap(field: 'body', pattern: RegExp, by: string): Tampering['change'] {
  return (message) => ({ [field]: message[field].replace(pattern, by) });
}

function without(header: string): Tampering['change'] {
  return ({ headers: { [header]: _left, ...headers } }) => ({ headers });
}

function isReply(body: string): boolean {
  try {
    return VerifyReply.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
