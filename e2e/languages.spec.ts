import { expect, type Page, test } from '@playwright/test';
import { buildCity } from '#sandbox/city/city.ts';
import { chooseLanguage, visibleTexts } from './acts/look.ts';
import { everywhere } from './acts/tour.ts';
import { REFUSAL } from './desk-personas.ts';

test.describe.configure({ timeout: 120_000 });

const HAN = /\p{Script=Han}/u;
/** Names of laws, circulars and articles, which are cited as they were published. */
const CITATION =
  /(社会保险法|社会保险经办条例|政务数据共享条例|殡葬管理条例|民政部《关于全面推行惠民殡葬政策的指导意见》|国发〔2014〕8号|民法典|个人信息保护法|行政复议法|行政诉讼法|社會保險法|人社部发〔2021〕18号|第[〇零一二三四五六七八九十百千]+条|第[一二三四五六七八九十]+款|第（[一二三四五六七八九十]+）项)/g;

/** People of the city, who keep their names in every language, the longest first; and what a clerk has written of one. */
const NAMES = buildCity(200)
  .people.map(({ name }) => name)
  .toSorted((one, other) => other.length - one.length);
const WRITTEN = [REFUSAL, ...NAMES];
const LANGUAGES = ['简体', '繁體', 'English', '免证办'];

function withoutNames(text: string): string {
  const kept = [...WRITTEN, ...LANGUAGES].reduce((left, name) => left.replaceAll(name, ''), text);
  return kept.replaceAll(CITATION, '');
}

/** A key instead of its words, or a place in them that nothing was put into. */
function missing(texts: readonly string[]): string[] {
  return texts.filter(
    (text) =>
      /\b[a-z]+\.[a-zA-Z]+(\.[a-zA-Z_]+)*\b(?<!\.(?:com|cn))/.test(text) || /[{}]|undefined|NaN/.test(text),
  );
}

async function expectWords(page: Page, name: string, strange: (text: string) => boolean): Promise<void> {
  const texts = await visibleTexts(page);
  expect.soft(missing(texts), name).toEqual([]);
  expect.soft(texts.map(withoutNames).filter(strange), name).toEqual([]);
}

/** Characters of Big5, which has the traditional forms and none that are only simplified. */
function big5(): Set<string> {
  const decoder = new TextDecoder('big5');
  const known = new Set<string>();
  for (let lead = 0xa4; lead <= 0xf9; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) known.add(decoder.decode(Uint8Array.of(lead, trail)));
  }
  return known;
}

test('every page has its words in Simplified Chinese', async ({ page }) => {
  await everywhere(async (at, { name }) => {
    await expect(at.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expectWords(at, name, () => false);
  })(page);
});

test('every page in Traditional Chinese is written in traditional characters', async ({ page }) => {
  const traditional = big5();
  await chooseLanguage('繁體')(page);
  await everywhere(async (at, { name }) => {
    await expect(at.locator('html')).toHaveAttribute('lang', 'zh-TW');
    const strange = (text: string) => [...text].some((sign) => HAN.test(sign) && !traditional.has(sign));
    await expectWords(at, name, strange);
  })(page);
});

test('every page in English has no Chinese but names and the law’s own titles', async ({ page }) => {
  await chooseLanguage('English')(page);
  await everywhere(async (at, { name }) => {
    await expect(at.locator('html')).toHaveAttribute('lang', 'en');
    await expectWords(at, name, (text) => HAN.test(text));
  })(page);
});

test('the language is chosen from any page, which stays where it is, and is kept', async ({ page }) => {
  await page.goto('/services/after-a-death');
  await page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveURL('/services/after-a-death');
  await expect(page.getByRole('heading', { level: 1, name: 'After a death' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText(HAN);
});
