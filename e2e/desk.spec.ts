import { type Browser, expect, type Page, test } from '@playwright/test';
import {
  approve,
  claimCase,
  determineChild,
  fileForTheDesk,
  openFromQueue,
  openQueue,
  proposeGrant,
  queueRow,
  startWork,
  workToProposal,
} from './acts/desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './acts/look.ts';
import { DESK_PERSONAS, STAFF } from './desk-personas.ts';

// One-time passwords serve once in half a minute: the clerks sign in once and work through all of it.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

let clerk: Page;
let colleague: Page;
let senior: Page;

/** The box that lists what has to be corrected; Next has an alert of its own. */
const corrections = (page: Page) => page.getByRole('alert', { name: /需要改/ });

async function atWork(browser: Browser, account: (typeof STAFF)[keyof typeof STAFF]): Promise<Page> {
  // A context of its own, so that a clerk can open a second window.
  const page = await (await browser.newContext()).newPage();
  await startWork(account)(page);
  return page;
}

test.beforeAll(async ({ browser }) => {
  clerk = await atWork(browser, STAFF.clerk);
  colleague = await atWork(browser, STAFF.colleague);
  senior = await atWork(browser, STAFF.senior);
});

test.afterAll(async () => {
  for (const page of [clerk, colleague, senior]) await page?.context().close();
});

test('a case belongs to the clerk who claims it, and a second one sees who has it and can claim nothing', async ({
  page,
  request,
}) => {
  const persona = DESK_PERSONAS.claimed;
  await fileForTheDesk(persona, request)(page);
  await openFromQueue(persona)(clerk);
  await openFromQueue(persona)(colleague);
  await claimCase(clerk);
  await colleague.getByRole('button', { name: '领取', exact: true }).click();
  await expect(colleague.getByRole('main')).toContainText('您打开之后，这件有了变化');
  await expect(colleague.getByRole('main')).toContainText('工号尾号27在办');
  await expect(colleague.getByRole('button', { name: '领取', exact: true })).toHaveCount(0);
  await expect(colleague.getByRole('button', { name: '认定' })).toHaveCount(0);
});

test('a clerk gives a case back, and a colleague can claim it', async () => {
  const persona = DESK_PERSONAS.claimed;
  await clerk.getByRole('button', { name: '退回待领' }).click();
  await expect(clerk.getByRole('main')).toContainText('领取以后才能认定');
  await openQueue(colleague);
  await queueRow(persona)(colleague).getByRole('button', { name: '领取' }).click();
  await expect(colleague.getByRole('main')).toContainText('您已领取');
});

test('a clerk determines a kinship and proposes, a second person confirms, and the resident reads who decided', async ({
  page,
  request,
}) => {
  const persona = DESK_PERSONAS.granted;
  const path = await fileForTheDesk(persona, request)(page);
  await openFromQueue(persona)(clerk);
  await claimCase(clerk);
  await expectAccessible(clerk, 'a case with an open need');

  const form = clerk.getByRole('form', { name: /^认定/ });
  await form.getByLabel('理由').fill('户口簿旧页写明父子关系。');
  await form.getByRole('button', { name: '认定' }).click();
  await expect(corrections(clerk)).toBeFocused();
  await expect(clerk).toHaveTitle(/^错误：/);
  await expect(form.getByLabel('理由')).toHaveValue('户口簿旧页写明父子关系。');
  await expectAccessible(clerk, 'a form with faults');

  await determineChild(clerk);
  await expect(clerk.getByRole('main')).toContainText('工号尾号27认定（当事人材料）');
  await expectAccessible(clerk, 'a case that can be decided');
  await proposeGrant(clerk);
  await expect(clerk.getByRole('main')).toContainText('这是您提出的，要由没有经手的人复核');
  await expect(clerk.getByRole('button', { name: /复核同意/ })).toHaveCount(0);

  await approve(persona)(senior);
  await expect(senior.getByRole('main')).toContainText('工号尾号27；工号尾号05');
  await page.goto(path);
  await expect(page.getByRole('main')).toContainText('工号尾号27');
  await expect(page.getByRole('main')).toContainText('工号尾号05');
});

test('a second person sends a proposal back with a reason, which the first one reads', async () => {
  const persona = DESK_PERSONAS.claimed;
  await determineChild(colleague);
  await proposeGrant(colleague);
  await openFromQueue(persona)(senior);
  await senior.getByText('退回重办').click();
  await senior.getByRole('button', { name: '退回', exact: true }).click();
  await expect(corrections(senior)).toContainText('还没有填');
  await senior.getByLabel('理由').fill('请附上户口簿旧页的页码。');
  await senior.getByRole('button', { name: '退回', exact: true }).click();
  await openFromQueue(persona)(colleague);
  await expect(colleague.getByRole('main')).toContainText('请附上户口簿旧页的页码。');
  await expect(colleague.getByRole('button', { name: '提出准予' })).toBeVisible();
});

test('whoever proposed a decision cannot confirm it, whatever the role', async () => {
  const persona = DESK_PERSONAS.claimed;
  await colleague.getByRole('button', { name: '退回待领' }).click();
  await openFromQueue(persona)(senior);
  await claimCase(senior);
  await proposeGrant(senior);
  await expect(senior.getByRole('main')).toContainText('这是您提出的，要由没有经手的人复核');
  await expect(senior.getByRole('button', { name: /复核同意/ })).toHaveCount(0);
});

test('a refusal names its ground with the clause, its reason and both officers, and how it is appealed', async ({
  page,
  request,
}) => {
  const persona = DESK_PERSONAS.refused;
  const path = await fileForTheDesk(persona, request)(page);
  await openFromQueue(persona)(clerk);
  await claimCase(clerk);
  await clerk.getByText('不予', { exact: true }).click();
  await clerk.getByRole('button', { name: '提出不予' }).click();
  await expect(corrections(clerk)).toContainText('还没有选');
  const form = clerk.getByRole('form', { name: '提出不予' });
  await expect(form).toContainText('行政复议');
  await form.getByLabel('不予的根据').selectOption({ label: '您是逝者的近亲属（民法典第一千零四十五条）' });
  await form.getByLabel('理由').fill('各部门都没有亲属关系的记录，也没有提交材料。');
  await clerk.getByRole('button', { name: '提出不予' }).click();
  await expect(clerk.getByRole('main')).toContainText('民法典第一千零四十五条');
  await approve(persona, '复核同意：不予')(senior);
  await page.goto(path);
  const main = page.getByRole('main');
  await expect(main).toContainText('各部门都没有亲属关系的记录');
  await expect(main).toContainText('民法典第一千零四十五条');
  await expect(main).toContainText('行政复议');
  await expect(main).toContainText('工号尾号05');
});

test('a form that is overtaken writes nothing, says what happened meanwhile and keeps what was typed', async ({
  page,
  request,
}) => {
  const persona = DESK_PERSONAS.overtaken;
  await fileForTheDesk(persona, request)(page);
  await openFromQueue(persona)(clerk);
  await claimCase(clerk);
  const later = await clerk.context().newPage();
  await later.goto(clerk.url());
  await later.getByLabel('申请人是逝者的').selectOption('子女');
  await later.getByLabel('理由').first().fill('两处档案都写明父子关系。');
  await clerk.getByRole('button', { name: '退回待领' }).click();
  await clerk.getByRole('button', { name: '领取', exact: true }).click();
  await expect(clerk.getByRole('main')).toContainText('您已领取');
  await later.getByRole('radio', { name: '登记资料' }).check();
  await later.getByRole('button', { name: '认定' }).click();
  await expect(later.getByRole('main')).toContainText('您打开之后，这件有了变化');
  await expect(later.getByRole('main')).toContainText('工号尾号27退回待领');
  await expect(later.getByLabel('申请人是逝者的')).toHaveValue('child');
  await expect(later.getByLabel('理由').first()).toHaveValue('两处档案都写明父子关系。');
  await later.close();
});

test('a batch is prepared by one person and released by another, and then the bank pays', async ({
  page,
  request,
}) => {
  const persona = DESK_PERSONAS.paid;
  const path = await fileForTheDesk(persona, request)(page);
  await workToProposal(persona)(clerk);
  await approve(persona)(senior);

  await senior.getByRole('link', { name: '拨付' }).click();
  const rows = senior.getByRole('row').filter({ has: senior.getByRole('checkbox') });
  const own = rows.filter({ hasText: persona.name });
  await expect(own).toHaveCount(1);
  await expectAccessible(senior, 'payment orders');
  for (const box of await rows.getByRole('checkbox').all()) await box.uncheck();
  await senior.getByRole('button', { name: '编制批次' }).click();
  await expect(corrections(senior)).toContainText('一笔也没有勾选');
  for (const box of await rows.getByRole('checkbox').all()) await box.uncheck();
  await own.getByRole('checkbox').check();
  await senior.getByRole('button', { name: '编制批次' }).click();
  await expect(senior.getByRole('main')).toContainText('要由另一个人释放');
  await expect(senior.getByRole('button', { name: '释放给银行' })).toHaveCount(0);
  await expectAccessible(senior, 'a batch');

  // The only second person of the district prepared it: it is taken apart, and a clerk prepares it again.
  await senior.getByRole('button', { name: '拆散批次' }).click();
  await expect(senior.getByRole('heading', { name: '等待编批的拨付单' })).toBeVisible();
  await clerk.getByRole('link', { name: '拨付' }).click();
  const clerks = clerk.getByRole('row').filter({ has: clerk.getByRole('checkbox') });
  for (const box of await clerks.getByRole('checkbox').all()) await box.uncheck();
  await clerks.filter({ hasText: persona.name }).getByRole('checkbox').check();
  await clerk.getByRole('button', { name: '编制批次' }).click();
  await expect(clerk.getByRole('main')).toContainText('要由另一个人释放');
  await senior.goto(clerk.url());
  await senior.getByRole('button', { name: '释放给银行' }).click();
  await expect(senior.getByRole('main')).toContainText('银行');
  await expect(senior.getByRole('button', { name: '释放给银行' })).toHaveCount(0);
  await expect(async () => {
    await senior.reload();
    await expect(senior.getByRole('row').filter({ hasText: persona.name })).toContainText('已付款', {
      timeout: 1_000,
    });
  }).toPass({ timeout: 40_000 });
  await page.goto(path);
  await expect(page.getByRole('main')).toContainText(/已转入|已经转账/);
});

test('a case is worked from the queue to the proposal with the keyboard alone', async ({ page, request }) => {
  const persona = DESK_PERSONAS.byKeys;
  await fileForTheDesk(persona, request)(page);
  await openFromQueue(persona)(clerk);
  await openQueue(clerk);
  await expect(clerk.getByText('下一件')).toBeVisible();
  const link = queueRow(persona)(clerk).getByRole('link', { name: persona.name });
  await expect(async () => {
    await clerk.keyboard.press('j');
    await expect(link).toBeFocused({ timeout: 200 });
  }).toPass();
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: `${persona.name}申请` })).toBeVisible();
  await expect(clerk.getByText('到拟办')).toBeVisible();
  await clerk.keyboard.press('c');
  await expect(clerk.getByRole('main')).toContainText('您已领取');

  const form = clerk.getByRole('form', { name: /^认定/ });
  const tabTo = async (target: ReturnType<typeof form.getByLabel>) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await clerk.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  };
  await tabTo(form.getByLabel('申请人是逝者的'));
  for (const key of ['ArrowDown', 'ArrowDown']) await clerk.keyboard.press(key);
  await expect(form.getByLabel('申请人是逝者的')).toHaveValue('child');
  await tabTo(form.getByRole('radio', { name: '是', exact: true }));
  await clerk.keyboard.press('Space');
  await tabTo(form.getByRole('radio', { name: '登记资料' }));
  await clerk.keyboard.press('Space');
  await tabTo(form.getByLabel('理由'));
  // Letters typed into a field are text, never a shortcut.
  await clerk.keyboard.type('c j k o p?');
  await tabTo(form.getByRole('button', { name: '认定' }));
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('button', { name: '提出准予' })).toBeVisible();
  await expect(clerk.getByText('到拟办')).toBeVisible();
  await clerk.keyboard.press('p');
  await tabTo(clerk.getByRole('button', { name: '提出准予' }));
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { name: '拟办决定，等第二人复核' })).toBeVisible();
});

test('single keys can be switched off, and stay off', async () => {
  await openQueue(colleague);
  await expect(colleague.getByText('下一件')).toBeVisible();
  await colleague.getByText('键盘说明').last().click();
  await colleague.getByRole('button', { name: '关掉单键操作' }).click();
  await expect(colleague.getByText('下一件')).toHaveCount(0);
  await openQueue(colleague);
  await expect(colleague.getByText('下一件')).toHaveCount(0);
});

test('the desk is accessible, and fits a narrow window', async () => {
  await openQueue(colleague);
  await expectAccessible(colleague, 'the queue');
  await colleague.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(colleague, 'the queue at 320 px');
  await openFromQueue(DESK_PERSONAS.overtaken)(colleague);
  await expectNoSidewaysScroll(colleague, 'a case at 320 px');
  await colleague.goto('/desk/payments');
  await expectNoSidewaysScroll(colleague, 'payments at 320 px');
});

test('a clerk works without script', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await clerk.context().storageState(),
  });
  const page = await context.newPage();
  await openFromQueue(DESK_PERSONAS.overtaken)(page);
  const form = page.getByRole('form', { name: /^认定/ });
  await form.getByLabel('申请人是逝者的').selectOption('子女');
  await form.getByRole('button', { name: '认定' }).click();
  await expect(corrections(page)).toContainText('还没有选');
  await expect(form.getByLabel('申请人是逝者的')).toHaveValue('child');
  await determineChild(page);
  await context.close();
});
