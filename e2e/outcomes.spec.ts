import { expect, test } from '@playwright/test';
import { fileClaim } from './acts/apply.ts';
import { GRANTED, item, NOT_APPLICABLE, seeState, WITH_A_PERSON, WITHDRAWN } from './acts/case.ts';
import { bereave } from './acts/city.ts';
import { PERSONAS } from './personas.ts';

test('insured under another scheme: the benefit does not apply, with the reason, the clause and the way to a person', async ({
  page,
}) => {
  await fileClaim(PERSONAS.residents)(page);
  await seeState(NOT_APPLICABLE)(page);
  const main = page.getByRole('main');
  for (const words of [
    '逝者参加的是另一种养老保险，标准不同，不在这一项里办。',
    '社会保险法第十七条',
    '这不是不予发放：不予的决定只能由工作人员作出。',
    '申请人工复核',
    '社保窗口',
  ]) {
    await expect(main).toContainText(words);
  }
  await expect(item('逝者参加企业职工基本养老保险')(page)).toContainText('城乡居民基本养老保险');
});

test('a recognised work injury leads to the other insurance, with the choice that the law leaves', async ({
  page,
}) => {
  await fileClaim(PERSONAS.workInjury)(page);
  await seeState(NOT_APPLICABLE)(page);
  await expect(page.getByRole('main')).toContainText('走工伤保险待遇');
  await expect(page.getByRole('main')).toContainText('社会保险法第四十九条');
});

test('what was paid before is not paid twice, and only a person may say no', async ({ page }) => {
  await fileClaim(PERSONAS.alreadyPaid)(page);
  await seeState(WITH_A_PERSON)(page);
  await expect(item('没有领过丧葬补助金')(page)).toContainText('由工作人员核实');
  await expect(page.getByRole('main')).not.toContainText('不予');
});

test('a daughter-in-law is neither refused nor paid by the system: a person looks', async ({ page }) => {
  await fileClaim(PERSONAS.daughterInLaw)(page);
  await seeState(WITH_A_PERSON)(page);
  await expect(item('您是逝者的近亲属')(page)).toContainText('儿媳');
});

test('two dates of death in two years go to a person, who sees both', async ({ page }) => {
  await fileClaim(PERSONAS.dateConflict)(page);
  await seeState(WITH_A_PERSON)(page);
  const point = item('死亡医学证明和户口上的去世日期一致（同年同月，相差不超过3天）')(page);
  await expect(point).toContainText('2025年12月31日');
  await expect(point).toContainText('2026年1月2日');
  await expect(point).toContainText('不是您填错了');
});

test('a death that no department knows yet is never read as no death; withdrawn and filed again after its registration it is granted', async ({
  page,
  request,
}) => {
  const persona = PERSONAS.unrecorded;
  const path = await fileClaim(persona)(page);
  await seeState(WITH_A_PERSON)(page);
  await expect(item('去世已有登记')(page)).toContainText('没有查到不等于没有');

  await page.getByRole('link', { name: '撤回申请' }).click();
  await page.getByRole('button', { name: '撤回申请' }).click();
  await expect(page).toHaveURL(path);
  await seeState(WITHDRAWN)(page);

  await bereave(persona)(request);
  await fileClaim(persona)(page);
  await seeState(GRANTED)(page);
});

test('a claim can be withdrawn: nobody is asked any more, the record of who was asked stays', async ({
  page,
}) => {
  await fileClaim(PERSONAS.withdrawing)(page);
  await seeState(WITH_A_PERSON)(page);
  await page.getByRole('link', { name: '撤回申请' }).click();
  await page.getByRole('link', { name: '不撤回，返回' }).click();
  await seeState(WITH_A_PERSON)(page);
  await page.getByRole('link', { name: '撤回申请' }).click();
  await page.getByRole('button', { name: '撤回申请' }).click();
  await seeState(WITHDRAWN)(page);
  await expect(page.getByRole('list', { name: '核验进度' })).toContainText('安澜农商银行');
  await page.goto('/applications');
  await expect(page.getByRole('main')).toContainText('已撤回');
});
