import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stillClock } from '../departments/testing.ts';
import { MailBehaviour } from './behaviour.ts';
import { type RunningMail, startMail } from './server.ts';
import { openMailStore } from './store.ts';

const SECRET = 'a-secret-of-the-test-relay';
let folder: string;
let mail: RunningMail;

const start = (port = 0) =>
  startMail({ store: openMailStore(folder), port, secret: SECRET, clock: stillClock() });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mail-'));
  mail = await start();
});
afterEach(async () => {
  await mail.close();
  rmSync(folder, { recursive: true });
});

/** Sends one message over a connection of its own; gives the reply code with which it was refused, else 250. */
async function send(known: Record<string, unknown> = {}, password = SECRET): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: mail.port,
    auth: { user: 'x', pass: password },
  });
  const message = {
    from: '免证办 <no-reply@anlan.example>',
    to: 'daughter@anlan.example',
    subject: '办理进度',
  };
  try {
    await transport.sendMail({ ...message, text: '您好：\n已经受理。', ...known });
    return 250;
  } catch (cause) {
    return Number(Object(cause).responseCode ?? 0);
  } finally {
    transport.close();
  }
}

const behave = (known: Partial<MailBehaviour>) => mail.behave(MailBehaviour.parse(known));

describe('a message', () => {
  test('is kept as it was meant, whatever its encoding', async () => {
    const text = `您好：\n${'遗属待遇已经受理。'.repeat(40)}\n第二段`;
    expect(await send({ messageId: '<one@mianzheng>', text })).toBe(250);
    const [kept] = mail.store.list();
    expect(kept).toMatchObject({
      messageId: '<one@mianzheng>',
      from: '免证办 <no-reply@anlan.example>',
      to: ['daughter@anlan.example'],
      subject: '办理进度',
      at: '2026-11-22T04:00:00.000Z',
      times: 1,
    });
    expect(kept?.text.trim()).toBe(text);
    expect(kept?.headers.map(({ name }) => name)).toContain('Message-ID');
  });

  test('that comes again is one message with a count', async () => {
    for (let time = 0; time < 3; time++) await send({ messageId: '<one@mianzheng>' });
    await send({ messageId: '<two@mianzheng>' });
    expect(mail.store.list().map(({ messageId, times }) => [messageId, times])).toEqual([
      ['<two@mianzheng>', 1],
      ['<one@mianzheng>', 3],
    ]);
  });

  test('is found by its recipient in any case, and not by a part of the address', async () => {
    await send({ to: 'Daughter@Anlan.example' });
    await send({ to: 'spouse@anlan.example' });
    expect(mail.store.list('DAUGHTER@anlan.example')).toHaveLength(1);
    expect(mail.store.list('daughter')).toEqual([]);
    expect(mail.store.list()).toHaveLength(2);
  });

  test('outlives the server', async () => {
    await send({ messageId: '<one@mianzheng>' });
    await mail.close();
    mail = await start();
    expect(mail.store.list()).toMatchObject([{ messageId: '<one@mianzheng>' }]);
  });

  test('is refused for good to an address elsewhere, with a wrong secret, or when it is too large', async () => {
    expect(await send({ to: 'somebody@elsewhere.example' })).toBe(550);
    expect(await send({}, 'another-secret-than-the-relays')).toBe(535);
    expect(await send({ text: 'x'.repeat(300_000) })).toBe(552);
    expect(mail.store.count()).toBe(0);
  });
});

describe('the server', () => {
  test('answers every recipient with 451 while it is broken, and takes the mail afterwards', async () => {
    await behave({ mode: 'broken' });
    expect(await send()).toBe(451);
    await behave({ mode: 'normal' });
    expect(await send()).toBe(250);
  });

  test('does not listen while it refuses, cuts off who is connected, and listens again on the same port', async () => {
    const pooled = createTransport({
      host: '127.0.0.1',
      port: mail.port,
      pool: true,
      auth: { user: 'x', pass: SECRET },
    });
    await pooled.sendMail({ from: 'a@anlan.example', to: 'b@anlan.example', text: 'x' });
    await behave({ mode: 'refused' });
    await expect(
      pooled.sendMail({ from: 'a@anlan.example', to: 'b@anlan.example', text: 'x' }),
    ).rejects.toThrow('ECONNREFUSED');
    await behave({ mode: 'normal' });
    expect(await send()).toBe(250);
    pooled.close();
  });

  test('takes its time in mode slow, and then takes the mail', async () => {
    await behave({ mode: 'slow', delayMs: 120 });
    const begin = performance.now();
    expect(await send()).toBe(250);
    expect(performance.now() - begin).toBeGreaterThan(100);
  });
});
