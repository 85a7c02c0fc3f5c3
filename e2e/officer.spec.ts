import { type Browser, expect, type Page, test } from '@playwright/test';
import type { Act } from './acts/act.ts';
import { fileClaim } from './acts/apply.ts';
import { GRANTED, requirement, seeState, VERIFYING } from './acts/case.ts';
import { startConsole } from './acts/control.ts';
import { expectAccessible, expectNoSidewaysScroll } from './acts/look.ts';
import { OFFICERS } from './desk-personas.ts';
import { PERSONAS } from './personas.ts';

test.describe.configure({ timeout: 180_000 });

const LEDGERS = '2009年以前的缴费年限（查纸质台账）';

/** Another person at another machine. */
async function another(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

const openQuestion: Act = async (page) => {
  await page.goto('/departments/questions');
  await page.getByRole('link', { name: LEDGERS }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: LEDGERS })).toBeVisible();
};

/** What the binder says of the old contributions. */
const fillIn: Act = async (page) => {
  await page.getByRole('radio', { name: '查到了' }).check();
  await page.getByLabel('实际缴费月数').fill('２０４');
  await page.getByLabel('视同缴费月数').fill('145');
  await page.getByLabel('其中2009年1月以后的月数').fill('0');
  await page.getByLabel('本人缴费', { exact: true }).fill('9792.00');
  await page.getByLabel('其中2009年1月以后的本人缴费').fill('0');
};

test('what an old system cannot say for certain two officers look up on paper, and the case decides itself', async ({
  page,
  browser,
}) => {
  await fileClaim(PERSONAS.oldNumber)(page);
  await seeState(VERIFYING)(page);
  const old = requirement('2009年以前的缴费年限')(page);
  await expect(old).toContainText('等待答复');
  await expect(page.getByRole('main')).not.toContainText('肖国民');

  const first = await another(browser);
  await startConsole(OFFICERS.socialSecurity)(first);
  await openQuestion(first);
  await expect(first.getByRole('main')).toContainText('萧国民');
  await expectAccessible(first, 'a question for an officer');
  await fillIn(first);
  await first.getByRole('button', { name: '提交复核' }).click();
  await expect(first.getByRole('heading', { level: 2, name: '有一处需要改' })).toBeVisible();
  await expect(first.getByLabel('实际缴费月数')).toHaveValue('２０４');
  await first.getByLabel('在哪里查到的').fill('1998年台账第12册第30页');
  await first.getByRole('button', { name: '提交复核' }).click();
  await expect(first.getByRole('main')).toContainText('另一位同事复核一致后送出');
  await openQuestion(first);
  await expect(first.getByRole('main')).toContainText('复核的人不能是答复的人');

  const second = await another(browser);
  await second.setViewportSize({ width: 390, height: 844 });
  await startConsole(OFFICERS.socialSecuritySecond)(second);
  await openQuestion(second);
  await expect(second.getByRole('main')).toContainText('1998年台账第12册第30页');
  await expectNoSidewaysScroll(second, 'a question to confirm on a phone');
  await expectAccessible(second, 'a question to confirm');
  await second.getByRole('button', { name: '一致，送出' }).click();
  await expect(second.getByRole('main')).toContainText('已送出，马上接着办');

  await seeState(GRANTED)(page);
  await expect(page.getByRole('main')).toContainText('累计缴费月数：372（23＋204＋145）');
});
