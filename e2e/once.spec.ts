import { expect, test } from '@playwright/test';
import { matter } from './acts/application.ts';
import { answerAll, begin, file, question, SURVIVORS } from './acts/apply.ts';
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
  await page.waitForURL(/\/applications\/appl_/);
  const path = new URL(page.url()).pathname;

  await test.step('from the tab that was left open', async () => {
    expect(await file(tab)).toBe(path);
  });
  await test.step('going back and sending again', async () => {
    await page.goBack();
    const send = page.getByRole('button', { name: '提交申请' });
    await expect(send.or(page.getByRole('list', { name: '每一项' }))).toBeVisible();
    // A browser shows the old page from its memory, or is led on to what was filed.
    if (await send.isVisible()) expect(await file(page)).toBe(path);
    else await expect(page).toHaveURL(path);
  });
  await test.step('opening the check page again', async () => {
    await page.goto(check);
    await expect(page).toHaveURL(path);
    await expect(matter(SURVIVORS)(page)).toContainText('已核准');
  });
  await test.step('one application, one number for each matter', async () => {
    await page.getByRole('link', { name: '看收件回执' }).click();
    const number = /\d{4} \d{4} \d{4} \d{4} \d{4} \d{3}/g;
    const receipt = (await page.getByRole('main').textContent())?.match(number) ?? [];
    expect(receipt).toHaveLength(4);
    await page.goto('/applications');
    await expect(page.getByRole('main')).toContainText('共1件');
    for (const each of receipt) await expect(page.getByRole('main')).toContainText(each);
  });
});
