import { expect, test } from '@playwright/test';
import { ALL_DECIDED, matter } from './acts/application.ts';
import { fileApplication, fileClaim, openCase, SURVIVORS } from './acts/apply.ts';
import { GRANTED, NOT_APPLICABLE, requirement, seeState, VERIFYING } from './acts/case.ts';
import { behave, bereave, DEPARTMENTS, moveClock, restoreCity } from './acts/city.ts';
import { signIn } from './acts/sign-in.ts';
import { PERSONAS } from './personas.ts';

// Departments and the clock belong to the whole city: these tests run one after the other, after all others.
test.describe.configure({ mode: 'default' });
test.beforeEach(({ request }) => restoreCity(request));
test.afterEach(({ request }) => restoreCity(request));

const NOT_YOUR_MISTAKE = '不是您填错了';
const NEXT_TRY = /接下来：(\d+:\d+|.*\d+月\d+日.*|马上)自动再问/;

/** What a case of 丧葬补助金和抚恤金 asks each department about, as its page names it. */
const ASKED = {
  'public-security': '户口注销',
  health: '去世登记',
  'social-security-2009': '参保情况',
  'social-security-1992': '2009年以前的缴费年限',
  'card-bank': '收款账户',
} as const;
const QUESTIONED = [
  'public-security',
  'health',
  'social-security-2009',
  'social-security-1992',
  'card-bank',
] as const satisfies readonly (keyof typeof ASKED)[];

for (const department of QUESTIONED) {
  test(`with ${department} down a claim is filed, its page says why it waits, and it finishes by itself`, async ({
    page,
    request,
  }) => {
    const persona = PERSONAS.outage[department];
    await bereave(persona)(request);
    await behave(department, { mode: 'refused' })(request);
    await fileClaim(persona)(page);
    await seeState(VERIFYING)(page);
    const row = requirement(ASKED[department])(page);
    await expect(row).toContainText('暂时查不了');
    await expect(row).toContainText(`原因：部门的系统暂时连不上，${NOT_YOUR_MISTAKE}`);
    await expect(row).toContainText(NEXT_TRY);
    await expect(row).toContainText(/影响：/);
    await expect(row).toContainText('您不用做什么');

    await behave(department, { mode: 'normal' })(request);
    await moveClock(6)(request);
    await seeState(GRANTED)(page);
  });
}

test('with every department down a claim is filed, is received with a receipt, and finishes by itself', async ({
  page,
  request,
}) => {
  await bereave(PERSONAS.allDown)(request);
  for (const department of DEPARTMENTS) await behave(department, { mode: 'refused' })(request);
  await fileApplication(PERSONAS.allDown)(page);
  await expect(page.getByRole('main')).toContainText('申请已收到。');
  const path = await openCase(SURVIVORS)(page);
  for (const title of Object.values(ASKED)) {
    await expect(requirement(title)(page)).toContainText('暂时查不了');
  }
  await page.goto(`${path}/receipt`);
  await expect(page.getByRole('heading', { level: 1, name: '收件回执' })).toBeVisible();

  for (const department of DEPARTMENTS) await behave(department, { mode: 'normal' })(request);
  await moveClock(6)(request);
  await page.goto(path);
  await seeState(GRANTED)(page);
});

test('with civil affairs down an application is decided all the same: the funeral homes’ sheets came in the night', async ({
  page,
  request,
}) => {
  const persona = PERSONAS.outage['civil-affairs'];
  await bereave(persona)(request);
  await behave('civil-affairs', { mode: 'refused' })(request);
  await fileApplication(persona)(page);
  await expect(page.getByRole('heading', { level: 1, name: ALL_DECIDED })).toBeVisible();
  await expect(matter('城乡居民养老保险注销')(page)).toContainText('已核准');
});

test('an answer that comes while others are still waited for appears in the open page by itself, within seconds', async ({
  page,
  request,
}) => {
  await behave('card-bank', { mode: 'refused' })(request);
  await behave('public-security', { mode: 'late', lateSeconds: 3 })(request);
  await fileClaim(PERSONAS.watching)(page);
  const register = requirement('户口注销')(page);
  await expect(register).toContainText('等待答复');
  // The answer comes a second after the page; the page looks every one or two.
  await expect(register).toContainText('已确认', { timeout: 6_000 });
  await expect(requirement('收款账户')(page)).toContainText('暂时查不了');
  await seeState(VERIFYING)(page);
});

/** Each way of failing, the words for it, and how many minutes later it is over. */
const MISBEHAVIOURS = [
  ['does not answer in time', 'slow', { delayMs: 30_000 }, '部门的系统没有在规定时间内答复', 6],
  ['answers what is no answer', 'wrong', {}, '部门的答复不完整，没有采用', 6],
  ['answers about somebody else', 'lying', {}, '部门答复的不是这位，没有采用', 6],
] as const;

for (const [what, mode, settings, words, minutes] of MISBEHAVIOURS) {
  test(`a department that ${what} is not believed: the page says so, it is asked again, and the case finishes`, async ({
    page,
    request,
  }) => {
    await behave('social-security-2009', { mode, ...settings })(request);
    await fileClaim(PERSONAS.misbehaved[mode])(page);
    const row = requirement('参保情况')(page);
    await expect(row).toContainText(`原因：${words}，${NOT_YOUR_MISTAKE}`);
    await expect(row).toContainText(NEXT_TRY);
    await behave('social-security-2009', { mode: 'normal' })(request);
    await moveClock(minutes)(request);
    await seeState(NOT_APPLICABLE)(page);
  });
}

test('a department that answers by hand is waited for until the time that it named, and its late answer settles the case', async ({
  page,
  request,
}) => {
  await behave('social-security-2009', { mode: 'late', lateSeconds: 8 })(request);
  await fileClaim(PERSONAS.misbehaved.late)(page);
  const row = requirement('参保情况')(page);
  await expect(row).toContainText('等待答复');
  await expect(row).toContainText(/对方已收到，(预计\d+:\d+前答复|原来预计)/);
  await seeState(NOT_APPLICABLE)(page);
});

test('a department whose daily number of questions is used up is asked again when it said, not before', async ({
  page,
  request,
}) => {
  const persona = PERSONAS.misbehaved.quota;
  await behave('social-security-2009', { mode: 'quota' })(request);
  const path = await fileClaim(persona)(page);
  const row = requirement('参保情况')(page);
  await expect(row).toContainText(`原因：部门给的当天查询次数已经用完，${NOT_YOUR_MISTAKE}`);
  await expect(row).toContainText(/预计.*\d+:\d+前问到/);
  await behave('social-security-2009', { mode: 'normal' })(request);
  await moveClock(30)(request);
  await page.goto(path);
  await expect(row).toContainText('当天查询次数已经用完');
  await moveClock(62)(request);
  await signIn(persona, path)(page);
  await seeState(NOT_APPLICABLE)(page);
});

test('a department that stays silent for longer than the service waits is passed over, and a commitment is offered meanwhile', async ({
  page,
  request,
}) => {
  const persona = PERSONAS.silent;
  await behave('public-security', { mode: 'refused' })(request);
  const path = await fileClaim(persona)(page);
  const kin = requirement('您和逝者的关系')(page);
  await expect(kin).toContainText('还没有答复，就改问市卫生健康委员会');
  await moveClock(31)(request);
  await page.goto(path);
  await expect(kin).toContainText('您可以书面承诺');
  await expect(requirement('户口注销')(page)).toContainText('没有这一项也能往下办');
  await page.getByRole('link', { name: '看承诺书，再决定' }).first().click();
  await page.getByRole('button', { name: '我承诺' }).click();
  await seeState(GRANTED)(page);
});
