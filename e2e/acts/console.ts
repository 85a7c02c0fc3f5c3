import { expect } from '@playwright/test';
import type { Act } from './act.ts';
import { signInAsStaff } from './sign-in.ts';

type Account = { readonly number: string; readonly password: string };
const account = (number: string): Account => ({ number, password: `anlan-${number}` });

/** Officers of departments, two of each, and the city's administrator (sandbox/identity/staff.ts). */
export const OFFICERS = {
  health: account('100302'),
  healthSecond: account('100312'),
  civil: account('100304'),
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
