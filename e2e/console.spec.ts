import { readFileSync, writeFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import {
  CONSOLE_STAFF,
  deliver,
  describeView,
  EXAMPLE_SAMPLES,
  example,
  joinByDocument,
  namePerson,
  nameSample,
  neverAnswers,
  passSteps,
  samples,
  saveStep,
  seeStep,
  startAt,
  startService,
  verifyExchange,
} from './acts/console.ts';
import { expectAccessible, expectNoSidewaysScroll } from './acts/look.ts';

// One-time passwords serve once in half a minute: the officers sign in once and work through all of it.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const CREDENTIAL = 'only-the-broker-knows';
/** Far enough ahead that no other test asks under the new grant; another day at each run, so that a city can be used twice. */
const AHEAD = 30 + (Math.floor(Date.now() / 60_000) % 300);
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const GRANT_TITLE = '授权：死亡医学证明登记';

let maker: Page;
let second: Page;
let other: Page;
let administrator: Page;
let version: string;
let service: Awaited<ReturnType<typeof startService>> | undefined;

async function atWork(
  browser: Browser,
  who: (typeof CONSOLE_STAFF)[keyof typeof CONSOLE_STAFF],
  title: string,
) {
  const page = await (await browser.newContext()).newPage();
  await startAt(who, title)(page);
  return page;
}

test.beforeAll(async ({ browser }) => {
  maker = await atWork(browser, CONSOLE_STAFF.health, '核验接口');
  second = await atWork(browser, CONSOLE_STAFF.healthSecond, '核验接口');
  other = await atWork(browser, CONSOLE_STAFF.civil, '核验接口');
  administrator = await atWork(browser, CONSOLE_STAFF.administrator, '授权申请');
});

test.afterAll(async () => {
  service?.stop();
  for (const page of [maker, second, other, administrator]) await page?.context().close();
});

/** The page as the tests look at it: no axe violation, and nothing beside the window of a phone. */
async function expectSound(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, `${name} at 390 px`);
  if (size !== null) await page.setViewportSize(size);
}

test('an officer sees the connectors of the own department, how they stand and what is spent, and no other’s', async () => {
  await expect(maker.getByRole('main')).toContainText('正在应答');
  await expectSound(maker, 'overview');
  await maker.getByRole('table', { name: '接口' }).getByRole('link').first().click();
  await expect(maker.getByRole('heading', { name: '今日用量' })).toBeVisible();
  await expectSound(maker, 'connector');
  const address = new URL(maker.url()).pathname;
  await other.goto(address);
  await expect(other.getByRole('main')).not.toContainText('今日用量');
  await other.goto('/departments');
});

test('a connector is described step by step; what cannot be taken is named and stays as it was typed', async () => {
  await maker.goto('/departments/connect');
  await maker.getByRole('button', { name: '开始填写' }).click();
  await expect(maker.getByRole('alert', { name: /需要改/ })).toContainText('还没有选');
  await maker.getByRole('radio', { name: /^接数据库的只读视图/ }).check();
  await maker
    .getByRole('radio', { name: /出新的一版/ })
    .first()
    .check();
  await expectSound(maker, 'beginning');
  await maker.getByRole('button', { name: '开始填写' }).click();
  await seeStep('用它证明什么')(maker);
  await maker.getByRole('radio', { name: /^死亡医学证明登记/ }).check();
  await expectSound(maker, 'evidence');
  await saveStep(maker);
  await maker.getByLabel('端口').fill('五千');
  await saveStep(maker);
  const corrections = maker.getByRole('alert', { name: /需要改/ });
  await expect(corrections).toBeFocused();
  await expect(corrections).toContainText('数据库主机：还没有填');
  await expect(corrections).toContainText('端口：要写1到65,535的整数');
  await expect(maker.getByLabel('端口')).toHaveValue('五千');
  await expectSound(maker, 'a step with faults');
  await maker.getByRole('link', { name: '证明什么' }).click();
  await describeView(maker);
  await expectSound(maker, 'credential');
});

test('a credential is typed in once and shown nowhere again', async () => {
  await maker.getByLabel('口令或密钥').fill(CREDENTIAL);
  await maker.getByRole('button', { name: '加密保存' }).click();
  await seeStep('看一遍，形成新版')(maker);
  await expect(maker.getByRole('main')).toContainText('凭据已设置');
  await expectSound(maker, 'check');
  const path = new URL(maker.url()).pathname.replace(/\/check$/, '/credential');
  await maker.goto(path);
  await expect(maker.getByRole('main')).toContainText('已经设置过');
  await expect(maker.getByLabel('口令或密钥')).toHaveValue('');
  expect(await maker.content()).not.toContain(CREDENTIAL);
  await maker.getByRole('link', { name: '不换，继续' }).click();
});

test('a version is tried before anything else; its page says what keeps it from going live', async () => {
  await maker.getByRole('button', { name: '形成新版，去试连' }).click();
  await expect(maker.getByRole('heading', { level: 1, name: /^第\d+版$/ })).toBeVisible();
  version = new URL(maker.url()).pathname;
  const main = maker.getByRole('main');
  await expect(main).toContainText('没有试通');
  await expect(main).toContainText('没有第二个人的签名');
  await expect(maker.getByRole('button', { name: '现在上线' })).toHaveCount(0);
  await expectSound(maker, 'version');

  await maker.getByLabel('问哪一项').selectOption('死亡医学证明登记');
  await maker.getByLabel('第1个人的姓名').fill('周建国');
  await maker.getByLabel(/^第1个人的身份证号码/).fill('110101195803150018');
  await maker.getByRole('button', { name: '试连', exact: true }).click();
  await expect(maker.getByRole('alert', { name: /需要改/ })).toContainText('不能是真人的号码');
  await expect(maker.getByLabel('第1个人的姓名')).toHaveValue('周建国');
  await maker.getByLabel(/^第1个人的身份证号码/).fill('990102195803150011');
  await maker.getByRole('button', { name: '试连', exact: true }).click();
  await expect(main).toContainText(/正在进行|通过/);
});

test('a second officer of the department sees the version and cannot sign it before it conforms; another department finds nothing', async () => {
  await second.goto(version);
  await expect(second.getByRole('heading', { level: 1, name: /^第\d+版$/ })).toBeVisible();
  await expect(second.getByRole('button', { name: '复核签名' })).toHaveCount(0);
  await other.goto(version);
  await expect(other.getByRole('heading', { level: 1, name: /^第\d+版$/ })).toHaveCount(0);
});

test('an administrator requests a grant; fields, purpose and ground are the definition’s', async () => {
  await administrator.getByRole('link', { name: '丧葬补助金和抚恤金' }).first().click();
  await administrator.getByRole('link', { name: '重新申请' }).click();
  await expect(administrator.getByRole('heading', { level: 1, name: '申请授权' })).toBeVisible();
  const query = new URLSearchParams({
    service: 'survivor-benefit',
    requirement: 'certificate',
    evidence: 'E-DTH-MED',
  });
  await administrator.goto(`/city/grants/new?${query}`);
  await expect(administrator.getByRole('main')).toContainText('不查死亡原因');
  await administrator.getByRole('button', { name: '提交给数据部门' }).click();
  const corrections = administrator.getByRole('alert', { name: /需要改/ });
  await expect(corrections).toContainText('一天最多次数');
  await expect(corrections).toContainText('风险说明：还没有填');
  await administrator.getByLabel('一天最多次数').fill('800');
  await administrator.getByLabel('从哪天起').fill(dayIn(AHEAD));
  await administrator.getByLabel('到期', { exact: true }).fill(dayIn(AHEAD + 365));
  await administrator.getByLabel('风险说明').fill('只问去世日期和类别；结果封存在办件里。');
  await expectSound(administrator, 'request');
  await administrator.getByRole('button', { name: '提交给数据部门' }).click();
  await expect(administrator.getByRole('main')).toContainText('待答复');
  await expectSound(administrator, 'requested');
  await administrator.goto('/city/grants');
  await expectSound(administrator, 'grants of the city');
});

test('the department approves, then narrows, and both sides read what happened', async () => {
  await maker.goto('/departments/grants');
  await expectSound(maker, 'grants');
  const waiting = maker.getByRole('table', { name: '待答复' });
  await waiting.getByRole('link', { name: '丧葬补助金和抚恤金' }).first().click();
  await expect(maker.getByRole('heading', { level: 1, name: GRANT_TITLE })).toBeVisible();
  await maker.getByText('不予授权', { exact: true }).first().click();
  await maker.getByRole('button', { name: '不予授权' }).click();
  await expect(maker.getByRole('alert', { name: /需要改/ })).toContainText('不予的理由：还没有填');
  await expectSound(maker, 'decide');
  await maker.getByRole('button', { name: '同意授权' }).click();
  await maker.getByText('缩小这项授权').click();
  await maker.getByLabel('一天最多次数').fill('9000');
  await maker.getByRole('button', { name: '缩小授权' }).click();
  await expect(maker.getByRole('alert', { name: /需要改/ })).toContainText('只能缩小');
  await maker.getByLabel('一天最多次数').fill('500');
  await maker.getByLabel('给申请方的话').fill('迁移数据期间少问一些。');
  await maker.getByRole('button', { name: '缩小授权' }).click();
  const path = new URL(maker.url()).pathname.replace('/departments/', '/city/');
  await expect(maker.getByRole('main')).toContainText('一天最多次数：800 → 500');
  await administrator.goto(path);
  await expect(administrator.getByRole('main')).toContainText('一天最多次数：800 → 500');
  await expect(administrator.getByRole('main')).toContainText('迁移数据期间少问一些。');
});

test('the other pages of a connector are sound', async () => {
  const connector = version.replace(/\/versions\/\d+$/, '');
  for (const part of ['versions', 'credentials', 'limits', 'grants']) {
    await maker.goto(`${connector}/${part}`);
    await expect(maker.getByRole('heading', { level: 1 })).toBeVisible();
    await expectSound(maker, part);
  }
  await maker.goto(version.replace('/versions/', '/conformance/'));
  await expectSound(maker, 'conformance');
});

test('one exchange is taken out as a file that a program of its own verifies offline, and of which no word can be changed', async ({
  request,
}, info) => {
  await maker.goto('/departments/connectors/health/versions');
  await maker
    .getByRole('main')
    .getByRole('link', { name: /^第\d+版/ })
    .last()
    .click();
  await maker.getByText('看整份接口文件').click();
  const document = JSON.parse((await maker.getByText(/^\{\s*"id": "health"/).textContent()) ?? '');
  const { keys: portal, heads } = await (await request.get('/.well-known/mianzheng-keys')).json();
  const keys = info.outputPath('keys.json');
  writeFileSync(keys, JSON.stringify({ portal, heads, department: document.sources[0].reach.keys }));

  await maker.goto('/departments/connectors/health/traffic');
  const answered = maker
    .getByRole('row')
    .filter({ hasText: '已确认' })
    .filter({ hasNotText: '用了先前的答复' });
  const saved = maker.waitForEvent('download');
  await answered.first().getByRole('button', { name: /^取出/ }).click();
  const exchange = await (await saved).path();
  const sound = verifyExchange(exchange, keys);
  expect(sound.stdout).toContain('the answer is signed by the department');
  expect(sound.stdout).not.toContain('BROKEN');
  expect(sound.status).toBe(0);

  const file = JSON.parse(readFileSync(exchange, 'utf8'));
  const changed = info.outputPath('changed.json');
  writeFileSync(changed, JSON.stringify({ ...file, exchange: { ...file.exchange, purpose: '别的目的' } }));
  expect(verifyExchange(changed, keys).status).toBe(1);
});

test('limits are changed without script, and a mistake is said at its place', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await maker.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto(version.replace(/\/versions\/\d+$/, '/limits'));
  await page.getByLabel('其中留给紧急办件多少次').fill('999999');
  await page.getByRole('button', { name: '保存限额' }).click();
  await expect(page.getByRole('alert', { name: /需要改/ })).toContainText('不能比一天的总数还多');
  await expect(page.getByLabel('其中留给紧急办件多少次')).toHaveValue('999999');
  await page.getByLabel('其中留给紧急办件多少次').fill('50');
  await page.getByRole('button', { name: '保存限额' }).click();
  await expect(page.getByRole('main')).toContainText('限额已保存');
  await page.goto(version.replace(/\/connectors\/([^/]+)\/.*$/, '/connect/$1/check'));
  await page.getByText('不要这份草稿了').click();
  await page.getByRole('button', { name: '丢掉草稿' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '核验接口' })).toBeVisible();
  await context.close();
});

test('a version goes live once a test call has worked, the suite is green and a second officer has signed', async () => {
  const { dead, alive } = samples();
  await maker.goto('/departments/connect?connector=health');
  await maker.getByRole('radio', { name: /^按本平台的协议应答/ }).check();
  await maker.getByRole('button', { name: '开始填写' }).click();
  await passSteps('出生和死亡医学证明')(maker);
  version = new URL(maker.url()).pathname;
  await nameSample(dead)(maker);
  await maker.getByRole('button', { name: '试连', exact: true }).click();
  await expect(maker.getByRole('main')).toContainText('答复：已确认', { timeout: 30_000 });

  await maker.getByRole('link', { name: '准备样例，开始检查' }).click();
  await nameSample(dead, '答“已确认”的人')(maker);
  await nameSample(alive, '答“查无记录”的人')(maker);
  await maker.getByRole('button', { name: '开始检查' }).click();
  await expect(maker.getByRole('alert', { name: /需要改/ })).toContainText('或者写明原因');
  await expectSound(maker, 'the form of the suite with faults');
  await neverAnswers('答“与申报不符”的人')(maker);
  await neverAnswers('答“无法唯一确定”的人')(maker);
  await maker.getByRole('button', { name: '开始检查' }).click();
  await expect(maker.getByRole('main')).toContainText('没有通过0项', { timeout: 60_000 });
  await expectSound(maker, 'report');

  await maker.goto(version);
  await expect(maker.getByRole('main')).toContainText('要由本部门另一位数据员签名');
  await expect(maker.getByRole('button', { name: '现在上线' })).toHaveCount(0);
  await second.goto('/departments');
  await second.getByRole('link', { name: /待您复核签名/ }).click();
  await second.getByRole('button', { name: '复核签名' }).click();
  await expect(second.getByRole('main')).toContainText('工号尾号12已签名');
  await maker.reload();
  await maker.getByRole('button', { name: '现在上线' }).click();
  await expect(maker.getByRole('main')).toContainText('正在应答的就是这一版');
  await expectSound(maker, 'live version');
});

test('an existing service is joined by the guide’s own document: without its credential nobody is asked, with it the service answers', async () => {
  service = await startService();
  await joinByDocument('接已有的服务', example('mapped', service.url))(maker);
  await expect(maker.getByRole('main')).toContainText('还有凭据没有设置');
  await expectSound(maker, 'check without credential');
  await maker.getByRole('link', { name: '去设置凭据' }).click();
  await seeStep('口令或密钥')(maker);
  await maker.getByRole('link', { name: '以后再设置' }).click();
  await maker.getByRole('button', { name: '形成新版，去试连' }).click();
  await namePerson(samples().dead)(maker);
  await maker.getByRole('button', { name: '试连', exact: true }).click();
  await expect(maker.getByRole('main')).toContainText('凭据没有设置', { timeout: 30_000 });
  const tried = new URL(maker.url()).pathname;
  await maker.getByRole('link', { name: '凭据', exact: true }).click();
  await maker.getByLabel('口令或密钥').fill(service.key);
  await maker.getByRole('button', { name: '加密保存' }).click();
  await expect(maker.getByRole('main')).toContainText('已加密保存');
  await maker.goto(tried);
  await namePerson(EXAMPLE_SAMPLES.dead)(maker);
  await maker.getByRole('button', { name: '试连', exact: true }).click();
  await expect(maker.getByRole('main')).toContainText('答复：已确认', { timeout: 30_000 });
});

test('a file that comes every night is joined by the guide’s own document and samples, from the first page to a live connector', async () => {
  const document = example('file');
  const { dead, unknown, unclear } = EXAMPLE_SAMPLES;
  await joinByDocument('每晚送一个文件', document)(maker);
  await maker.getByRole('button', { name: '形成新版，去试连' }).click();
  await expect(maker.getByRole('heading', { level: 1, name: /^第\d+版$/ })).toBeVisible();
  deliver(document.id);
  await expect(async () => {
    await namePerson(dead)(maker);
    await maker.getByRole('button', { name: '试连', exact: true }).click();
    await expect(maker.getByRole('main')).toContainText('答复：已确认', { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  const tried = new URL(maker.url()).pathname;
  await maker.getByRole('link', { name: '准备样例，开始检查' }).click();
  await namePerson(dead, '答“已确认”的人')(maker);
  await namePerson(unknown, '答“查无记录”的人')(maker);
  await namePerson(unclear, '答“无法唯一确定”的人')(maker);
  await neverAnswers('答“与申报不符”的人')(maker);
  await maker.getByRole('button', { name: '开始检查' }).click();
  await expect(maker.getByRole('main')).toContainText('没有通过0项', { timeout: 60_000 });
  await second.goto(tried);
  await second.getByRole('button', { name: '复核签名' }).click();
  await expect(second.getByRole('main')).toContainText('工号尾号12已签名');
  await maker.goto(tried);
  await maker.getByRole('button', { name: '现在上线' }).click();
  await expect(maker.getByRole('main')).toContainText('正在应答的就是这一版');
  await maker.getByRole('link', { name: '文件', exact: true }).click();
  await expect(maker.getByRole('row', { name: /deaths-20261122\.csv/ })).toContainText('正在用');
  await expectSound(maker, 'files');
});

test('the end of the present version is announced, and until then it answers', async () => {
  await maker.goto(version);
  await maker.getByText('公布停用日期', { exact: true }).first().click();
  await maker.getByLabel('多少天以后停用').selectOption('120天以后');
  await maker.getByRole('button', { name: '公布停用日期' }).click();
  const main = maker.getByRole('main');
  await expect(main).toContainText('改停用日期');
  await maker.getByRole('link', { name: '版本', exact: true }).click();
  await expect(main.getByRole('row').filter({ hasText: '正在应答' })).toContainText('00:00');
  await expect(main.getByRole('row').filter({ hasText: '已退役' }).first()).toBeVisible();
});
