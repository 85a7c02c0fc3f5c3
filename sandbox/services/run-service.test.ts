import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { marriageRegistry } from '../departments/marriage-registry.ts';
import type { RunningDepartment } from '../departments/server.ts';
import { openStore } from '../departments/store.ts';
import { behaviour, city, stillClock } from '../departments/testing.ts';
import { answerThrough, openPlug, runService, toolsOf } from '../testing/plugged.ts';

const pair = ['registered-spouse-deceased', 'registered-spouse'].map((key) => city.get(key));
const subjects = pair.map(({ name, idNumber }) => ({ name, idNumber }));

function ask(registry: RunningDepartment, clock: Clock) {
  const { connector } = openPlug(registry, toolsOf(clock.now));
  return answerThrough(connector, { evidence: 'E-MAR', fields: ['state'], subjects, given: {} });
}
const QUOTA = { kind: 'unavailable', cause: 'quota' };

describe('a service that counts its calls', () => {
  test('answers no more than its limit on one day in China, says until when, and again on the next', async () => {
    const clock = stillClock('2026-11-22T15:30:00Z');
    const registry = await runService(marriageRegistry, clock);
    await registry.behave(behaviour({ dailyLimit: 2 }));
    const kinds = [];
    for (let turn = 0; turn < 3; turn += 1) kinds.push((await ask(registry, clock)).kind);
    expect(kinds).toEqual(['confirmed', 'confirmed', 'unavailable']);
    expect(await ask(registry, clock)).toMatchObject({ ...QUOTA, retryAt: '2026-11-22T16:00:00.000Z' });
    clock.move(30 * 60_000);
    expect((await ask(registry, clock)).kind).toBe('confirmed');
    await registry.close();
  });

  test('goes on counting after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const clock = stillClock();
    const start = async () => {
      const registry = await runService(marriageRegistry, clock, openStore(folder, marriageRegistry, city));
      await registry.behave(behaviour({ dailyLimit: 1 }));
      return registry;
    };
    const before = await start();
    expect((await ask(before, clock)).kind).toBe('confirmed');
    await before.close();
    const after = await start();
    expect(await ask(after, clock)).toMatchObject(QUOTA);
    await after.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a service that misbehaves', () => {
  const clock = stillClock();
  let registry: RunningDepartment;
  beforeEach(async () => {
    registry = await runService(marriageRegistry, clock);
  });
  afterEach(() => registry.close());
  const inMode = async (known: Parameters<typeof behaviour>[0]) => {
    await registry.behave(behaviour(known));
    return ask(registry, clock);
  };

  test.each([
    ['broken', 'down'],
    ['refused', 'down'],
    ['quota', 'quota'],
    ['wrong', 'malformed'],
    ['lying', 'wrong_subject'],
  ] as const)('in mode %s is unavailable: %s', async (mode, cause) => {
    expect(await inMode({ mode })).toMatchObject({ kind: 'unavailable', cause });
  });

  test('comes back to the same port once it listens again', async () => {
    await inMode({ mode: 'refused' });
    expect((await inMode({ mode: 'normal' })).kind).toBe('confirmed');
  });

  test.each([
    ['slow', { mode: 'slow' as const, delayMs: 120 }],
    ['keeping to given response times', { latencyMs: [120] }],
  ])('takes its time when %s', async (_how, known) => {
    const begun = performance.now();
    await inMode(known);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(115);
  });

  test('answers at once where others would answer late: it knows no way to call back', async () => {
    expect((await inMode({ mode: 'late' })).kind).toBe('confirmed');
  });

  test('writes down every question with what became of it', async () => {
    await inMode({ mode: 'broken' });
    await inMode({ mode: 'normal' });
    expect(registry.ledger.list(5).map(({ outcome }) => outcome)).toEqual([
      expect.stringMatching(/ rows$/),
      'down',
    ]);
  });
});
