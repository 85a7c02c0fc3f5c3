import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Act } from './act.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No violation of WCAG 2.2 AA or of axe's best practices. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ; ')}`);
  expect.soft(found, name).toEqual([]);
}

/** Nothing stands beside the window: the page scrolls downwards only (WCAG 1.4.10). */
export async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [
      `${scrollWidth} > ${clientWidth}`,
      ...wide.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 120)),
    ];
  });
  expect.soft(tooWide, name).toEqual([]);
}

export const chooseElder: Act = async (page) => {
  await page.goto('/');
  await page.getByRole('banner').getByRole('button', { name: '长辈版' }).click();
  await expect(page.getByRole('button', { name: '标准版' })).toBeVisible();
};

/** Through the button at the foot of the page, which is named in its own language. */
export function chooseLanguage(name: '简体' | '繁體' | 'English'): Act {
  return async (page) => {
    await page.goto('/');
    await page.getByRole('contentinfo').getByRole('button', { name }).click();
    await expect(page.getByRole('contentinfo').getByRole('button', { name })).toHaveCount(0);
  };
}

/** The visible text of a page, element by element; code is no words. */
export function visibleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode;
      const text = nodeValue?.trim() ?? '';
      if (text !== '' && parentElement?.checkVisibility() && !parentElement.closest('pre, code'))
        found.push(text);
    }
    return found;
  });
}
