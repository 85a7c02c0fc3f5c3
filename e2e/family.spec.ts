import { expect, test } from '@playwright/test';
import { ALL_DECIDED, matter, seeSum, unfold } from './acts/application.ts';
import { fileApplication, openCase, SURVIVORS } from './acts/apply.ts';
import { item, NOT_APPLICABLE, seeState, WITH_A_PERSON } from './acts/case.ts';
import { PERSONAS } from './personas.ts';

const ACCOUNT = '养老保险个人账户余额';
const RESIDENTS = '城乡居民养老保险注销';
const FUNERAL = '殡葬服务费退还';

test('one application of a family brings what two funds owe it, each by its own decision, and the sum of both', async ({
  page,
}) => {
  const path = await fileApplication(PERSONAS.flexible)(page);
  await seeSum('29,723.13')(page);
  await expect(matter(SURVIVORS)(page)).toContainText('14,620.80元');
  await expect(matter(ACCOUNT)(page)).toContainText('15,102.33元');
  await expect(page.getByRole('main')).toContainText(/最晚\d+月\d+日转入您填的账户/);
  await expect(page.getByRole('main')).not.toContainText(/已转账|已到账/);

  await test.step('what one matter has asked the other takes over, and says so', async () => {
    await openCase(ACCOUNT)(page);
    await expect(page.getByRole('main')).toContainText('项与本次申请的其他事项一并查询');
    const asked = page.getByRole('table', { name: '问过的部门' });
    await expect(asked.getByRole('row', { name: '收款账户归属' })).toContainText('一并查询');
  });
  await test.step('in the list it is one application with the state of each matter', async () => {
    await page.goto('/applications');
    const main = page.getByRole('main');
    await expect(main).toContainText('共1件');
    for (const title of [SURVIVORS, ACCOUNT, RESIDENTS, FUNERAL]) await expect(main).toContainText(title);
    await page.getByRole('link', { name: '亲人身后事' }).click();
    await expect(page).toHaveURL(path);
  });
});

test('for a father insured as a resident and cremated elsewhere the same four questions bring the other two matters', async ({
  page,
}) => {
  await fileApplication(PERSONAS.elsewhere)(page);
  await seeSum('8,459.45')(page);
  await expect(matter(RESIDENTS)(page)).toContainText('7,567.45元');
  await expect(matter(FUNERAL)(page)).toContainText('892.00元');

  await test.step('what was paid after the death is set against his own account, and shown', async () => {
    await openCase(RESIDENTS)(page);
    const amounts = page.getByRole('table', { name: '核定金额' });
    await expect(amounts).toContainText('6,067.45');
    await expect(amounts).toContainText('6,312.45−245.00');
    await expect(amounts).toContainText('1,500.00');
  });
});

test('the family’s choice of another fund leaves the funeral grant out, and says so beside the nought', async ({
  page,
}) => {
  await fileApplication(PERSONAS.otherFund, '失业保险领取')(page);
  await openCase(SURVIVORS)(page);
  const funeral = page.getByRole('table', { name: '核定金额' }).getByRole('row', { name: '丧葬补助金' });
  await expect(funeral).toContainText('0.00');
  await expect(funeral).toContainText('失业保险领取，这里不发这一项');
});

test('where the system says that nothing applies, one button brings a person, and the page says that a person looks', async ({
  page,
}) => {
  await fileApplication(PERSONAS.asking)(page);
  const link = page.getByRole('link', { name: `${SURVIVORS}：请工作人员再看` });
  if (await page.getByText('项和原因').isVisible()) await unfold(page);
  await link.click();
  await seeState(NOT_APPLICABLE)(page);
  await expect(page.getByRole('main')).toContainText('这个结果是系统核定的');
  await page.getByRole('button', { name: '申请人工复核' }).click();
  await seeState(WITH_A_PERSON)(page);
  await expect(item('逝者参加企业职工基本养老保险')(page)).toContainText('需要您补充的，会在这里写明');
  await expect(page.getByRole('main')).toContainText('您申请了人工复核，由工作人员来看。');
  await page.reload();
  await expect(page.getByRole('button', { name: '申请人工复核' })).toHaveCount(0);
  await page.getByRole('link', { name: '看整个申报' }).click();
  await expect(page.getByRole('heading', { level: 1, name: ALL_DECIDED })).toHaveCount(0);
  await expect(matter(SURVIVORS)(page)).toContainText('工作人员在看');
});
