import { expect, type Locator, test } from '@playwright/test';
import { chooseElder, expectAccessible, expectNoSidewaysScroll } from './acts/look.ts';
import { everyPlace, everywhere, picture, visit } from './acts/tour.ts';

test.describe.configure({ timeout: 120_000 });

test('every page passes axe, WCAG 2.2 AA and best practice', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await everywhere(async (at, place) => {
    await expectAccessible(at, place.name);
    await picture('1280')(at, place);
  })(page);
});

test('every page passes axe in dark colours', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await everywhere((at, { name }) => expectAccessible(at, name))(page);
});

test('every page passes axe in 长辈版, and nothing on a phone needs sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chooseElder(page);
  await everywhere(async (at, place) => {
    await expect(at.getByRole('button', { name: '标准版' })).toBeVisible();
    await expectAccessible(at, place.name);
    await expectNoSidewaysScroll(at, place.name);
    await picture('elder-390')(at, place);
  })(page);
});

test('every page passes axe as it is served to a browser without JavaScript', async ({ page }) => {
  // axe needs scripts, so the page is loaded with a policy that stops every script of its own.
  await page.route('**', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "script-src 'none'" };
    await route.fulfill({ response, headers });
  });
  await everywhere((at, { name }) => expectAccessible(at, name))(page);
});

for (const [title, width, deviceScaleFactor] of [
  ['a phone of 390 px', 390, 1],
  ['320 px', 320, 1],
  ['1280 px at 400 % zoom', 320, 4],
] as const) {
  test(`no page needs sideways scrolling at ${title}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 640 }, deviceScaleFactor });
    const page = await context.newPage();
    await everywhere(async (at, place) => {
      await expectNoSidewaysScroll(at, place.name);
      if (width === 390) await picture('390')(at, place);
    })(page);
    await context.close();
  });
}

test('no page needs sideways scrolling at 320 px in the largest letters of 长辈版', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await chooseElder(page);
  await page.getByRole('banner').getByRole('button', { name: '字再大些' }).click();
  await expect(page.getByRole('button', { name: '字小一些' })).toBeVisible();
  await everywhere((at, { name }) => expectNoSidewaysScroll(at, name))(page);
});

test('print shows no button, and what 长辈版 folds is printed whole', async ({ page }) => {
  await chooseElder(page);
  await page.emulateMedia({ media: 'print' });
  const papers = ['decision', 'receipt', 'not applicable', 'refusal', 'repayment'];
  const printed = everyPlace().filter(({ name }) => papers.includes(name));
  expect(printed).toHaveLength(papers.length);
  for (const place of printed) {
    await visit(place)(page);
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
    if (place.name === 'decision') {
      await expect(page.getByRole('heading', { name: '您是逝者的近亲属' })).toBeVisible();
    }
  }
});

test('in 长辈版 text is 22 px, targets are 60 px high and the call for help stays in view', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chooseElder(page);
  await everywhere(async (at, { name }) => {
    const main = at.getByRole('main');
    expect.soft(await smallText(main), name).toEqual([]);
    expect.soft(await lowTargets(main), name).toEqual([]);
    await at.getByRole('contentinfo').scrollIntoViewIfNeeded();
    await expect.soft(at.getByRole('link', { name: '打电话找人帮忙：12345' }), name).toBeInViewport();
  }, everyPlaceOfResidents)(page);
});

/** 长辈版 is for residents: what staff and developers work with is denser. */
const everyPlaceOfResidents = () =>
  everyPlace().filter(
    ({ as, path }) => !['clerk', 'officer', 'administrator'].includes(as) && path !== '/developers',
  );

/** Paragraphs below 22 px; remarks beside a title and margins may have 20 px. */
function smallText(main: Locator): Promise<string[]> {
  return main.getByRole('paragraph').evaluateAll((paragraphs) =>
    paragraphs.flatMap((paragraph) => {
      const size = Number.parseFloat(getComputedStyle(paragraph).fontSize);
      const least = /\b(margin|small)\b/.test(paragraph.className) ? 20 : 22;
      return paragraph.checkVisibility() && size < least ? [`${size} px: ${paragraph.textContent}`] : [];
    }),
  );
}

/** What can be tapped and is less than 60 px high; links inside a sentence are exempt, a radio is its whole row. */
async function lowTargets(main: Locator): Promise<string[]> {
  const roles = ['button', 'textbox', 'radio', 'link'] as const;
  const found = roles.map((role) =>
    main.getByRole(role).evaluateAll((targets) =>
      targets.flatMap((target) => {
        const row =
          target instanceof HTMLInputElement && target.type === 'radio' ? target.labels?.[0] : target;
        if (!row?.checkVisibility() || getComputedStyle(row).display === 'inline') return [];
        const { height } = row.getBoundingClientRect();
        return height < 60 ? [`${Math.round(height)} px: ${row.textContent}`] : [];
      }),
    ),
  );
  return (await Promise.all(found)).flat();
}
