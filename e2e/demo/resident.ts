import type { Page } from '@playwright/test';
import { signIn } from '../acts/sign-in.ts';
import type { Player } from './player.ts';
import type { Stage } from './stage.ts';

export const BUNDLE = '/services/after-a-death';
const PATIENCE_MS = 20_000;

/** What to do on each page of the form, by the last part of its address. */
const ANSWERS: Readonly<Record<string, (page: Page, player: Player) => Promise<void>>> = {
  async whom(page, { deceased }) {
    await page.getByLabel('姓名').fill(deceased.name);
    await page.getByLabel('身份证号码').fill(deceased.idNumber);
  },
  relation: (page, { relation }) => page.getByRole('radio', { name: relation }).check(),
  'funeral-fund': (page) => page.getByRole('radio', { name: '养老保险领取' }).check(),
  account: (page, { card }) => page.getByLabel('银行卡号').fill(card),
};

/** Signs in at the province's platform and sees what she has begun and filed. @returns whether she has filed already */
export async function enter(page: Page, player: Player, stage: Stage): Promise<boolean> {
  await page.goto(BUNDLE);
  await stage.picture(page, 'service');
  await signIn(player)(page);
  const filed = page.getByRole('main').getByRole('link');
  const links = await filed.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return links.some((href) => /^\/(applications|cases)\/[a-z]+_/.test(href));
}

/** Answers every question and files. @returns the path of the application, and the moment of the click */
export async function apply(
  page: Page,
  player: Player,
  stage: Stage,
): Promise<{ path: string; clicked: number }> {
  await page.goto(BUNDLE);
  await page
    .getByRole('main')
    .getByRole('button', { name: '开始申请' })
    .or(page.getByRole('main').getByRole('link', { name: '从停下的地方接着填' }))
    .click();
  await page.waitForURL(/\/apply\/[^/]+\/[^/]+/, { timeout: PATIENCE_MS });
  for (let step = stepOf(page); step !== 'check'; step = stepOf(page)) {
    await answer(page, player, step, stage);
    await page.waitForURL((url) => !url.pathname.endsWith(`/${step}`), { timeout: PATIENCE_MS });
  }
  await page.getByRole('button', { name: '提交申请' }).waitFor();
  await stage.picture(page, 'check');
  const clicked = performance.now();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL(/\?filed=1$/, { timeout: PATIENCE_MS });
  return { path: new URL(page.url()).pathname, clicked };
}

const stepOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

async function answer(page: Page, player: Player, step: string, stage: Stage): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const act = ANSWERS[step];
  if (act === undefined) {
    await stage.picture(page, step);
    await page.getByRole('link', { name: '继续，核对填写的内容' }).first().click();
    return;
  }
  await act(page, player);
  await stage.picture(page, step);
  await page.getByRole('button', { name: '保存并继续' }).click();
}
