import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, devices, type Page } from '@playwright/test';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = devices['iPhone 13'].viewport;

/** A browser with a window for each person, and a folder for what they saw. */
export type Stage = {
  readonly folder: string;
  /** A window of somebody who shares nothing with the others. */
  readonly open: () => Promise<Page>;
  /** Says what happens next, with the seconds since the beginning. */
  readonly tell: (what: string) => void;
  /** The whole page, in a window of a desk and in one of a phone. */
  readonly picture: (page: Page, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Writes one line for whoever watches. */
export const say = (line: string) => process.stdout.write(`${line}\n`);

type StageOptions = {
  portal: string;
  folder: string;
  browser: string;
  args: readonly string[];
  /** Where fontconfig reads of a Chinese font, if the machine has none. */
  fontConfig: string | undefined;
  headed: boolean;
};

/** Raises the curtain. With `headed` everything happens slowly enough to be watched. */
export async function raiseStage({ portal, folder, headed, ...options }: StageOptions): Promise<Stage> {
  mkdirSync(folder, { recursive: true });
  const browser: Browser = await chromium.launch({
    executablePath: options.browser,
    args: [...options.args],
    env: { ...process.env, ...(options.fontConfig && { FONTCONFIG_FILE: options.fontConfig }) },
    headless: !headed,
    slowMo: headed ? 400 : 0,
  });
  const begin = performance.now();
  const contexts: BrowserContext[] = [];
  let pictures = 0;
  return {
    folder,
    async open() {
      const context = await browser.newContext({
        baseURL: portal,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: DESKTOP,
      });
      contexts.push(context);
      return context.newPage();
    },
    tell(what) {
      say(`[${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s] ${what}`);
    },
    async picture(page, name) {
      pictures += 1;
      const number = String(pictures).padStart(2, '0');
      for (const [look, size] of [['phone', PHONE] as const, ['desktop', DESKTOP] as const]) {
        await page.setViewportSize(size);
        await page.screenshot({ path: join(folder, `${number}-${name}-${look}.png`), fullPage: true });
      }
    },
    close: () => browser.close(),
  };
}
