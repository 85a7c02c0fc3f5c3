import { expect, type Page, test } from '@playwright/test';
import {
  answerAccount,
  answerFund,
  answerRelation,
  answerWhom,
  begin,
  file,
  openCase,
  readSources,
  SURVIVORS,
} from './acts/apply.ts';
import { seeTotal } from './acts/case.ts';
import { bereave } from './acts/city.ts';
import { chooseElder, expectNoSidewaysScroll } from './acts/look.ts';
import { signIn } from './acts/sign-in.ts';
import { PERSONAS, type Persona } from './personas.ts';

/** The whole way; every page on it fits. */
async function goThrough(page: Page, persona: Persona): Promise<void> {
  const fits = (name: string) => expectNoSidewaysScroll(page, name);
  await signIn(persona)(page);
  await fits('applications');
  await begin(page);
  await fits('whom');
  await answerWhom(persona)(page);
  await fits('relation');
  await answerRelation(persona)(page);
  await fits('funeral fund');
  await answerFund()(page);
  await fits('account');
  await answerAccount(persona)(page);
  await fits('sources');
  await readSources(page);
  await fits('check');
  await file(page);
  await fits('application');
  await openCase(SURVIVORS)(page);
  await expect(page.getByRole('heading', { level: 1, name: /核定结果/ })).toBeVisible();
  await fits('decision');
}

test('the whole way fits a window of 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await goThrough(page, PERSONAS.narrow);
  await seeTotal('60,962.92')(page);
});

test.describe('at 400 % zoom', () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

  test('the whole way fits a window of 1280 px', async ({ page, request }) => {
    await bereave(PERSONAS.zoomed)(request);
    await goThrough(page, PERSONAS.zoomed);
  });
});

test('长辈版 is kept from the home page through signing in to the decision', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chooseElder(page);
  await goThrough(page, PERSONAS.elder);
  await expect(page.getByRole('button', { name: '标准版' })).toBeVisible();
  await expect(page.getByRole('link', { name: '打电话找人帮忙：12345' })).toBeVisible();
  await test.step('long lists stand behind one button each', async () => {
    const rule = page.getByRole('heading', { name: '您是逝者的近亲属' });
    await expect(rule).toBeHidden();
    await page.getByText('看为什么是这个结果').click();
    await expect(rule).toBeVisible();
  });
  await test.step('one tap leads out of it', async () => {
    await page.getByRole('button', { name: '标准版' }).click();
    await expect(page.getByRole('button', { name: '长辈版' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: /核定结果/ })).toBeVisible();
  });
});
