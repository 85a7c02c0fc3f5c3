import { expect, type Page, test } from '@playwright/test';
import {
  answerAccount,
  answerAll,
  answerFund,
  answerRelation,
  begin,
  phrases,
  question,
  save,
  typeWhom,
} from './acts/apply.ts';
import { signIn } from './acts/sign-in.ts';
import { PERSONAS } from './personas.ts';

const TITLE = '去世亲人的姓名和身份证号码';
const NAME = '周建国';
const NUMBER = '990102195803150011';

/** What is typed as the identity number, and the words that say what to change about it. */
const WRONG_NUMBERS = [
  ['with a digit too few', '99010219580315001', '身份证号码的位数不对，应当是18位，老证件是15位'],
  ['with the letter O for a zero', '99O102195803150011', '身份证号码里混进了看起来像数字的字母或符号'],
  ['with another character', '99010219580315001#', '身份证号码里有不该有的字符'],
  ['with a wrong last digit', '990102195803150012', '身份证号码最后一位和前面的数字对不上'],
  ['of an area that never was', '000000195803150014', '身份证号码的前6位不是我国用过的行政区划代码'],
  ['of a day that never was', '990102195802300014', '身份证号码里的出生日期不存在或者还没到'],
] as const;

/** The page says that something is to be corrected: first in its title, then in a summary, then at the field. */
async function seeMistakes(page: Page, count: string, messages: Record<string, string>): Promise<void> {
  const summary = page.getByRole('alert', { name: `有${count}处需要改` });
  await expect(summary).toBeVisible();
  await expect(page).toHaveTitle(/^错误：/);
  for (const [label, message] of Object.entries(messages)) {
    await expect(summary.getByRole('link', { name: message })).toBeVisible();
    await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel(label)).toHaveAccessibleDescription(new RegExp(message));
  }
}

const see = (page: Page) => ({
  number: (value: string) => expect(page.getByLabel('身份证号码')).toHaveValue(value),
  name: (value: string) => expect(page.getByLabel('姓名')).toHaveValue(value),
});

test('a mistyped identity number is told apart by what is wrong with it, and stays as it was typed', async ({
  page,
}) => {
  await signIn(PERSONAS.mistaken)(page);
  await begin(page);
  for (const [what, number, message] of WRONG_NUMBERS) {
    await test.step(what, async () => {
      await typeWhom(NAME, number)(page);
      await save(page);
      await seeMistakes(page, '一', { 身份证号码: message });
      await see(page).number(number);
      await see(page).name(NAME);
      await expect(page.getByRole('alert', { name: '有一处需要改' })).toBeFocused();
      await page.getByRole('link', { name: message }).click();
      await expect(page.getByLabel('身份证号码')).toBeFocused();
    });
  }
  await test.step('a rejected form is still there after a reload', async () => {
    await page.reload();
    await seeMistakes(page, '一', { 身份证号码: '出生日期不存在' });
  });
  await test.step('and the check page is not reached past it', async () => {
    await page.goto(page.url().replace(/\/whom.*$/, '/check'));
    await expect(question(TITLE)(page)).toBeVisible();
  });
});

test('empty fields are named one by one, in words that say what to fill in', async ({ page }) => {
  await signIn(PERSONAS.mistakenEmpty)(page);
  await begin(page);
  await save(page);
  await seeMistakes(page, '2', { 姓名: '请填写姓名', 身份证号码: '请填写身份证号码' });
  await expect(page.getByRole('alert', { name: '有2处需要改' })).toBeFocused();
  await typeWhom(NAME, NUMBER)(page);
  await save(page);
  await expect(question('您是逝者的什么人？')(page)).toBeVisible();
  await expect(page).not.toHaveTitle(/错误/);
  await save(page);
  await expect(page.getByRole('alert').getByRole('link', { name: '请选一项' })).toBeVisible();
});

test('a bank card number is checked, spaces do not matter, and what was typed stays', async ({ page }) => {
  const persona = PERSONAS.mistakenCard;
  await signIn(persona)(page);
  await begin(page);
  await typeWhom(NAME, NUMBER)(page);
  await save(page);
  await answerRelation(persona)(page);
  await answerFund()(page);
  await page.getByLabel('银行卡号').fill('6222 0000 0000 0000');
  await save(page);
  await seeMistakes(page, '一', { 银行卡号: '银行卡号最后一位和前面的数字对不上' });
  await expect(page.getByLabel('银行卡号')).toHaveValue('6222 0000 0000 0000');
  await answerAccount({ card: persona.card.replaceAll(/(.{4})/g, '$1 ') })(page);
});

for (const [what, typed] of [
  ['full-width digits', '９９０１０２１９５８０３１５００１１'],
  ['spaces between the digits', '990102 19580315 0011'],
  ['the 15 digits of an old card', '990102580315001'],
] as const) {
  test(`${what} are accepted as the same identity number`, async ({ page }) => {
    const persona = PERSONAS.accepted[what];
    await signIn(persona)(page);
    await begin(page);
    await answerAll({ ...persona, deceased: { ...persona.deceased, name: NAME, idNumber: typed } })(page);
    await expect(page.getByRole('main')).toContainText('990102********0011');
  });
}

test('the last step shows every answer masked, says that nothing is sent yet, and leads back to each', async ({
  page,
}) => {
  const persona = PERSONAS.changing;
  await signIn(persona)(page);
  await begin(page);
  await answerAll(persona)(page);
  const main = page.getByRole('main');
  await expect(main).toContainText('还没有提交。');
  await expect(main).not.toContainText(persona.card);
  await page.getByRole('link', { name: '更改 我是逝者的' }).click();
  await page.getByRole('radio', { name: '兄弟姐妹' }).check();
  await save(page);
  await expect(question('核对一遍，|再提交')(page)).toBeVisible();
  await expect(main).toContainText('兄弟姐妹');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('mistakes are said in the same words, at the same places, and what was typed stays', async ({
    page,
  }) => {
    await signIn(PERSONAS.mistakenWithoutScript)(page);
    await begin(page);
    await save(page);
    await seeMistakes(page, '2', { 姓名: '请填写姓名', 身份证号码: '请填写身份证号码' });
    for (const [what, number, message] of WRONG_NUMBERS) {
      await test.step(what, async () => {
        await typeWhom(NAME, number)(page);
        await save(page);
        await seeMistakes(page, '一', { 身份证号码: message });
        await see(page).number(number);
        await see(page).name(NAME);
      });
    }
    await page.getByRole('alert').getByRole('link').click();
    await expect(page).toHaveURL(/#deceasedIdNumber$/);
    await typeWhom(NAME, NUMBER)(page);
    await save(page);
    await expect(page.getByRole('heading', { level: 1, name: phrases('您是逝者的什么人？') })).toBeVisible();
  });
});
