import type { Locator, Page } from '@playwright/test';
import { services } from '#catalogue/index.ts';

/** A case as its page shows it to the resident. */
export type CasePage = {
  readonly path: string;
  /** Of the catalogue. */
  readonly service: string;
  readonly heading: string;
  /** Nobody has decided it yet. */
  readonly isOpen: boolean;
  /** Departments are being asked; nothing waits for a person. */
  readonly isVerifying: boolean;
  /** What was granted, or is owed; null where nothing is. */
  readonly fen: number | null;
  /** It was granted, and the bank has not said yet that the money has arrived. */
  readonly isPaymentDue: boolean;
  readonly decidedAt: Date | null;
  readonly asked: readonly AskedRow[];
};

/** A line of 问过谁, as it is printed there. */
export type AskedRow = { readonly department: string; readonly thing: string; readonly paper: string };

const OPEN = /正在核验|工作人员|复核|确认|正等/;
const VERIFYING = /正在核验/;
const PAID = /已(经)?(转入|到账|付款|支付)/;
const FIGURE = /[\d,]+\.\d{2}/;
const CASE = /^\/cases\/case_[^/?#]+$/;

/** The cases of an application, by the links of its page. */
export async function listCasePaths(page: Page): Promise<string[]> {
  const links = page.getByRole('main').getByRole('link', { includeHidden: true });
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(paths.filter((path) => CASE.test(path)))];
}

export async function readCase(page: Page, path: string): Promise<CasePage> {
  await page.goto(path);
  const main = page.getByRole('main');
  const title = main.getByRole('heading', { level: 1 });
  const heading = ((await title.textContent()) ?? '').replaceAll(/\s+/g, '');
  const text = (await main.textContent()) ?? '';
  const isOpen = OPEN.test(heading);
  return {
    path,
    service: serviceIn(text),
    heading,
    isOpen,
    isVerifying: VERIFYING.test(heading),
    fen: isOpen || /不适用|不用退|没有/.test(heading) ? null : fenIn(text),
    isPaymentDue: /核定结果/.test(heading) && !PAID.test(text),
    decidedAt: isOpen ? null : await instantOf(main.locator('time')),
    asked: await listAskedRows(page),
  };
}

/** The service whose name comes first on the page: the one in its margin. */
function serviceIn(text: string): string {
  const [first] = services
    .map(({ id, shortTitle }) => ({ id, at: text.indexOf(shortTitle['zh-CN']) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at);
  if (first === undefined) throw new Error('the page names no service of the catalogue');
  return first.id;
}

function fenIn(text: string): number | null {
  const [figure] = FIGURE.exec(text) ?? [];
  return figure === undefined ? null : Math.round(Number(figure.replaceAll(',', '')) * 100);
}

/** The instant of the first time that stands there. */
export async function instantOf(times: Locator): Promise<Date | null> {
  if ((await times.count()) === 0) return null;
  const text = await times.first().getAttribute('datetime');
  return text === null ? null : new Date(text);
}

async function listAskedRows(page: Page): Promise<AskedRow[]> {
  const rows = page
    .getByRole('table', { name: '问过的部门', includeHidden: true })
    .getByRole('row', { includeHidden: true });
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
  );
  return texts
    .slice(1)
    .map(([department = '', thing = '', , , paper = '']) => ({ department, thing, paper }));
}
