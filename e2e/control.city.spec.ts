import { readFileSync, writeFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { TEST_CASE } from '#domain/question.ts';
import { fileClaim } from './acts/apply.ts';
import { commit, GRANTED, requirement, seeState } from './acts/case.ts';
import { behave, bereave, moveClock, ownLog, restoreCity } from './acts/city.ts';
import { exportLines, openPart, reconcileFiles, startConsole, switchOff, switchOn } from './acts/control.ts';
import { fileForTheDesk, openFromQueue, startWork } from './acts/desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './acts/look.ts';
import { signIn } from './acts/sign-in.ts';
import { CONTROL_PERSONAS, OFFICERS, STAFF } from './desk-personas.ts';

// A switch belongs to the whole city: these tests run one after the other, after all that do not.
test.describe.configure({ mode: 'default', timeout: 180_000 });
test.beforeEach(({ request }) => restoreCity(request));
test.afterEach(({ request }) => restoreCity(request));

const BANK = 'card-bank';
const ACCOUNT = '收款账户';
const REASON = '系统升级，今晚20:00恢复';

/** The case of whoever a clerk asks about again, once she has filed it. */
let casePath = '';

/** Another person at another machine. */
async function another(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** Every page of the console reads well, also on a phone and to a screen reader. */
async function expectGoodPage(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, name);
  if (size !== null) await page.setViewportSize(size);
}

test('an officer sees what a switch would stall, stops the connector, and the resident reads why; lifting it lets her case go on', async ({
  page,
  browser,
  request,
}) => {
  const persona = CONTROL_PERSONAS.stopped;
  await bereave(persona)(request);
  await behave(BANK, { mode: 'refused' })(request);
  await fileClaim(persona)(page);
  await expect(requirement(ACCOUNT)(page)).toContainText('暂时查不了');

  const officer = await another(browser);
  await startConsole(OFFICERS.bank)(officer);
  await openPart(BANK, 'switches')(officer);
  await expectGoodPage(officer, 'switches');
  await officer.getByRole('radio', { name: '整个接口' }).check();
  await officer.getByRole('button', { name: '看停用的影响' }).click();
  const main = officer.getByRole('main');
  await expect(main).toContainText(/\d+件在办的会停在这一步/);
  await expect(main).toContainText('没有别的办法，转工作人员核查');
  await expectGoodPage(officer, 'before switching off');
  await officer.getByRole('button', { name: '停用整个接口' }).click();
  await expect(main).toContainText('写一下原因');

  await switchOff(BANK, REASON)(officer);
  await behave(BANK, { mode: 'normal' })(request);
  await expect(requirement(ACCOUNT)(page)).toContainText('部门暂停了查询');
  await expect(requirement(ACCOUNT)(page)).toContainText(REASON);

  await openPart(BANK, 'traffic')(officer);
  await expect(main).toContainText('已停用');
  await expectGoodPage(officer, 'traffic');
  await switchOn(BANK, '升级完成')(officer);
  // Its breaker had opened before the switch: it lets a call through when its own time has come.
  await moveClock(6)(request);
  await commit(page);
  await seeState(GRANTED)(page);
  await openPart(BANK, 'traffic')(officer);
  await expect(officer.getByRole('table', { name: /查询记录/ })).toContainText('已确认');
});

test('what was asked is exported line by line, without any person, and the month stands on a card', async ({
  page,
}) => {
  await startConsole(OFFICERS.bank)(page);
  await openPart(BANK, 'export')(page);
  await expectGoodPage(page, 'export');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  const [head, ...rows] = text.trim().split('\r\n');
  expect(head).toContain('sent_leaf,answer_leaf,proof');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.startsWith('exch_') && row.includes('leaf_'))).toBe(true);
  const { name, idNumber, card } = CONTROL_PERSONAS.stopped;
  for (const personal of [name, idNumber, card]) expect(text).not.toContain(personal);
  await openPart(BANK, 'report')(page);
  await expect(page.getByRole('row', { name: '可用率' })).toContainText('%');
  await expectGoodPage(page, 'report');
});

test('a department’s own log lies beside the export without a difference, and a line taken out of it is named', async ({
  page,
  request,
}, info) => {
  await startConsole(OFFICERS.health)(page);
  const exported = await exportLines('health', page);
  const log = await ownLog('health', request);
  const compare = (lines: typeof log) => {
    const file = info.outputPath('own-log.jsonl');
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const { stdout, stderr } = reconcileFiles(file, exported);
    return JSON.parse(stdout || JSON.stringify(stderr));
  };
  const { both, differences } = compare(log);
  expect(both).toBeGreaterThan(1);
  expect(differences).toEqual([]);
  const taken = log.find(({ caseNumber }, index) => index > log.length / 2 && caseNumber !== TEST_CASE);
  const without = log.filter(({ call }) => call !== taken?.call);
  expect(compare(without).differences).toMatchObject([{ kind: 'only_portal', call: taken?.call }]);
});

test('a clerk who asks outside his cases is stopped by himself, until an officer has looked', async ({
  page,
  browser,
  request,
}) => {
  const { askedAgain, askedAgainToo } = CONTROL_PERSONAS;
  const resident = await another(browser);
  casePath = await fileForTheDesk(askedAgain, request)(resident);
  const second = await another(browser);
  await fileForTheDesk(askedAgainToo, request)(second);

  await startWork(STAFF.colleague)(page);
  for (const persona of [askedAgain, askedAgainToo]) {
    await openFromQueue(persona)(page);
    const path = new URL(page.url()).pathname;
    await page.goto(`${path}/asked`);
    await expectGoodPage(page, 'what departments answered');
    for (const title of ['去世登记', '您和逝者的关系']) {
      await page.goto(`${path}/asked`);
      await page.getByRole('button', { name: new RegExp(`^重新核验\\s*：${title}$`) }).click();
      await page.waitForURL(({ pathname }) => pathname === path);
    }
  }

  const officer = await another(browser);
  await startConsole(OFFICERS.health)(officer);
  const found = officer.getByRole('link', { name: /工号尾号31.*都不在其办件里/ }).first();
  await expect(async () => {
    await officer.goto('/departments/anomalies');
    await expect(found).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expectGoodPage(officer, 'anomalies');
  await found.click();
  await expect(officer.getByRole('main')).toContainText('只停了工号尾号31，其他人不受影响');
  await expectGoodPage(officer, 'one anomaly');
  await officer.getByRole('radio', { name: /不是异常/ }).check();
  await officer.getByLabel('核实的情况').fill('临时代班，已和窗口负责人核实');
  await officer.getByRole('button', { name: '记下结论' }).click();
  await expect(officer.getByRole('main')).toContainText('不是异常，已恢复');
});

test('a resident says that an answer is wrong, the department answers in its time, and she reads it', async ({
  page,
  browser,
}) => {
  const persona = CONTROL_PERSONAS.askedAgain;
  await signIn(persona)(page);
  await page.goto(casePath);
  await page.getByRole('link', { name: '谁查了我的数据，哪一项有误' }).click();
  await expectGoodPage(page, 'who looked at my data');
  const asked = page.getByRole('listitem').filter({ hasText: '收款账户归属' }).first();
  await asked.getByRole('link', { name: /^这一项有误/ }).click();
  await page.getByRole('button', { name: '告诉部门' }).click();
  await expectGoodPage(page, 'saying what is wrong');
  await page.getByLabel('哪里不对，应该是什么').fill('账户是我本人的，请再核对。');
  await page.getByRole('button', { name: '告诉部门' }).click();
  await expect(page.getByRole('main')).toContainText('账户是我本人的，请再核对。');
  await expect(page.getByRole('main')).toContainText(/部门最晚.*答复|部门在10个工作日内答复/);

  const officer = await another(browser);
  await startConsole(OFFICERS.bank)(officer);
  await officer.goto('/departments/tickets');
  await expectGoodPage(officer, 'tickets');
  await officer.getByRole('row').filter({ hasText: '账户' }).getByRole('link').first().click();
  await expect(officer.getByRole('main')).toContainText('账户是我本人的，请再核对。');
  await expectGoodPage(officer, 'one ticket');
  await officer.getByRole('radio', { name: /记录有误，已更正/ }).check();
  await officer.getByLabel('答复', { exact: true }).fill('户名已更正。');
  await officer.getByRole('button', { name: '答复', exact: true }).click();
  await expect(officer.getByRole('main')).toContainText('已更正');
  await page.reload();
  await expect(page.getByRole('main')).toContainText('户名已更正。');
});
