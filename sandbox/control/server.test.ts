import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEPARTMENTS } from '../departments.ts';
import { readDepartmentLines, readEnvironment } from '../environment.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
const departmentsFile = join(folder, 'departments.json');
const clockFile = join(folder, 'offset');
const SECRET = 'a-secret-of-sixteen-and-more';
const KEY = JSON.stringify({
  kid: 'of-tests',
  ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
});
let sandbox: Sandbox;

beforeAll(async () => {
  writeFileSync(
    departmentsFile,
    JSON.stringify(DEPARTMENTS.map(({ id }) => ({ id, port: 0, secret: SECRET, key: KEY }))),
  );
  const environment = readEnvironment({
    PORTAL_URL: 'http://portal.invalid/',
    OIDC_ISSUER: 'http://identity.invalid',
    OIDC_CLIENT_ID: 'portal',
    OIDC_CLIENT_SECRET: SECRET,
    IDP_PORT: '0',
    CONTROL_PORT: '0',
    MAIL_PORT: '0',
    MAIL_PASSWORD: SECRET,
    BANK_PORT: '0',
    BANK_SECRET: SECRET,
    DEPARTMENTS_FILE: departmentsFile,
    FEEDS_FOLDER: join(folder, 'feeds'),
    SANDBOX_DATA: join(folder, 'stores'),
    SANDBOX_RESIDENTS: '200',
    CLOCK_FILE: clockFile,
  });
  sandbox = await startSandbox(environment, readDepartmentLines(departmentsFile));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string) => (await fetch(sandbox.controlUrl + path)).json();
const post = (path: string, body: unknown) =>
  fetch(sandbox.controlUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const submit = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(sandbox.controlUrl + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
    redirect: 'manual',
  });

describe('the funeral homes’ files', () => {
  test('are delivered at the start, when asked for, and on the next civil day, under names that carry the date', async () => {
    const names = () =>
      readdirSync(join(folder, 'feeds', 'funeral-homes')).filter((name) => !name.endsWith('.part'));
    await expect.poll(names).toHaveLength(3);
    for (const name of names()) rmSync(join(folder, 'feeds', 'funeral-homes', name));
    expect((await post('/control/files', {})).status).toBe(200);
    expect(
      names()
        .map((name) => name.replace(/\d{8}/, '*'))
        .sort(),
    ).toEqual(['albyg-*.csv', 'mjbyg-*.xlsx', 'slbyg-*.csv']);
    await post('/control/clock', { days: 1 });
    await expect.poll(names, { timeout: 5_000 }).toHaveLength(6);
    await post('/control/clock', { days: 0 });
  });
});

describe('the control page', () => {
  test('shows every department, the forms and the stories without script', async () => {
    const response = await fetch(sandbox.controlUrl);
    const page = await response.text();
    for (const { name } of DEPARTMENTS) expect(page).toContain(name);
    for (const words of ['登记去世', '时钟', '女儿为父亲申请']) expect(page).toContain(words);
    expect(page).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('changes a department by JSON and by form, and the department follows', async () => {
    const { url } = await get('/control/departments/health');
    expect((await fetch(`${url}/health`)).status).toBeGreaterThan(400);
    const changed = await post('/control/departments/health', { mode: 'refused' });
    expect(await changed.json()).toMatchObject({ id: 'health', behaviour: { mode: 'refused' } });
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    const response = await submit('/control/departments/health', {
      mode: 'normal',
      delayMs: '10',
      lateShare: '0.5',
    });
    expect(response.status).toBe(303);
    expect(await get('/control/departments/health')).toMatchObject({
      behaviour: { mode: 'normal', lateShare: 0.5 },
    });
  });

  test('refuses what it does not know', async () => {
    expect((await post('/control/departments/health', { mode: 'asleep' })).status).toBe(422);
    expect((await post('/control/departments/nobody', { mode: 'normal' })).status).toBe(404);
    expect((await post('/control/clock', { days: 'many' })).status).toBe(422);
    expect((await fetch(`${sandbox.controlUrl}/control/nothing`)).status).toBe(404);
  });

  test('lets somebody die once', async () => {
    const notice = { person: 'not-yet-recorded-deceased', date: '2026-11-01' };
    expect((await post('/control/deaths', notice)).status).toBe(201);
    expect(await (await post('/control/deaths', notice)).json()).toEqual({ problem: 'already_dead' });
  });

  test('moves the clock by writing the offset in milliseconds', async () => {
    expect(await (await post('/control/clock', { days: 3 })).json()).toMatchObject({ offsetMs: 259_200_000 });
    expect(readFileSync(clockFile, 'utf8').trim()).toBe('259200000');
    await post('/control/clock', { offsetMs: 0 });
    expect(await get('/control/clock')).toMatchObject({ offsetMs: 0 });
  });

  test('lists the stories with numbers, cards and truth', async () => {
    expect(await get('/control/personas')).toContainEqual(
      expect.objectContaining({
        key: 'daughter',
        deceasedNumber: '990102195803150011',
        truth: expect.objectContaining({
          outcome: { kind: 'granted', benefit: { funeralFen: 1_108_417, gratuityFen: 4_987_875 } },
        }),
      }),
    );
  });

  test('obeys no form of another site', async () => {
    await submit('/control/clock', { days: '9' }, { 'sec-fetch-site': 'cross-site' });
    expect(await get('/control/clock')).toMatchObject({ offsetMs: 0 });
  });

  test('escapes what it repeats', async () => {
    const page = await (
      await fetch(`${sandbox.controlUrl}/?said=${encodeURIComponent('<b onclick=1>')}`)
    ).text();
    expect(page).not.toContain('<b onclick');
  });

  test('shows the questions that a department was asked', async () => {
    expect(await get('/control/departments/card-bank/log')).toEqual([]);
    expect(await (await fetch(`${sandbox.controlUrl}/departments/card-bank/log`)).text()).toContain(
      '谁问过什么',
    );
  });
});

describe('the residents’ mail', () => {
  async function send(to: string, subject: string, text: string) {
    const { port } = await get('/control/mail');
    const transport = createTransport({ host: '127.0.0.1', port, auth: { user: 'x', pass: SECRET } });
    await transport.sendMail({ from: 'no-reply@anlan.example', to, subject, text });
    transport.close();
  }
  const read = async (path: string) => (await fetch(sandbox.controlUrl + path)).text();

  test('is listed, filtered by recipient and shown, in the browser and as JSON', async () => {
    await send('spouse@anlan.example', '给配偶', '第一行\n第二行');
    await send('daughter@anlan.example', '给女儿', '见 http://localhost:3000/cases/1');
    expect(await read('/')).toContain('href="/mail"');
    expect(await read('/mail')).toMatch(/给女儿.*给配偶/su);
    expect(await read('/mail?to=spouse%40anlan.example')).not.toContain('给女儿');
    const { messages } = await get('/control/mail?to=Daughter@anlan.example');
    expect(messages).toMatchObject([{ subject: '给女儿', to: ['daughter@anlan.example'], times: 1 }]);
    expect(await get(`/control/mail/${messages[0].id}`)).toEqual(messages[0]);
    const shown = await read(`/mail/${messages[0].id}`);
    expect(shown).toContain('<a href="http://localhost:3000/cases/1">');
    expect(shown).toContain('Message-ID');
  });

  test('is text: what looks like HTML or script is shown and not carried out', async () => {
    await send('daughter@anlan.example', '<b>粗</b>', '<script>alert(1)</script> javascript:alert(1)');
    const { messages } = await get('/control/mail');
    const shown = await read(`/mail/${messages[0].id}`);
    expect(shown).toContain('&#60;script&#62;');
    expect(shown).not.toMatch(/<script|<b>粗|href="javascript/);
  });

  test('that is not there leads back to the list, and is 404 as JSON', async () => {
    for (const id of ['999', 'x']) {
      expect((await fetch(`${sandbox.controlUrl}/mail/${id}`)).url).toBe(`${sandbox.controlUrl}/mail`);
      expect((await fetch(`${sandbox.controlUrl}/control/mail/${id}`)).status).toBe(404);
    }
  });

  test('is switched off by JSON and on again by a form', async () => {
    expect(await (await post('/control/mail', { mode: 'refused' })).json()).toMatchObject({
      behaviour: { mode: 'refused' },
    });
    await expect(send('daughter@anlan.example', 'x', 'x')).rejects.toThrow('ECONNREFUSED');
    expect((await submit('/control/mail', { mode: 'normal', delayMs: '5000' })).status).toBe(303);
    await send('daughter@anlan.example', 'x', 'x');
    expect((await post('/control/mail', { mode: 'odd' })).status).toBe(422);
  });
});

describe('the bank', () => {
  test('shows every payment, in the browser and as JSON', async () => {
    const daughter = sandbox.city.get('daughter');
    await post('/control/bank', { settleMs: 0 });
    const { url } = await get('/control/bank');
    const line = { account: daughter.card, name: daughter.name, amountFen: 6_096_292, memo: '遗属待遇' };
    await fetch(`${url}/batches/b1`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${SECRET}` },
      body: JSON.stringify({ lines: [{ order: 'o1', ...line }] }),
    });
    expect(await get('/control/bank')).toMatchObject({
      behaviour: { mode: 'normal', settleMs: 0 },
      closedAccounts: [],
      lines: [{ batch: 'b1', order: 'o1', ...line, result: 'paid', reason: null }],
    });
    const page = await (await fetch(`${sandbox.controlUrl}/bank`)).text();
    expect(page).toContain('60,962.92');
    expect(page).toContain('已入账');
  });

  test('changes by JSON and by form, also a single account', async () => {
    expect((await post('/control/bank', { mode: 'odd' })).status).toBe(422);
    expect((await submit('/control/bank', { mode: 'hold', settleMs: '10', delayMs: '10' })).status).toBe(303);
    expect(await get('/control/bank')).toMatchObject({ behaviour: { mode: 'hold', settleMs: 10 } });
    const account = '9999990000000014';
    const closed = await post('/control/bank/accounts', { account, closed: true });
    expect(await closed.json()).toEqual({ closedAccounts: [account] });
    expect((await submit('/control/bank/accounts', { account, closed: 'false' })).status).toBe(303);
    expect(await get('/control/bank')).toMatchObject({ closedAccounts: [] });
    expect((await post('/control/bank/accounts', { account: '', closed: 'perhaps' })).status).toBe(422);
  });
});

test('an incomplete environment is refused by naming the variables', () => {
  expect(() => readEnvironment({})).toThrow(/PORTAL_URL.*OIDC_CLIENT_SECRET/);
});
