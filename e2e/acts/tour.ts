import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import type { Act } from './act.ts';

/** Whose eyes a page is seen with: people of PERSONAS.tour and MONEY_PERSONAS, staff, or nobody who is signed in. */
const Visitor = z.enum([
  'nobody',
  'granted',
  'offered',
  'reviewed',
  'declined',
  'sentBack',
  'stillBack',
  'refused',
  'clerk',
  'officer',
  'administrator',
]);
export type Visitor = z.infer<typeof Visitor>;

/** One kind of page of the portal, and the heading by which it is known in Chinese. */
const Place = z.object({ name: z.string(), path: z.string(), as: Visitor });
export type Place = z.infer<typeof Place>;

/** What somebody's part of the tour consists of: her session and her places. */
const Part = z.object({ visitor: Visitor, session: z.string(), places: z.array(Place) });
export type Part = z.infer<typeof Part>;

const SESSION = 'mz-session';
const VISITORS = Visitor.options.filter((visitor) => visitor !== 'nobody');

const file = (visitor: Visitor) => join(test.info().project.outputDir, `tour-${visitor}.json`);

/** Keeps a part of the tour for the tests that look at its pages. */
export async function keepPart(page: Page, visitor: Visitor, places: Record<string, string>): Promise<void> {
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === SESSION)?.value ?? '';
  expect(session).not.toBe('');
  const named = Object.entries(places).map(([name, path]) => ({ name, path, as: visitor }));
  writeFileSync(file(visitor), JSON.stringify({ visitor, session, places: named } satisfies Part));
}

const PUBLIC: Place[] = Object.entries({
  home: '/',
  service: '/services/after-a-death',
  'not found': '/nowhere',
  developers: '/developers',
  'sign-in failed': '/sign-in/failed',
  'session ended': '/session-ended?to=/applications',
}).map(([name, path]) => ({ name, path, as: 'nobody' }));

/** Every kind of page, as test-results holds it since the project that prepares it ran. */
export function everyPlace(): Place[] {
  return [...PUBLIC, ...VISITORS.flatMap((visitor) => partOf(visitor).places)];
}

function partOf(visitor: Visitor): Part {
  return Part.parse(JSON.parse(readFileSync(file(visitor), 'utf8')));
}

/** Goes to a place with the session that it is seen with. */
export function visit(place: Place): Act {
  return async (page) => {
    const context = page.context();
    await context.clearCookies({ name: SESSION });
    if (place.as !== 'nobody') {
      const url = new URL(test.info().project.use.baseURL ?? '');
      const { session } = partOf(place.as);
      await context.addCookies([{ name: SESSION, value: session, url: url.href, httpOnly: true }]);
    }
    await page.goto(place.path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
}

/** Does `act` at every place; a failure names its place and does not hide the others. */
export function everywhere(act: (page: Page, place: Place) => Promise<void>, places = everyPlace): Act {
  return async (page) => {
    for (const place of places()) {
      await test.step(place.name, async () => {
        await visit(place)(page);
        await act(page, place);
      });
    }
  };
}

/** A picture of the whole page, kept with the results of the run. */
export function picture(look: string): (page: Page, place: Place) => Promise<void> {
  return async (page, { name }) => {
    const path = test.info().outputPath(`${name.replaceAll(' ', '-')}-${look}.png`);
    await page.screenshot({ path, fullPage: true });
  };
}
