import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Act } from './acts/act.ts';
import { fileClaim } from './acts/apply.ts';
import { GRANTED, item, seeTotal } from './acts/case.ts';
import { PERSONAS } from './personas.ts';

test.use({ javaScriptEnabled: false });

/** Follows the link that looks again, for as long as it takes a department to answer. */
function lookAgainFor(find: (page: Page) => Locator): Act {
  return async (page) => {
    const wanted = find(page);
    await expect(async () => {
      if (await wanted.isVisible()) return;
      await page.getByRole('link', { name: '刷新' }).click();
      await expect(wanted).toBeVisible({ timeout: 500 });
    }).toPass();
  };
}

const lookAgainUntil = (heading: RegExp): Act =>
  lookAgainFor((page) => page.getByRole('heading', { level: 1, name: heading }));

test('the whole way from signing in to the decision works without JavaScript, with a link that looks again', async ({
  page,
}) => {
  await fileClaim(PERSONAS.withoutScript)(page);
  await lookAgainUntil(GRANTED)(page);
  await seeTotal('60,962.92')(page);
  await expect(page.getByRole('main')).not.toContainText('自动更新');
  await page.getByRole('link', { name: '看收件回执' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '收件回执' })).toBeVisible();
});

test('a commitment is read and made without JavaScript', async ({ page }) => {
  await fileClaim(PERSONAS.withoutScriptCommits)(page);
  const kin = item('您和逝者的关系')(page);
  await expect(kin).toContainText('只能看出很可能是');
  await lookAgainFor(() => kin.filter({ hasText: '查不到不等于没有' }))(page);
  await page.getByRole('link', { name: '看承诺书，再决定' }).first().click();
  await expect(page.getByRole('main')).toContainText('自愿选择');
  await page.getByRole('button', { name: '我承诺' }).click();
  await lookAgainUntil(GRANTED)(page);
  await expect(item('您是逝者的近亲属')(page)).toContainText('您的书面承诺');
});
