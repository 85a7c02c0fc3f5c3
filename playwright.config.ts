import { defineConfig, devices } from '@playwright/test';
import { testEnvironment } from './e2e/environment.ts';

const { PORTAL_URL, CHROMIUM_PATH, CHROMIUM_ARGS } = testEnvironment();

/**
 * The specification of the product, in a real browser against a started portal (start/test.ts sets the addresses).
 * First cases are brought about whose pages many tests look at; then everything that leaves the city as it is; last, one
 * after the other, what makes departments fail and moves the clock.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: PORTAL_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'prepare', testMatch: '*.prepare.ts' },
    {
      name: 'portal',
      testMatch: '*.spec.ts',
      testIgnore: '*.city.spec.ts',
      dependencies: ['prepare'],
    },
    {
      name: 'city',
      testMatch: '*.city.spec.ts',
      dependencies: ['portal'],
      fullyParallel: false,
      workers: 1,
    },
  ],
});
