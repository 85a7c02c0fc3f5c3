import { type Browser, expect, type Page, test } from '@playwright/test';
import { seeSum, unfold } from './acts/application.ts';
import { answerAll, begin, file, fileClaim, openCase, question, SERVICE, SURVIVORS } from './acts/apply.ts';
import { commit, GRANTED, item, seeState, seeTotal, VERIFYING, WITH_A_PERSON } from './acts/case.ts';
import { identify, signIn } from './acts/sign-in.ts';
import { everywhere } from './acts/tour.ts';
import { PERSONAS, type Persona } from './personas.ts';

test('a daughter answers four questions, uploads nothing, and sees within seconds what she gets', async ({
  page,
}) => {
  const persona = PERSONAS.daughter;
  await page.goto(SERVICE);
  await page.getByRole('link', { name: '登录并申请' }).click();
  await identify(persona)(page);
  await page.getByRole('button', { name: '开始申请' }).click();
  await expect(question('去世亲人的姓名和身份证号码')(page)).toBeVisible();
  await answerAll(persona)(page);
  await file(page);
  await seeSum('60,962.92')(page);

  await test.step('what was paid too much after the death is said apart, is with a person, and is taken off nothing', async () => {
    const main = page.getByRole('main');
    await expect(main).toContainText('去世次月起可能多发了养老金，正由工作人员核对。');
    await expect(main).toContainText('也不从该领的钱里扣');
    await expect(main).not.toContainText('57,102.42');
  });
  await test.step('what does not apply is folded away, each with its reason and the way to a person', async () => {
    const reason = page.getByText('基本服务的费用已经在殡仪馆直接减免');
    await expect(reason).toBeHidden();
    await unfold(page);
    await expect(reason).toBeVisible();
    await expect(page.getByRole('link', { name: /请工作人员再看$/ })).toHaveCount(3);
  });
  await openCase(SURVIVORS)(page);
  await seeTotal('60,962.92')(page);

  await test.step('each amount with its formula and clause, and the figures behind it', async () => {
    const amounts = page.getByRole('table', { name: '核定金额' });
    for (const words of ['11,084.17', '2×5,542.0833', '人社部发〔2021〕18号']) {
      await expect(amounts.getByRole('row', { name: '丧葬补助金' })).toContainText(words);
    }
    await expect(amounts.getByRole('row', { name: /^抚恤金/ })).toContainText('49,878.75');
    await expect(page.getByRole('listitem').filter({ hasText: '每月基数' })).toContainText('66,505÷12');
  });
  await test.step('each rule with the facts and the department that it rests on', async () => {
    const kin = item('您是逝者的近亲属')(page);
    for (const words of ['成立', '民法典第一千零四十五条', '独生女', '市公安局']) {
      await expect(kin).toContainText(words);
    }
  });
  await test.step('who was asked, with the papers that nobody had to bring', async () => {
    const asked = page.getByRole('table', { name: '问过的部门' });
    for (const department of ['市卫生健康委员会', '市公安局', '市社会保险事业管理中心', '安澜农商银行']) {
      await expect(asked.getByRole('row', { name: department }).first()).toBeVisible();
    }
    await expect(asked.getByRole('row', { name: '收款账户归属' })).toContainText('银行卡复印件');
  });
  await test.step('approved, to be paid by a day into her account, and never said to be paid', async () => {
    const main = page.getByRole('main');
    await expect(main).toContainText(/已核准，最晚\d+月\d+日转入周静尾号0113的账户/);
    await expect(main).not.toContainText(/已支付|已付款|已到账|已经发放/);
  });
  await test.step('the receipt with her number, and no whole identity number', async () => {
    await page.getByRole('link', { name: '看收件回执' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '收件回执' })).toBeVisible();
    const main = page.getByRole('main');
    for (const words of ['周静', '990102********0011', '尾号0113', '5个工作日']) {
      await expect(main).toContainText(words);
    }
    await expect(main).not.toContainText(persona.deceased.idNumber);
    await expect(main).not.toContainText(persona.card);
  });
});

test('no page of the portal asks for a file', async ({ page }) => {
  await everywhere(async (at, { name }) => {
    const files = at.locator('input[type=file]');
    await expect.soft(files, name).toHaveCount(0);
  })(page);
});

test('where a register is ambiguous the next source is asked by itself, and then a commitment is offered that settles it', async ({
  page,
}) => {
  await fileClaim(PERSONAS.stepSon)(page);
  const kin = item('您和逝者的关系')(page);
  await expect(kin).toContainText('先问了市公安局（同一户籍中的关系）：无法唯一确定。');
  await expect(kin).toContainText('推不出不等于不是，也不是您填错了。');
  await expect(kin).toContainText('承诺不承诺由您决定；不承诺的，由工作人员核查。');
  await seeState(VERIFYING)(page);

  await test.step('what a commitment means is said before it is made', async () => {
    await page.getByRole('link', { name: '看承诺书，再决定' }).first().click();
    const main = page.getByRole('main');
    for (const words of ['自愿选择。不承诺，不影响您的申请。', '不实的后果', '可以撤回申请', 'kin-1']) {
      await expect(main).toContainText(words);
    }
    await page.getByRole('link', { name: '回到办件' }).click();
    await seeState(VERIFYING)(page);
  });
  await commit(page);
  await seeState(GRANTED)(page);
  await expect(item('您是逝者的近亲属')(page)).toContainText('您的书面承诺');
});

test('who would rather not commit leaves it to a person, without any loss', async ({ page }) => {
  await fileClaim(PERSONAS.declining)(page);
  await page.getByRole('link', { name: '看承诺书，再决定' }).first().click();
  await page.getByRole('button', { name: '不承诺，等工作人员核查' }).click();
  await seeState(WITH_A_PERSON)(page);
  await expect(item('您和逝者的关系')(page).first()).toContainText('您选择了不承诺');
});

test('of two children who file for one father at the same moment one is granted, and the other learns nothing about her', async ({
  browser,
}) => {
  const [sister, brother] = await Promise.all([
    atCheck(browser, PERSONAS.elderSister),
    atCheck(browser, PERSONAS.youngerBrother),
  ]);
  await Promise.all([file(sister), file(brother)]);
  await Promise.all([openCase(SURVIVORS)(sister), openCase(SURVIVORS)(brother)]);
  const granted = (page: Page) => page.getByRole('heading', { level: 1, name: GRANTED });
  const reviewed = (page: Page) => page.getByRole('heading', { level: 1, name: WITH_A_PERSON });
  for (const page of [sister, brother]) {
    await expect(granted(page).or(reviewed(page))).toBeVisible();
  }
  const wins = await Promise.all([sister, brother].map((page) => granted(page).count()));
  expect(wins.toSorted()).toEqual([0, 1]);

  const [winner, loser] = wins[0] === 1 ? [sister, brother] : [brother, sister];
  const other = wins[0] === 1 ? PERSONAS.elderSister : PERSONAS.youngerBrother;
  await expect(granted(winner)).toBeVisible();
  const main = loser.getByRole('main');
  await expect(main).toContainText('已经核准给另一位近亲属。一位逝者只发一次');
  for (const secret of [other.name, other.card.slice(-4), '68,352.36', '57,268.19']) {
    await expect(main).not.toContainText(secret);
  }
});

/** A browser of her own, with everything answered and nothing sent. */
async function atCheck(browser: Browser, persona: Persona): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(persona)(page);
  await begin(page);
  await answerAll(persona)(page);
  return page;
}
