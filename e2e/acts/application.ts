import { expect, type Locator, type Page } from '@playwright/test';
import type { Act } from './act.ts';
import { phrases } from './apply.ts';

export const ALL_DECIDED = phrases('每一项|都有了结果');
export const ALL_PAID = phrases('每一项都有了结果，|钱已转账');

/** The row of one matter on the page of an application. */
export function matter(title: string): (page: Page) => Locator {
  return (page) =>
    page
      .getByRole('list', { name: '每一项' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: title, exact: true }) });
}

/** The sum over everything that was granted, which stands there only once everything is decided. */
export function seeSum(figure: string): Act {
  return async (page) => {
    await expect(page.getByRole('heading', { level: 1, name: ALL_DECIDED })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(`${figure}元`);
  };
}

/** Opens what does not apply, which is folded away under what does. */
export const unfold: Act = (page) => page.getByText('项和原因').click();
