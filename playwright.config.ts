import { defineConfig, devices } from '@playwright/test';
import { testEnvironment } from './e2e/environment.ts';

const { PORTAL_URL, CHROMIUM_PATH, CHROMIUM_ARGS } = testEnvironment();

/** The specification of the product, in a real browser against a started portal (start/test.ts sets the addresses). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: PORTAL_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS },
    screenshot: 'only-on-failure',
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }],
});
