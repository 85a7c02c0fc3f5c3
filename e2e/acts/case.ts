import { expect, type Locator, type Page } from '@playwright/test';
import type { Act } from './act.ts';
import { phrases } from './apply.ts';

export const GRANTED = /核定结果/;
export const NOT_APPLICABLE = phrases('这一项|不适用');
export const WITH_A_PERSON = phrases('申请已收到，|正由工作人员核查');
export const VERIFYING = phrases('申请已收到，|正在核验');
export const WITHDRAWN = phrases('申请|已经撤回');

/** The page shows this state of its case, by itself and without being told to look again. */
export function seeState(state: RegExp): Act {
  return (page) => expect(page.getByRole('heading', { level: 1, name: state })).toBeVisible();
}

/** The item of a list whose heading is `title`: a requirement of the case, a rule of the decision, an open point. */
export function item(title: string): (page: Page) => Locator {
  return (page) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: title, exact: true }) });
}

/** The row of one requirement in the progress of a case that is not decided. */
export function requirement(title: string): (page: Page) => Locator {
  return (page) =>
    page
      .getByRole('list', { name: '核验进度' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: title, exact: true }) });
}

/** The figure of a grant. */
export function seeTotal(figure: string): Act {
  return async (page) => {
    await seeState(GRANTED)(page);
    const table = page.getByRole('table', { name: '核定金额' });
    await expect(table.getByRole('row', { name: '合计' })).toContainText(figure);
  };
}

export const commit: Act = async (page) => {
  await page.getByRole('link', { name: '看承诺书，再决定' }).first().click();
  await page.getByRole('button', { name: '我承诺' }).click();
};
