import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { begin, question, save, typeWhom } from './acts/apply.ts';
import { identify, signIn } from './acts/sign-in.ts';
import { everyPlace, visit } from './acts/tour.ts';
import { PERSONAS } from './personas.ts';

const ELSEWHERE = 'https://elsewhere.invalid';

/** What a browser says of a form that another site sends, or an old one that says nothing. */
const FOREIGN: readonly Record<string, string>[] = [
  {},
  { origin: ELSEWHERE },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
];

test('every page is under a nonce policy that its markup keeps, and no cache keeps it', async ({ page }) => {
  for (const place of everyPlace()) {
    await test.step(place.name, async () => {
      await visit(place)(page);
      const response = await page.request.get(place.path);
      const headers = response.headers();
      const policy = headers['content-security-policy'] ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(nonce).toBeDefined();
      expect(policy).not.toMatch(/unsafe/);
      for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
        expect(policy).toContain(rule);
      }
      const html = await response.text();
      const scripts = html.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(html).not.toMatch(/<[a-z][^>]*\s(on[a-z]+|style)=/);
      expect(headers['cache-control']).toMatch(/^private, .*no-store/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-powered-by']).toBeUndefined();
    });
  }
});

test('a nonce is never used twice', async ({ request }) => {
  const policies = await Promise.all([1, 2, 3].map(async () => (await request.get('/')).headers()));
  expect(new Set(policies.map((headers) => headers['content-security-policy'])).size).toBe(3);
});

test('no script breaks the policy on the way to a case', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  for (const place of everyPlace().filter(({ name }) => name !== 'not found')) await visit(place)(page);
  expect(complaints).toEqual([]);
});

/** The form of a question as its page serves it, sent as `origin` would have it sent. */
async function forge(page: Page, request: APIRequestContext, headers: Record<string, string>) {
  const hidden = await page
    .locator('form:has(#deceasedName) input[type=hidden]')
    .evaluateAll((inputs) =>
      inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
    );
  const multipart = {
    ...Object.fromEntries(hidden),
    deceasedName: '改名',
    deceasedIdNumber: '990102195803150011',
  };
  return request.post(page.url(), { multipart, headers, maxRedirects: 0 });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a form of ours that another site sends changes nothing', async ({ page }) => {
    await signIn(PERSONAS.forged)(page);
    await begin(page);
    await typeWhom('周建国', '990102195803150011')(page);
    await save(page);
    await expect(question('您是逝者的什么人？')(page)).toBeVisible();
    await page.getByRole('link', { name: '返回上一步' }).click();
    const name = page.getByLabel('姓名');
    await expect(name).toHaveValue('周建国');

    for (const headers of FOREIGN) {
      await test.step(JSON.stringify(headers), async () => {
        const response = await forge(page, page.request, headers);
        expect(response.status()).toBeGreaterThanOrEqual(400);
        await page.reload();
        await expect(name).toHaveValue('周建国');
      });
    }
    await test.step('the same form from our own origin does', async () => {
      const response = await forge(page, page.request, { origin: new URL(page.url()).origin });
      expect(response.status()).toBe(303);
      await page.reload();
      await expect(name).toHaveValue('改名');
    });
  });
});

test('another site can neither sign a person out nor change her view', async ({ page }) => {
  await signIn(PERSONAS.redirected)(page);
  for (const [path, form] of [
    ['/sign-out', {}],
    ['/preferences', { mode: 'elder' }],
  ] as const) {
    for (const headers of FOREIGN) {
      const response = await page.request.post(path, { form, headers, maxRedirects: 0 });
      expect(response.status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  await page.goto('/applications');
  await expect(page.getByRole('heading', { level: 1, name: '我的办件' })).toBeVisible();
  await expect(page.getByRole('button', { name: '长辈版' })).toBeVisible();
});

const FOREIGN_ADDRESSES = [
  `${ELSEWHERE}/`,
  '//elsewhere.invalid/',
  '/\\elsewhere.invalid/',
  '/.//elsewhere.invalid/',
  'javascript:alert(1)',
];

test('a preference leads back to a page of ours only', async ({ request, baseURL }) => {
  const origin = new URL(baseURL ?? '').origin;
  for (const back of FOREIGN_ADDRESSES) {
    const response = await request.post('/preferences', {
      form: { mode: 'standard', back },
      headers: { origin },
      maxRedirects: 0,
    });
    expect(response.status()).toBe(303);
    expect(new URL(response.headers().location ?? '', origin).origin, back).toBe(origin);
  }
});

test('signing in leads back to a page of ours only', async ({ browser, baseURL }) => {
  for (const to of FOREIGN_ADDRESSES) {
    await test.step(to, async () => {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`/sign-in?${new URLSearchParams({ to })}`);
      await identify(PERSONAS.redirected)(page);
      await expect(page.getByRole('banner').getByRole('button', { name: '退出并清除' })).toBeVisible();
      expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
      await page.context().close();
    });
  }
});

test('an address that next-auth would offer by itself shows no other way to sign in', async ({ page }) => {
  await page.goto('/api/auth/signin');
  await expect(page.getByRole('heading', { level: 1, name: '居民登录' })).toBeVisible();
});
