import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stillClock } from '#sandbox/departments/testing.ts';
import { MailBehaviour } from '#sandbox/mail/behaviour.ts';
import { type RunningMail, startMail } from '#sandbox/mail/server.ts';
import { openMailStore } from '#sandbox/mail/store.ts';
import { type MailTransport, openMailTransport } from './mail-transport.ts';

const SECRET = 'a-secret-of-the-test-relay';
const NOTICE = {
  id: 'note_1',
  to: 'daughter@anlan.example',
  subject: '办理进度',
  text: '您好：\n已经受理。',
};
let relay: RunningMail;
let transport: MailTransport;

const open = (password: string, timeoutMs = 2_000, port = relay.port) =>
  openMailTransport({
    url: `smtp://mianzheng:${password}@127.0.0.1:${port}`,
    from: '免证办 <no-reply@anlan.example>',
    timeoutMs,
  });
const behave = (known: Partial<MailBehaviour>) => relay.behave(MailBehaviour.parse(known));

beforeEach(async () => {
  relay = await startMail({ store: openMailStore(null), port: 0, secret: SECRET, clock: stillClock() });
  transport = open(SECRET);
});
afterEach(async () => {
  transport.close();
  await relay.close();
});

test('a notice arrives with sender, subject and text, and asks for no automatic answer', async () => {
  expect(await transport.send(NOTICE)).toBe('sent');
  const [kept] = relay.store.list();
  expect(kept).toMatchObject({
    messageId: '<note_1@mianzheng>',
    from: '免证办 <no-reply@anlan.example>',
    to: ['daughter@anlan.example'],
    subject: '办理进度',
  });
  expect(kept?.text.trim()).toBe(NOTICE.text);
  expect(kept?.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-generated' });
});

test('the same notice sent twice is one message to whoever reads it', async () => {
  for (let time = 0; time < 2; time++) expect(await transport.send(NOTICE)).toBe('sent');
  expect(relay.store.list()).toMatchObject([{ times: 2 }]);
});

test('an address is one address, and a subject one line, whatever stands in them', async () => {
  const to = 'daughter@anlan.example, spouse@anlan.example';
  expect(await transport.send({ ...NOTICE, to })).toMatchObject({ retry: false });
  await transport.send({ ...NOTICE, subject: '进度\r\nBcc: spouse@anlan.example' });
  expect(relay.store.list('spouse@anlan.example')).toEqual([]);
});

describe('a failure is told as final or passing', () => {
  test('final: the relay knows no such recipient, or the address is none', async () => {
    expect(await transport.send({ ...NOTICE, to: 'x@elsewhere.example' })).toEqual({
      retry: false,
      code: 'smtp:550',
    });
    expect(await transport.send({ ...NOTICE, to: '' })).toMatchObject({ retry: false });
  });

  test('passing: 451, nobody listening, and a relay that comes back takes the mail', async () => {
    await behave({ mode: 'broken' });
    expect(await transport.send(NOTICE)).toEqual({ retry: true, code: 'smtp:451' });
    await behave({ mode: 'refused' });
    expect(await transport.send(NOTICE)).toMatchObject({ retry: true });
    await behave({ mode: 'normal' });
    expect(await transport.send(NOTICE)).toBe('sent');
  });

  test('passing: a refused password is the installation’s fault and not the mail’s', async () => {
    const other = open('another-secret-than-the-relays');
    expect(await other.send(NOTICE)).toEqual({ retry: true, code: 'smtp:535' });
    other.close();
  });

  test('passing: a relay that is too slow', async () => {
    await behave({ mode: 'slow', delayMs: 5_000 });
    const impatient = open(SECRET, 150);
    expect(await impatient.send(NOTICE)).toMatchObject({ retry: true });
    impatient.close();
  });
});

describe('with a relay that speaks no SMTP', () => {
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });
  async function serve(onSocket: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      onSocket(socket);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  test.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => {}],
    ['hangs up', (socket) => socket.end()],
    ['talks about something else', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['greets with 554', (socket) => socket.write('554 not for you\r\n')],
  ])('one that %s is a passing failure, and says so in time', async (_what, onSocket) => {
    const odd = open(SECRET, 300, await serve(onSocket));
    expect(await odd.send(NOTICE)).toMatchObject({ retry: true });
    odd.close();
  });
});

test('nothing is written to the process’s output, whatever happens', async () => {
  const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(console, 'error'), vi.spyOn(console, 'log')];
  await transport.send({ ...NOTICE, to: 'x@elsewhere.example' });
  await behave({ mode: 'broken' });
  await transport.send(NOTICE);
  for (const spy of written) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
