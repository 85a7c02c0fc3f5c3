import { expect, test } from '@playwright/test';
import { answerAccount, answerRelation, answerWhom, file, fileClaim, question, readSources, SERVICE } from './acts/apply.ts';
import { item, seeState, seeTotal, GRANTED } from './acts/case.ts';
import { identify } from './acts/sign-in.ts';
import { PERSONAS } from './personas.ts';

test('a daughter answers three questions, uploads nothing, and is told within seconds what she gets and why', async ({ page }) => {
  const persona = PERSONAS.daughter;
  await page.goto(SERVICE);
  await page.getByRole('link', { name: '登录并申请' }).click();
  await identify(persona)(page);
  await page.getByRole('button', { name: '开始申请' }).click();
  await expect(question('去世亲人的姓名和身份证号码')(page)).toBeVisible();
  await answerWhom(persona)(page);
  await answerRelation(persona)(page);
  await answerAccount(persona)(page);
  await readSources(page);
  await file(page);
  await seeTotal('60,962.92')(page);
  console.error(await page.getByRole('main').ariaSnapshot());
});
