import { expect, test } from '@playwright/test';
import { SERVICE } from './acts/apply.ts';
import { signInAsStaff } from './acts/sign-in.ts';
import { CLERK } from './personas.ts';

test('a clerk signs in with a password and a one-time password, and cannot apply with that account', async ({
  page,
}) => {
  await signInAsStaff(CLERK)(page);
  await expect(page.getByRole('banner').getByRole('button', { name: '退出并清除' })).toBeVisible();
  await page.goto(SERVICE);
  await expect(page.getByRole('main')).toContainText('工作人员账号不能在这里申请');
  await expect(page.getByRole('button', { name: '开始申请' })).toHaveCount(0);
});

test('a password alone does not sign a member of staff in', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: '工作人员登录' }).click();
  await page.getByLabel('工号').fill('102031');
  await page.getByLabel('口令').fill('anlan-102031');
  await page.getByRole('button', { name: '下一步：动态口令' }).click();
  await page.getByLabel('动态口令').fill('000000');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('验证码不正确或已经用过');
  await page.goto('/');
  await expect(page.getByRole('banner').getByRole('link', { name: '登录' })).toBeVisible();
});
