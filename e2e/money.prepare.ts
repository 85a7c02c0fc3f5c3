import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { ALL_PAID, matter } from './acts/application.ts';
import { answerAll, begin, file, openCase, SURVIVORS } from './acts/apply.ts';
import { commit, GRANTED, item, seeState } from './acts/case.ts';
import { closeAccount, letDie, listMail, type Mail } from './acts/city.ts';
import {
  approve,
  claimCase,
  fileForTheDesk,
  openFromQueue,
  openQueue,
  payOut,
  startWork,
} from './acts/desk.ts';
import { chooseLanguage } from './acts/look.ts';
import { signIn } from './acts/sign-in.ts';
import { keepPart } from './acts/tour.ts';
import { MONEY_PERSONAS, MONEY_STAFF, REFUSAL } from './desk-personas.ts';
import type { Persona } from './personas.ts';

// What passes through the desk of 云栖区, by clerks of its own. The pages are kept for the tests of language, look and width.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const { sentBack, stillBack, refused, open } = MONEY_PERSONAS;
const REPAYMENT = '多发养老金退还';
/** Long before today, and a pension has come every month since. */
const DEATH = '2026-09-15';

let clerk: Page;
let senior: Page;
let resident: Page;
let waiting: Page;
/** Of `sentBack`: her application, and its case about the money. */
let application: string;
let claim: string;

const newPage = async (browser: Browser) => (await browser.newContext()).newPage();

test.beforeAll(async ({ browser }) => {
  [clerk, senior, resident, waiting] = await Promise.all([
    newPage(browser),
    newPage(browser),
    newPage(browser),
    newPage(browser),
  ]);
  await Promise.all([startWork(MONEY_STAFF.clerk)(clerk), startWork(MONEY_STAFF.senior)(senior)]);
});

test.afterAll(async () => {
  for (const page of [clerk, senior, resident, waiting]) await page?.context().close();
});

/** Sends the application in the language that the page has been switched to for it. @returns its path */
async function fileInEnglish(page: Page): Promise<string> {
  const check = page.url();
  await chooseLanguage('English')(page);
  await page.goto(check);
  await page.getByRole('button', { name: 'Submit the application' }).click();
  await page.waitForURL(/\/applications\/appl_[^/]+\?filed=1$/);
  const path = new URL(page.url()).pathname;
  await chooseLanguage('简体')(page);
  await page.goto(path);
  return path;
}

/** Once nothing waits for the claimant but what she commits to, the system grants it. @returns the paths of application and case */
async function beGranted(persona: Persona, page: Page, send: (page: Page) => Promise<string>) {
  await signIn(persona)(page);
  await begin(page);
  await answerAll(persona)(page);
  const path = await send(page);
  const casePath = await openCase(SURVIVORS)(page);
  await commit(page);
  await page.goto(casePath);
  await seeState(GRANTED)(page);
  return { path, casePath };
}

test('the mail after a decision is in the language of the filing, and holds no name, amount or number', async ({
  request,
}) => {
  await letDie(sentBack, DEATH)(request);
  ({ path: application, casePath: claim } = await beGranted(sentBack, resident, fileInEnglish));
  const mail = await mailSaying(request, 'decided: it will be paid.');
  const words = `${mail.subject}\n${mail.text.replaceAll(/https?:\S+/g, '')}`;
  expect(mail.subject).toBe('News of your application');
  expect(words).not.toMatch(/\p{Script=Han}/u);
  expect(words).not.toMatch(/\d|yuan/);
  for (const secret of [sentBack.name, sentBack.deceased.name]) expect(words).not.toContain(secret);
});

/** The newest mail about the application, once there is one with these words. */
async function mailSaying(request: APIRequestContext, words: string): Promise<Mail> {
  const found: Mail[] = [];
  await expect(async () => {
    found.push(...(await listMail(request, application)).filter(({ text }) => text.includes(words)));
    expect(found).not.toHaveLength(0);
  }).toPass({ timeout: 20_000 });
  const [first] = found;
  if (first === undefined) throw new Error('a mail has come');
  return first;
}

test('money that the bank sends back: why, in plain words; a wrong number keeps what was typed; another batch pays it', async ({
  request,
}) => {
  await letDie(stillBack)(request);
  const other = await beGranted(stillBack, waiting, file);
  for (const persona of [sentBack, stillBack]) await closeAccount(persona)(request);
  const batch = await payOut([sentBack, stillBack], senior)(clerk);

  const main = resident.getByRole('main');
  const isBack = () => expect(main).toContainText('银行把钱退了回来，还没有到账。', { timeout: 1_000 });
  await lookAgainUntil(resident, claim, isBack);
  await expect(main).toContainText('原因：您填的账户已经销户。');
  await expect(main).toContainText('钱还在，一分不少。');
  await resident.goto(application);
  await expect(main).toContainText(`${SURVIVORS}：银行把钱退了回来。`);
  await main.getByRole('link', { name: '更正收款账户' }).first().click();
  await expect(main).toContainText('您填的账户已经销户，银行把钱退了回来。');

  const wrong = `${sentBack.card.slice(0, -1)}${(Number(sentBack.card.at(-1)) + 1) % 10}`;
  const number = resident.getByLabel('银行卡号');
  const again = resident.getByRole('button', { name: '更正账户，重新转账' });
  await number.fill(wrong);
  await again.click();
  await expect(resident.getByRole('alert', { name: '有一处需要改' })).toBeFocused();
  await expect(number).toHaveValue(wrong);

  await closeAccount(sentBack, false)(request);
  await number.fill(sentBack.card);
  await again.click();
  await resident.waitForURL(`**${claim}`);
  await expect(main).toContainText('更正后的账户');
  await payOut([sentBack], senior)(clerk);
  const isPaid = () => expect(main).toContainText(/银行.*已转入.*更正后的账户/, { timeout: 1_000 });
  await lookAgainUntil(resident, claim, isPaid);

  await keepPart(waiting, 'stillBack', {
    'application with money sent back': other.path,
    'decision with money sent back': other.casePath,
    'another account': `${other.casePath}/account`,
  });
  await clerk.goto(batch);
  await expect(clerk.getByRole('row').filter({ hasText: stillBack.name })).toContainText('银行退回');
  placesOfTheDesk.batch = batch;
});

/** The bank settles within seconds, and what it says comes to the page when it is opened anew. */
async function lookAgainUntil(page: Page, path: string, isThere: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await isThere();
  }).toPass({ timeout: 40_000 });
}

test('a repayment that two persons have signed: how much, how it was worked out, in parts if need be, and off no grant', async () => {
  await openFromQueue(sentBack, REPAYMENT)(clerk);
  await claimCase(clerk);
  await clerk.getByRole('button', { name: '提出应退' }).click();
  await approve(sentBack, '复核同意：应退', REPAYMENT)(senior);

  await resident.goto(application);
  await seeState(ALL_PAID)(resident);
  const main = resident.getByRole('main');
  await expect(main).toContainText(/多发的养老金[\d,]+\.\d\d元需要退回。/);
  await expect(main).toContainText('这笔钱不从该领的钱里扣，可以商量分期退。这不是您的过错。');
  await expect(matter(SURVIVORS)(resident)).toContainText('已转账');
  const path = await openRepayment(resident);
  await expect(main).toContainText('去世次月起多发的养老金，核定应退回');
  await expect(resident.getByRole('table', { name: '核定金额' })).toContainText('应退回的养老金');
  await expect(main).toContainText('每月养老金');
  await expect(main).toContainText('分期退回');
  await expect(main).toContainText('工号尾号14');
  await expect(main).toContainText('工号尾号02');
  await keepPart(resident, 'sentBack', { repayment: path, 'application with a repayment': application });
});

async function openRepayment(page: Page): Promise<string> {
  await page.getByRole('link', { name: '看怎么算的、怎么退' }).click();
  await page.waitForURL(/\/cases\/case_[^/]+$/);
  return new URL(page.url()).pathname;
}

test('a second person sees what a refusal rests on and how it is appealed, and the refused one reads the same', async ({
  browser,
  request,
}) => {
  const page = await newPage(browser);
  const path = await fileForTheDesk(refused, request)(page);
  await openFromQueue(refused)(clerk);
  await claimCase(clerk);
  await clerk.getByText('不予', { exact: true }).click();
  const form = clerk.getByRole('form', { name: '提出不予' });
  await form.getByLabel('不予的根据').selectOption({ label: '您是逝者的近亲属（民法典第一千零四十五条）' });
  await form.getByLabel('理由').fill(REFUSAL);
  await clerk.getByRole('button', { name: '提出不予' }).click();

  await openFromQueue(refused)(senior);
  const seen = senior.getByRole('main');
  for (const words of ['不予', '民法典第一千零四十五条', REFUSAL, '工号尾号14', '行政复议']) {
    await expect(seen).toContainText(words);
  }
  const proposed = new URL(senior.url()).pathname;
  await senior.getByRole('button', { name: '复核同意：不予' }).click();
  await expect(senior.getByRole('heading', { level: 2, name: '决定', exact: true })).toBeVisible();

  await page.goto(path);
  const main = page.getByRole('main');
  for (const words of [
    '不予发放',
    REFUSAL,
    '民法典第一千零四十五条',
    '工号尾号14',
    '工号尾号02',
    '行政复议',
  ]) {
    await expect(main).toContainText(words);
  }
  await expect(item('您是逝者的近亲属')(page)).toContainText('这次不予就是根据这一条');
  await keepPart(page, 'refused', { refusal: path });
  placesOfTheDesk['refused case at the desk'] = proposed;
  await page.context().close();
});

/** Pages of the desk by name, as far as the tests have come. */
const placesOfTheDesk: Record<string, string> = {};

test('the queue, a case with something to determine and the payments are there to be looked at', async ({
  browser,
  request,
}) => {
  const page = await newPage(browser);
  await fileForTheDesk(open, request)(page);
  await page.context().close();
  await openFromQueue(open)(clerk);
  await claimCase(clerk);
  placesOfTheDesk['case at the desk'] = new URL(clerk.url()).pathname;
  await openQueue(clerk);
  await keepPart(clerk, 'clerk', {
    'desk queue': '/desk',
    payments: '/desk/payments',
    ...placesOfTheDesk,
  });
});
