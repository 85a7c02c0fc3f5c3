import { expect, test } from '@playwright/test';
import { answerAll, begin, file, question } from './acts/apply.ts';
import { GRANTED, seeState } from './acts/case.ts';
import { signIn } from './acts/sign-in.ts';
import { PERSONAS } from './personas.ts';

test('ten clicks, a second tab and the back button come to one filing with one receipt', async ({
  page,
  context,
}) => {
  await signIn(PERSONAS.clicks)(page);
  await begin(page);
  await answerAll(PERSONAS.clicks)(page);
  const check = page.url();
  const tab = await context.newPage();
  await tab.goto(check);
  await expect(question('核对一遍，|再提交')(tab)).toBeVisible();

  await page.getByRole('button', { name: '提交申请' }).evaluate((button: HTMLElement) => {
    for (let click = 0; click < 10; click += 1) button.click();
  });
  await page.waitForURL(/\/cases\/case_/);
  const path = new URL(page.url()).pathname;

  await test.step('from the tab that was left open', async () => {
    expect(await file(tab)).toBe(path);
  });
  await test.step('going back and sending again', async () => {
    await page.goBack();
    const send = page.getByRole('button', { name: '提交申请' });
    await expect(send.or(page.getByRole('heading', { level: 1, name: GRANTED }))).toBeVisible();
    // A browser shows the old page from its memory, or is led on to the case.
    if (await send.isVisible()) expect(await file(page)).toBe(path);
    else await expect(page).toHaveURL(path);
  });
  await test.step('opening the check page again', async () => {
    await page.goto(check);
    await expect(page).toHaveURL(path);
    await seeState(GRANTED)(page);
  });
  await test.step('one application, one number', async () => {
    await page.getByRole('link', { name: '看收件回执' }).click();
    const number = /\d{4} \d{4} \d{4} \d{4} \d{4} \d{3}/;
    const receipt = (await page.getByRole('main').textContent())?.match(number)?.[0];
    expect(receipt).toBeDefined();
    await page.goto('/applications');
    await expect(page.getByRole('main')).toContainText('共1件');
    await expect(page.getByRole('main')).toContainText(receipt ?? '');
  });
});
