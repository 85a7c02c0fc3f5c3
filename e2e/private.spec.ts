import { type Browser, expect, type Page, test } from '@playwright/test';
import { begin, fileApplication, fileClaim, openCase, SURVIVORS } from './acts/apply.ts';
import { NOT_APPLICABLE, seeState } from './acts/case.ts';
import { identify, signIn } from './acts/sign-in.ts';
import { PERSONAS } from './personas.ts';

const NO_CASE = '/cases/case_01980000-0000-7000-8000-000000000000';
const NO_APPLICATION = '/applications/appl_01980000-0000-7000-8000-000000000000';
const NO_DRAFT = '/apply/appl_01980000-0000-7000-8000-000000000000';

/** What a page says, without what is the same on every page. */
async function told(page: Page, path: string) {
  const response = await page.goto(path);
  const main = await page.getByRole('main').textContent();
  return { status: response?.status(), title: await page.title(), main };
}

async function elsewhere(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test('an application, a case and a draft of somebody else look exactly like ones that do not exist', async ({
  page,
  browser,
}) => {
  const applicationPath = await fileApplication(PERSONAS.owner)(page);
  const casePath = await openCase(SURVIVORS)(page);
  await seeState(NOT_APPLICABLE)(page);
  await begin(page);
  const draftPath = new URL(page.url()).pathname.replace(/\/whom$/, '');

  const neighbour = await elsewhere(browser);
  await signIn(PERSONAS.neighbour)(neighbour);
  for (const path of ['', '/receipt']) {
    await test.step(`application${path}`, async () => {
      const foreign = await told(neighbour, `${applicationPath}${path}`);
      expect(foreign.status).toBe(404);
      expect(foreign).toEqual(await told(neighbour, `${NO_APPLICATION}${path}`));
    });
  }
  for (const path of ['', '/receipt', '/withdraw', '/account', '/commitment/kin']) {
    await test.step(`case${path}`, async () => {
      const foreign = await told(neighbour, `${casePath}${path}`);
      expect(foreign.status).toBe(404);
      expect(foreign).toEqual(await told(neighbour, `${NO_CASE}${path}`));
    });
  }
  for (const path of ['', '/whom', '/account', '/sources', '/check']) {
    await test.step(`draft${path}`, async () => {
      const foreign = await told(neighbour, `${draftPath}${path}`);
      expect(foreign.status).toBe(404);
      expect(foreign).toEqual(await told(neighbour, `${NO_DRAFT}${path}`));
    });
  }
  await test.step('the version that a waiting page asks for', async () => {
    const versions = await Promise.all(
      [casePath, NO_CASE, applicationPath, NO_APPLICATION].map((path) =>
        neighbour.request.get(`${path}/version`),
      ),
    );
    expect(versions.map((response) => response.status())).toEqual([404, 404, 404, 404]);
    const bodies = await Promise.all(versions.map((response) => response.text()));
    expect(new Set(bodies).size).toBe(1);
    for (const path of [casePath, applicationPath]) {
      expect((await page.request.get(`${path}/version`)).status()).toBe(200);
    }
  });
});

test('an address of a case opened signed out leads through signing in and back to it', async ({
  page,
  browser,
}) => {
  const persona = PERSONAS.returning;
  const path = await fileClaim(persona)(page);
  const stranger = await elsewhere(browser);
  for (const address of [path, `${path}/receipt`, `${path}/withdraw`]) {
    await stranger.context().clearCookies();
    await stranger.goto(address);
    await identify(persona)(stranger);
    await expect(stranger).toHaveURL(address);
    await expect(stranger.getByRole('main')).toContainText('办件');
  }
  expect((await (await elsewhere(browser)).request.get(`${path}/version`)).status()).toBe(401);
});
