import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test';
import type { Persona } from '../personas.ts';
import type { Act } from './act.ts';
import { fileApplication, openCase, SURVIVORS } from './apply.ts';
import { bereave } from './city.ts';
import { signInAsStaff } from './sign-in.ts';

type Account = { readonly number: string; readonly password: string };

/** Signs in and is where the work begins, at the queue. A one-time password serves once: another test may have used the present one. */
export function startWork(account: Account): Act {
  return async (page) => {
    await expect(async () => {
      await signInAsStaff(account)(page);
      await expect(queueTitle(page)).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 90_000, intervals: [5_000] });
  };
}

export const openQueue: Act = async (page) => {
  await page.goto('/desk');
  await expect(queueTitle(page)).toBeVisible();
};

const queueTitle = (page: Page) => page.getByRole('heading', { level: 1, name: '办件队列' });

/** A claim for somebody just dead, with a kinship that no register shows, and no commitment. @returns the case's path */
export function fileForTheDesk(persona: Persona, request: APIRequestContext): Act<string> {
  return async (page) => {
    await bereave(persona)(request);
    await fileApplication(persona)(page);
    const path = await openCase(SURVIVORS)(page);
    await page.getByRole('link', { name: '看承诺书，再决定' }).first().click();
    await page.getByRole('button', { name: '不承诺' }).click();
    return path;
  };
}

/** The row of somebody's case in the queue. */
export function queueRow({ name }: Pick<Persona, 'name'>, title = SURVIVORS): (page: Page) => Locator {
  return (page) => page.getByRole('row').filter({ hasText: name }).filter({ hasText: title });
}

/** Opens somebody's case from the queue, as soon as it has come to the desk. */
export function openFromQueue(persona: Pick<Persona, 'name'>, title = SURVIVORS): Act {
  return async (page) => {
    await expect(async () => {
      await openQueue(page);
      await expect(queueRow(persona, title)(page)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
    await queueRow(persona, title)(page).getByRole('link', { name: persona.name }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${persona.name}申请` })).toBeVisible();
  };
}

export const claimCase: Act = async (page) => {
  await page.getByRole('button', { name: '领取', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('您已领取');
};

/** 认定: the claimant is the deceased's child. */
export const determineChild: Act = async (page) => {
  const form = page.getByRole('form', { name: /^认定/ });
  await form.getByLabel('申请人是逝者的').selectOption('子女');
  await form
    .getByRole('group', { name: '属于近亲属' })
    .getByRole('radio', { name: '是', exact: true })
    .check();
  await form.getByRole('radio', { name: '当事人材料' }).check();
  await form.getByLabel('理由').fill('户口簿旧页和单位档案上写明父子关系。');
  await form.getByRole('button', { name: '认定' }).click();
  await expect(page.getByRole('button', { name: '提出准予' })).toBeVisible();
};

export const proposeGrant: Act = async (page) => {
  await page.getByRole('button', { name: '提出准予' }).click();
  await expect(page.getByRole('heading', { name: '拟办决定，等第二人复核' })).toBeVisible();
};

/** The whole of the first person's work: from the queue to the proposal. */
export function workToProposal(persona: Persona): Act {
  return async (page) => {
    await openFromQueue(persona)(page);
    await claimCase(page);
    await determineChild(page);
    await proposeGrant(page);
  };
}

/** 复核同意, and the decision comes to the page by itself. */
export function approve(persona: Persona, button = '复核同意：准予', title = SURVIVORS): Act {
  return async (page) => {
    await openFromQueue(persona, title)(page);
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('main')).toContainText(/已复核同意|由两人签发/);
    await expect(page.getByRole('heading', { level: 2, name: '决定', exact: true })).toBeVisible();
  };
}

/** 编制批次 from the orders of these people alone, and 释放给银行 by somebody else. @returns the batch's path */
export function payOut(payees: readonly Pick<Persona, 'name'>[], senior: Page): Act<string> {
  return async (page) => {
    await page.goto('/desk/payments');
    const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox') });
    for (const box of await rows.getByRole('checkbox').all()) await box.uncheck();
    const own = rows.filter({ hasText: SURVIVORS });
    for (const { name } of payees) await own.filter({ hasText: name }).getByRole('checkbox').check();
    await page.getByRole('button', { name: '编制批次' }).click();
    await expect(page.getByRole('main')).toContainText('要由另一个人释放');
    const path = new URL(page.url()).pathname;
    await senior.goto(path);
    await senior.getByRole('button', { name: '释放给银行' }).click();
    await expect(senior.getByRole('button', { name: '释放给银行' })).toHaveCount(0);
    return path;
  };
}
