import { expect, test } from '@playwright/test';
import { begin, phrases, question, save, typeWhom } from './acts/apply.ts';
import { identify, loseSession, signIn, signOut } from './acts/sign-in.ts';
import { PERSONAS } from './personas.ts';

const ENDED = phrases('登录时间到了，|已为您退出');

for (const [title, javaScriptEnabled, persona] of [
  ['with JavaScript', true, PERSONAS.absent],
  ['without JavaScript', false, PERSONAS.absentWithoutScript],
] as const) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('a session that ends between typing and saving loses nothing that was typed', async ({ page }) => {
      await signIn(persona)(page);
      await begin(page);
      await typeWhom(' 周建国', '9901021958')(page);
      await loseSession(page);
      await save(page);
      await expect(page.getByRole('heading', { level: 1, name: ENDED })).toBeVisible();
      await page.getByRole('link', { name: '重新登录' }).click();
      await identify(persona)(page);
      await expect(question('去世亲人的姓名和身份证号码')(page)).toBeVisible();
      await expect(page.getByRole('main')).toContainText('登录时间到以前填的内容还在。');
      await expect(page.getByLabel('姓名')).toHaveValue(' 周建国');
      await expect(page.getByLabel('身份证号码')).toHaveValue('9901021958');
    });
  });
}

test('a draft that was saved is there after signing out, on another device, where it stopped', async ({
  page,
  browser,
}) => {
  const persona = PERSONAS.travelling;
  await signIn(persona)(page);
  await begin(page);
  await typeWhom('周建国', '990102195803150011')(page);
  await save(page);
  await expect(question('您是逝者的什么人？')(page)).toBeVisible();
  await signOut(page);
  await expect(page.getByRole('banner').getByRole('link', { name: '登录' })).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await signIn(persona, '/services/after-a-death')(other);
  await other.getByRole('link', { name: '从停下的地方接着填' }).click();
  await expect(question('您是逝者的什么人？')(other)).toBeVisible();
  await other.getByRole('link', { name: '返回上一步' }).click();
  await expect(other.getByLabel('姓名')).toHaveValue('周建国');
});

test('somebody who leaves a shared computer leaves nothing on it', async ({ page, context }) => {
  await signIn(PERSONAS.leaving)(page);
  await begin(page);
  const draft = page.url();
  await signOut(page);
  await expect(page.getByRole('banner').getByRole('link', { name: '登录' })).toBeVisible();
  expect((await context.cookies()).filter(({ name }) => name.startsWith('mz-'))).toEqual([]);
  await page.goto(draft);
  await expect(page.getByRole('heading', { level: 1, name: '居民登录' })).toBeVisible();
});

test('a sign-in that is broken off says that nothing is lost and how to go on', async ({ page }) => {
  await page.goto('/sign-in?to=/applications');
  await page.getByRole('button', { name: '不登录，返回' }).click();
  await expect(page.getByRole('heading', { level: 1, name: phrases('没有|登录上') })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('您保存过的内容都在，不受影响。');
  await page.getByRole('link', { name: '再登录一次' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '居民登录' })).toBeVisible();
});
