import { expect, test } from '@playwright/test';
import { CONSOLE_STAFF, startAt } from './acts/console.ts';
import { keepPart } from './acts/tour.ts';

// What departments and the city's administrator work with, kept for the tests of language, look and width.
test.describe.configure({ timeout: 120_000 });

test('the console of a department is there to be looked at', async ({ page }) => {
  await startAt(CONSOLE_STAFF.bank, '核验接口')(page);
  await page.getByRole('table', { name: '接口' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: '今日用量' })).toBeVisible();
  const connector = new URL(page.url()).pathname;
  await page.goto(`${connector}/versions`);
  await page
    .getByRole('main')
    .getByRole('link', { name: /第\d+版/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /^第\d+版$/ })).toBeVisible();
  const version = new URL(page.url()).pathname;
  const number = version.split('/').at(-1);
  await keepPart(page, 'officer', {
    connectors: '/departments',
    'joining begun': '/departments/connect',
    connector,
    traffic: `${connector}/traffic`,
    switches: `${connector}/switches`,
    'report card': `${connector}/report`,
    'export of exchanges': `${connector}/export`,
    versions: `${connector}/versions`,
    version,
    'conformance report': `${connector}/conformance/${number}`,
    'credentials of a connector': `${connector}/credentials`,
    'limits of a connector': `${connector}/limits`,
    'grants of a connector': `${connector}/grants`,
    'grants of a department': '/departments/grants',
    anomalies: '/departments/anomalies',
    tickets: '/departments/tickets',
    'questions at the desk': '/departments/questions',
  });
});

test('the grants of the city are there to be looked at', async ({ page }) => {
  await startAt(CONSOLE_STAFF.administrator, '授权申请')(page);
  await keepPart(page, 'administrator', { 'grants of the city': new URL(page.url()).pathname });
});
