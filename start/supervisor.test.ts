import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from './child.ts';
import { STATE_VARIABLE, stopOrphans, takeInstanceLock } from './instance-lock.ts';
import { findStartTime, signal } from './process-table.ts';
import { type Service, type ServiceSpec, superviseService } from './supervisor.ts';
import { backOff, waitUntil } from './waiting.ts';

let folder = '';
const services: Service[] = [];
const lines: string[] = [];
const print = (line: string) => lines.push(line);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
  lines.length = 0;
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.stop();
  rmSync(folder, { recursive: true });
});

const STAYS = 'setInterval(() => {}, 1000);';
const describeChild = (code: string, env: Record<string, string> = {}): ServiceSpec => ({
  name: 'child',
  command: process.execPath,
  args: ['--eval', code],
  folder,
  env: { NODE_ENV: 'test', ...env },
  readyWithinSeconds: 20,
});

async function supervise(code: string): Promise<Service> {
  const service = await superviseService(describeChild(code), print);
  services.push(service);
  return service;
}

const lastId = () => Number(lines.findLast((line) => line.includes('id='))?.split('id=')[1]);

describe('a supervised child', () => {
  it('counts as started once it says that it is ready, and not before', async () => {
    await supervise(
      `console.log('id=' + process.pid); setTimeout(() => process.send('ready'), 200); ${STAYS}`,
    );
    expect(findStartTime(lastId())).toBeDefined();
  });

  it('is a failure of the start when it ends before it was ready', async () => {
    await expect(superviseService(describeChild('process.exit(3)'), print)).rejects.toThrow('exit code 3');
  });

  it('is a failure of the start when it is not ready in time, and is not left running', async () => {
    const spec = { ...describeChild(`console.log('id=' + process.pid); ${STAYS}`), readyWithinSeconds: 1 };
    await expect(superviseService(spec, print)).rejects.toThrow('was not ready after 1 seconds');
    expect(findStartTime(lastId())).toBeUndefined();
  });

  it('is started again when it is killed', async () => {
    await supervise(`console.log('id=' + process.pid); process.send('ready'); ${STAYS}`);
    const first = lastId();
    signal(first, 'SIGKILL');
    expect(await waitUntil(() => lastId() !== first, 20)).toBe(true);
    expect(lines.join('\n')).toContain('stopped (signal SIGKILL); starting it again in 0.5 s');
  });

  it('stops with everything that it had started itself', async () => {
    const file = join(folder, 'grandchild');
    const grandchild = `require('child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(STAYS)}])`;
    const service = await supervise(
      `require('fs').writeFileSync(${JSON.stringify(file)}, String(${grandchild}.pid)); process.send('ready'); ${STAYS}`,
    );
    await service.stop();
    const pid = Number(readFileSync(file, 'utf8'));
    expect(await waitUntil(() => findStartTime(pid) === undefined, 10)).toBe(true);
  });

  it('is given ever more time between two falls, up to half a minute', () => {
    expect([1, 2, 3, 7, 50].map(backOff)).toEqual([500, 1000, 2000, 30_000, 30_000]);
  });
});

describe('a start after a killed start', () => {
  it('ends the children that were left behind, and nobody else', async () => {
    const orphan = await startChild(describeChild(STAYS, { [STATE_VARIABLE]: folder }), print);
    const stranger = await startChild(describeChild(STAYS, { [STATE_VARIABLE]: `${folder}-other` }), print);
    expect(await stopOrphans(folder)).toBe(1);
    expect(await orphan.ended).toBe('signal SIGTERM');
    expect(stranger.hasEnded()).toBe(false);
    await stranger.stop();
  });

  it('is refused while the other start lives, and let in once it is gone', async () => {
    const lock = join(folder, 'lock');
    const release = takeInstanceLock(lock, folder);
    expect(() => takeInstanceLock(lock, folder)).toThrow(
      `already runs from this folder as process ${process.pid}`,
    );
    release();
    takeInstanceLock(lock, folder)();
  });
});
