import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LateReply, PendingReply } from '#connectors/protocol.ts';
import { verifyRequest } from '#connectors/signatures.ts';
import { DEPARTMENT_KEYS } from '#connectors/testing/keys.ts';
import { health } from './health.ts';
import { publicSecurity } from './public-security.ts';
import { type RunningDepartment, startDepartment } from './server.ts';
import { openStore } from './store.ts';
import { ask, behaviour, city, KEYS, question, runDepartment, startEar, stillClock } from './testing.ts';

const { name, idNumber } = city.get('daughter');
const asked = (running: RunningDepartment, known = {}) =>
  question(running, { evidence: 'E-ID', subjects: [{ name, idNumber }], ...known });

let register: RunningDepartment;
beforeEach(async () => {
  register = await runDepartment(publicSecurity);
});
afterEach(() => register.close());

describe('a late answer', () => {
  const dead = city.get('daughter-deceased');
  const subjects = [{ name: dead.name, idNumber: dead.idNumber }];

  test('comes when an officer has to look into a paper file, once, by call back under its signature', async () => {
    const ear = await startEar();
    const clinic = await runDepartment(health, realClock());
    await clinic.behave(behaviour({ byHandMs: 1 }));
    const request = question(clinic, { evidence: 'E-DTH-MED', subjects, callback: ear.url });
    const response = await ask(clinic, request);
    expect(response.status).toBe(202);
    const { ticket } = PendingReply.parse(await response.json());
    expect((await ask(clinic, request)).status).toBe(202);
    const heard = await ear.next();
    expect(verifyRequest(heard.message, DEPARTMENT_KEYS, new Date())).toMatchObject({ ok: true });
    expect(heard.message.headers.traceparent).toContain(request.call.replaceAll('-', ''));
    expect(LateReply.parse(heard.body)).toMatchObject({
      ticket,
      call: request.call,
      about: [{ idNumber: dead.idNumber }],
      answer: { kind: 'confirmed', fields: { deathDate: '2026-03-18', causeClass: 'NORMAL' } },
    });
    await expect.poll(() => clinic.ledger.listOwed()).toHaveLength(0);
    await clinic.close();
    await ear.close();
  });

  test('is still owed after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const clock = stillClock();
    const start = () =>
      startDepartment({
        department: health,
        database: openStore(folder, health, city),
        port: 0,
        ...KEYS,
        clock,
      });
    const before = await start();
    await before.behave(behaviour({ mode: 'late', lateSeconds: 60 }));
    await ask(before, question(before, { evidence: 'E-DTH-MED', subjects }));
    await before.close();
    const after = await start();
    expect(after.ledger.listOwed()).toHaveLength(1);
    expect(after.ledger.count()).toBe(1);
    await after.close();
    rmSync(folder, { recursive: true });
  });

  test('that never comes is not owed', async () => {
    await register.behave(behaviour({ mode: 'never' }));
    expect((await ask(register, asked(register))).status).toBe(202);
    expect(register.ledger.listOwed()).toHaveLength(0);
  });

  test('is given for the share that was set, always the same for the same call', async () => {
    await register.behave(behaviour({ lateShare: 0.5 }));
    const requests = Array.from({ length: 60 }, () => asked(register));
    const first = await Promise.all(requests.map(async (request) => (await ask(register, request)).status));
    expect(new Set(first)).toEqual(new Set([200, 202]));
    expect(await Promise.all(requests.map(async (request) => (await ask(register, request)).status))).toEqual(
      first,
    );
  });
});

function realClock() {
  return { now: () => new Date(), offsetMs: () => 0, move: () => {} };
}
