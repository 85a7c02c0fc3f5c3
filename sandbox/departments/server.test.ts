import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HealthReply, Problem, VerifyReply } from '#connectors/protocol.ts';
import { buildCity } from '../city/city.ts';
import { marriageRegistry } from './marriage-registry.ts';
import { publicSecurity } from './public-security.ts';
import { type RunningDepartment, startDepartment } from './server.ts';
import { openStore } from './store.ts';
import { ask, behaviour, city, question, runDepartment, SECRET, stillClock } from './testing.ts';

const { name, idNumber } = city.get('daughter');
const asked = (running: RunningDepartment, known = {}) =>
  question(running, { evidence: 'E-ID', subjects: [{ name, idNumber }], ...known });

let register: RunningDepartment;
beforeEach(async () => {
  register = await runDepartment(publicSecurity);
});
afterEach(() => register.close());

describe('a department', () => {
  test('answers nobody without its secret, and says whose fault it is', async () => {
    const response = await ask(register, asked(register), 'a-wrong-secret');
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(Problem.parse(await response.json())).toMatchObject({ code: 'unauthorised', origin: 'caller' });
    expect(register.ledger.count()).toBe(0);
  });

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
    ['evidence that it does not hold', { evidence: 'E-DTH-MED', fields: ['deathDate'] }, 403],
    ['a field that it does not offer', { fields: ['matches', 'address'] }, 403],
    [
      'two persons where one is meant',
      {
        subjects: [
          { name, idNumber },
          { name, idNumber },
        ],
      },
      400,
    ],
    ['another protocol', { protocol: 2 }, 400],
  ])('refuses %s', async (_what, known, status) => {
    const response = await ask(register, { ...asked(register), ...known });
    expect(response.status).toBe(status);
    expect(Problem.parse(await response.json()).origin).toBe('caller');
  });

  test('refuses what is not JSON or too large', async () => {
    const headers = { authorization: `Bearer ${SECRET}` };
    for (const body of ['{', `"${'x'.repeat(70_000)}"`]) {
      const response = await fetch(`${register.url}/verify`, { method: 'POST', headers, body });
      expect(response.status).toBe(400);
    }
  });

  test('gives the same call the same reply, and refuses another question under its id', async () => {
    const request = asked(register);
    const first = await (await ask(register, request)).text();
    expect(await (await ask(register, request)).text()).toBe(first);
    const response = await ask(register, { ...request, purpose: '另一用途' });
    expect(response.status).toBe(409);
  });

  test('writes down who asked what for which purpose, refusals included', async () => {
    await ask(register, asked(register));
    await ask(register, { ...asked(register), fields: ['address'] });
    expect(register.ledger.list(10)).toMatchObject([
      { evidence: 'E-ID', fields: ['address'], outcome: 'not_permitted' },
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
    const response = await fetch(`${register.url}/health`, {
      headers: { authorization: `Bearer ${SECRET}` },
    });
    expect(HealthReply.parse(await response.json()).status).toBe('up');
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
  const pair = [city.get('registered-spouse-deceased'), city.get('registered-spouse')];
  const subjects = pair.map((person) => ({ name: person.name, idNumber: person.idNumber }));
  const about = (running: RunningDepartment) => question(running, { evidence: 'E-MAR', subjects });

  test('answers no more than its limit on one day in China, and again on the next', async () => {
    const clock = stillClock('2026-11-22T15:30:00Z');
    const registry = await runDepartment(marriageRegistry, clock);
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
        department: marriageRegistry,
        database: openStore(folder, marriageRegistry, city),
        port: 0,
        secret: SECRET,
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
    const registry = await runDepartment(marriageRegistry);
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

function isReply(body: string): boolean {
  try {
    return VerifyReply.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
