import { expect } from '@playwright/test';
import type { Persona } from '../personas.ts';
import type { Act } from './act.ts';

/** Goes through the pages of the province's identity platform, from its first one back to the portal. */
export function identify({ idNumber }: Pick<Persona, 'idNumber'>): Act {
  return async (page) => {
    await page.getByLabel('公民身份号码或居住证号码').fill(idNumber);
    await page.getByRole('button', { name: '获取短信验证码' }).click();
    const code = (await page.getByRole('code').textContent()) ?? '';
    await page.getByLabel('短信验证码').fill(code);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };
}

/** Signs in, and is then at `to`. */
export function signIn(persona: Pick<Persona, 'idNumber'>, to = '/applications'): Act {
  return async (page) => {
    await page.goto(`/sign-in?${new URLSearchParams({ to })}`);
    await identify(persona)(page);
    await expect(page).toHaveURL((url) => url.pathname + url.search === to);
  };
}

/** Signs in at the staff's own form, with password and one-time password. */
export function signInAsStaff({
  number,
  password,
}: {
  readonly number: string;
  readonly password: string;
}): Act {
  return async (page) => {
    await page.goto('/sign-in');
    await page.getByRole('link', { name: '工作人员登录' }).click();
    await page.getByLabel('工号').fill(number);
    await page.getByLabel('口令').fill(password);
    await page.getByRole('button', { name: '下一步：动态口令' }).click();
    const code = (await page.getByRole('code').first().textContent()) ?? '';
    await page.getByLabel('动态口令').fill(code);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };
}

/** The session is gone, as after an hour without use: the browser still shows the page. */
export const loseSession: Act = async (page) => {
  await page.context().clearCookies({ name: /mz-session$/ });
};

export const signOut: Act = async (page) => {
  await page.getByRole('banner').getByRole('button', { name: '退出并清除' }).click();
};
