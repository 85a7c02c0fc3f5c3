import type { Page } from '@playwright/test';
import { STAFF, type Staff } from '#sandbox/identity/staff.ts';
import { signInAsStaff } from '../acts/sign-in.ts';
import type { Stage } from './stage.ts';

/** A clerk and the senior clerk of one district, each with a window of their own. */
export type Desk = { readonly clerk: Colleague; readonly senior: Colleague };
type Colleague = Staff & { readonly page: Page };

/** Whose area is the whole city. */
const CITY = '990100';

function findPair(area: string): [Staff, Staff] | undefined {
  const find = (role: Staff['roles'][number]) =>
    [area, CITY].flatMap(
      (code) => STAFF.find((who) => who.area === code && who.roles.includes(role)) ?? [],
    )[0];
  const [clerk, senior] = [find('clerk'), find('senior_clerk')];
  return clerk && senior && [clerk, senior];
}

/** Whether a district has a clerk and a second person for what no one person may do. */
export const isStaffed = (area: string) => findPair(area) !== undefined;

/** Signs both in. Undefined where a district has no second person. @param area the district of the cases */
export async function openDesk(area: string, stage: Stage): Promise<Desk | undefined> {
  const pair = findPair(area);
  if (pair === undefined) return undefined;
  const [clerk, senior] = pair;
  const arrive = async (member: Staff): Promise<Colleague> => {
    const page = await stage.open();
    if (!(await arrived(page, member))) {
      stage.tell(`${member.name} has just used this one-time password and waits for the next`);
      await new Promise((resolve) => setTimeout(resolve, ONE_TIME_MS - (Date.now() % ONE_TIME_MS)));
      if (!(await arrived(page, member))) throw new Error(`${member.number} cannot sign in`);
    }
    return { ...member, page };
  };
  return { clerk: await arrive(clerk), senior: await arrive(senior) };
}

/** A one-time password holds for thirty seconds and counts once (RFC 6238 §5.2). */
const ONE_TIME_MS = 30_000;

async function arrived(page: Page, member: Staff): Promise<boolean> {
  await signInAsStaff(member)(page);
  const inside = page.getByRole('banner').getByRole('button', { name: '退出并清除' });
  await inside
    .or(page.getByRole('alert').filter({ hasText: '已经用过' }))
    .first()
    .waitFor();
  return inside.isVisible();
}

/** A clerk claims a case and proposes what the rules come to; a senior clerk confirms it. @param casePath the resident's */
export async function settle({ clerk, senior }: Desk, casePath: string, stage: Stage): Promise<void> {
  const path = `/desk${casePath}`;
  await clerk.page.goto('/desk');
  await stage.picture(clerk.page, 'desk-queue');
  await clerk.page.goto(path);
  await clerk.page.getByRole('button', { name: '领取', exact: true }).click();
  stage.tell(`${clerk.name} (${clerk.post}) has claimed the case`);
  const propose = clerk.page.getByRole('button', { name: /^提出/ });
  await propose.first().waitFor();
  await stage.picture(clerk.page, 'desk-case-claimed');
  await propose.first().click();
  await propose.first().waitFor({ state: 'hidden' });
  stage.tell(`${clerk.name} has proposed the decision`);
  await stage.picture(clerk.page, 'desk-case-proposed');

  await senior.page.goto(path);
  await stage.picture(senior.page, 'desk-case-to-confirm');
  const approve = senior.page.getByRole('button', { name: /复核同意/ });
  await approve.first().click();
  await approve.first().waitFor({ state: 'hidden' });
  stage.tell(`${senior.name} (${senior.post}) has confirmed it`);
}

/** The clerk puts the orders for one payee into a batch, and only those; the senior clerk releases it to the bank. */
export async function pay({ clerk, senior }: Desk, payee: string, stage: Stage): Promise<void> {
  await clerk.page.goto('/desk/payments');
  const orders = clerk.page.getByRole('main').getByRole('checkbox');
  await orders.first().waitFor();
  const own = await orders.and(clerk.page.getByLabel(payee)).all();
  for (const order of await orders.all()) await order.uncheck();
  for (const order of own) await order.check();
  await stage.picture(clerk.page, 'payments-ready');
  await clerk.page.getByRole('button', { name: '编制批次' }).click();
  await clerk.page.waitForURL(/\/desk\/payments\/[a-z]+_/);
  const path = new URL(clerk.page.url()).pathname;
  await stage.picture(clerk.page, 'batch-prepared');
  stage.tell(`${clerk.name} has prepared a payment batch`);

  await senior.page.goto(path);
  const release = senior.page.getByRole('button', { name: '释放给银行' });
  await release.click();
  await release.waitFor({ state: 'hidden' });
  await stage.picture(senior.page, 'batch-released');
  stage.tell(`${senior.name} has released it to the bank`);
}
