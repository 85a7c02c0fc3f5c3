import { fork, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { buildCity } from '#sandbox/city/city.ts';
import { findFreePort } from '#start/ports.ts';
import { testEnvironment } from '../environment.ts';
import type { Act } from './act.ts';
import { signInAsStaff } from './sign-in.ts';

const EXAMPLES = new URL('../../docs/connector/examples/', import.meta.url);

type Account = { readonly number: string; readonly password: string };
const account = (number: string): Account => ({ number, password: `anlan-${number}` });

/** Officers of departments, two of each, and the city's administrator (sandbox/identity/staff.ts). */
export const CONSOLE_STAFF = {
  health: account('100302'),
  healthSecond: account('100312'),
  civil: account('100304'),
  bank: account('100306'),
  administrator: account('100001'),
} as const;

/** Signs in and is where that person's work begins. A one-time password serves once: another test may have used it. */
export function startAt(who: Account, title: string): Act {
  return async (page) => {
    await expect(async () => {
      await signInAsStaff(who)(page);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible({ timeout: 10_000 });
    }).toPass({ timeout: 90_000, intervals: [5_000] });
  };
}

/** Saves a step of the guided way. */
export const saveStep: Act = (page) => page.getByRole('button', { name: '保存并继续' }).click();

/** Where a step of the guided way is. */
export const seeStep =
  (title: string): Act =>
  (page) =>
    expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

/** What a database view of the health commission is called, typed as far as the check of the draft. */
export const describeView: Act = async (page) => {
  await seeStep('用它证明什么')(page);
  await page.getByRole('radio', { name: /^死亡医学证明登记/ }).check();
  await saveStep(page);
  await seeStep('在哪里、怎么连')(page);
  await page.getByLabel('数据库主机').fill('127.0.0.1');
  await page.getByLabel('端口').fill('5432');
  await page.getByLabel('数据库名').fill('registry');
  await page.getByLabel('只读用户').fill('portal');
  await page.getByLabel('视图').fill('public.death_certificates');
  await saveStep(page);
  await seeStep('哪一列是什么')(page);
  await page.getByLabel('身份证号码在哪一列').fill('id_number');
  await page.getByLabel('去世日期：在哪一列').fill('died_on');
  await page.getByLabel('去世类别：在哪一列').fill('class');
  await page.getByLabel('去世类别：代码对照').fill('1=NORMAL\n2=NON_NORMAL\n3=DECLARED');
  await saveStep(page);
  await seeStep('覆盖哪里、哪些年份')(page);
  await page.getByLabel('从哪天起的记录').fill('2014-01-01');
  await saveStep(page);
  await seeStep('一天问多少、等多久')(page);
  await saveStep(page);
  await seeStep('口令或密钥')(page);
};

const { people } = buildCity(200);
const dead = people.find(({ death }) => death?.certificate?.generation === 'national');
const alive = people.find(({ key, death }) => key.startsWith('p-') && death === null);

/** Persons of the make-believe city whose death the health commission has on record, and has not. */
export function samples() {
  if (dead === undefined || alive === undefined) throw new Error('the city has the dead and the living');
  return { dead, alive };
}

type Sample = { readonly name: string; readonly idNumber: string };

/** Names somebody in a question of the console; where several stand on a page, in the one of this kind of answer. */
export function nameSample({ name, idNumber }: Sample, kind?: string): Act {
  return async (page) => {
    const place = kind === undefined ? page.getByRole('main') : page.getByRole('group', { name: kind });
    await place.getByLabel('问哪一项').selectOption('死亡医学证明登记');
    await place.getByLabel('第1个人的姓名').fill(name);
    await place.getByLabel(/^第1个人的身份证号码/).fill(idNumber);
  };
}

/** Names the one person of a question to a connector that has one evidence type. */
export function namePerson({ name, idNumber }: Sample, kind?: string): Act {
  return async (page) => {
    const place = kind === undefined ? page.getByRole('main') : page.getByRole('group', { name: kind });
    await place.getByLabel('姓名').fill(name);
    await place.getByLabel(/^身份证号码/).fill(idNumber);
  };
}

/** The persons of the connector guide's samples (docs/connector/examples/samples.json), by what is known of them. */
export const EXAMPLE_SAMPLES = {
  dead: { name: '样例甲', idNumber: '990102193603120011' },
  unknown: { name: '样例乙', idNumber: '990102198704050027' },
  unclear: { name: '样例丙', idNumber: '990102194407200035' },
} as const satisfies Record<string, Sample>;

/** Says why the department never gives a kind of answer. */
export function neverAnswers(kind: string): Act {
  return (page) =>
    page
      .getByRole('group', { name: kind })
      .getByLabel(/^本部门不会这样答/)
      .fill('死亡登记只有有记录和没有记录两种，本部门不会给出这样的答复。');
}

/** Goes through a draft whose steps are all filled in, changing nothing but the name of the records. */
export function passSteps(name: string): Act {
  return async (page) => {
    await seeStep('用它证明什么')(page);
    await page.getByLabel('这批数据的名称').fill(name);
    await saveStep(page);
    for (const title of ['在哪里、怎么连', '覆盖哪里、哪些年份', '一天问多少、等多久']) {
      await seeStep(title)(page);
      await saveStep(page);
    }
    await page.getByRole('button', { name: '形成新版，去试连' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^第\d+版$/ })).toBeVisible();
  };
}

/** A document of the connector guide, for a connector that there has not been; a city can be used twice. */
export function example(way: 'mapped' | 'file', url = ''): { id: string } {
  const text = readFileSync(new URL(`${way}.json`, EXAMPLES), 'utf8');
  const id = `health-${way}-${Math.floor(Date.now() / 1000)}`;
  return { ...JSON.parse(text.replace(/http:\/\/127\.0\.0\.1:\d+/, url)), id };
}

/** The connector guide's existing service, at a port of its own, and the key that it wants. */
export async function startService(): Promise<{ url: string; key: string; stop: () => void }> {
  const port = await findFreePort();
  const service = fork(new URL('service.mjs', EXAMPLES), { env: { ...process.env, PORT: String(port) } });
  const { main: key } = JSON.parse(readFileSync(new URL('credentials.json', EXAMPLES), 'utf8'));
  return { url: `http://127.0.0.1:${port}`, key, stop: () => service.kill() };
}

/** Joins a new connector by pasting its whole document, as far as the check of the draft. */
export function joinByDocument(way: string, document: { id: string }): Act {
  return async (page) => {
    await page.goto('/departments/connect');
    await page.getByRole('radio', { name: new RegExp(`^${way}`) }).check();
    await page.getByRole('radio', { name: /^一个新接口/ }).check();
    await page.getByLabel('新接口的代号').fill(document.id);
    await page.getByLabel('新接口的名称').fill('死亡登记（示例）');
    await page.getByRole('button', { name: '开始填写' }).click();
    await seeStep('用它证明什么')(page);
    await page.getByRole('link', { name: '我想直接写整份接口文件（JSON）' }).click();
    await page.getByRole('main').getByRole('textbox').fill(JSON.stringify(document));
    await saveStep(page);
    await seeStep('看一遍，形成新版')(page);
  };
}

/** Puts the guide's file into a connector's folder as a department does: under another name first, then renamed. */
export function deliver(connector: string): void {
  const { STATE_FOLDER } = testEnvironment();
  if (STATE_FOLDER === undefined) throw new Error('STATE_FOLDER names the folder of the product’s state');
  const folder = join(STATE_FOLDER, 'feeds', connector);
  mkdirSync(folder, { recursive: true });
  const from = new URL('deaths-20261122.csv', EXAMPLES);
  copyFileSync(from, join(folder, 'deaths-20261122.csv.part'));
  renameSync(join(folder, 'deaths-20261122.csv.part'), join(folder, 'deaths-20261122.csv'));
}

/** Runs the stand-alone verifier of docs/ledger over an exchange, offline. */
export function verifyExchange(exchange: string, keys: string): { status: number | null; stdout: string } {
  const verifier = fileURLToPath(new URL('../../docs/ledger/verify-exchange.mjs', import.meta.url));
  return spawnSync(process.execPath, [verifier, exchange, '--keys', keys], { encoding: 'utf8' });
}
