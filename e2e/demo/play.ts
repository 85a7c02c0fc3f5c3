import type { Page } from '@playwright/test';
import { type CasePage, instantOf, listCasePaths, readCase } from './case-page.ts';
import type { Control } from './control.ts';
import { openDesk, pay, settle } from './desk.ts';
import type { Player } from './player.ts';
import type { Seen } from './report.ts';
import { apply } from './resident.ts';
import type { Stage } from './stage.ts';

const PATIENCE_SECONDS = 90;

/** Plays a claim from the form to the bank's word on it. @param page of the resident, signed in */
export async function play(page: Page, player: Player, control: Control, stage: Stage): Promise<Seen> {
  const begun = await control.now();
  stage.tell(`${player.name} answers the questions`);
  const { path, clicked } = await apply(page, player, stage);
  const secondsSince = () => (performance.now() - clicked) / 1000;
  stage.tell('filed; the departments are being asked');
  const filedAt = (await instantOf(page.getByRole('main').locator('time'))) ?? begun;
  // A second window of the same resident looks into the cases; the first stays open and keeps itself up to date.
  const glance = await page.context().newPage();
  const look = () => readCases(glance, path);
  const settled = until(look, (cases) => isSettled(cases, player)).then((cases) => ({
    cases,
    seconds: secondsSince(),
  }));
  const [{ cases: first, seconds: decided }] = await Promise.all([settled, stage.picture(page, 'filed')]);
  stage.tell(
    `${first.filter(({ isOpen }) => !isOpen).length} cases decided by the system after ${decided.toFixed(1)} s`,
  );
  await page.goto(path);
  await stage.picture(page, 'application-decided');

  const staffed = await involveStaff(first, player, stage);
  const last = staffed ? await until(look, (cases) => isPaid(cases)) : first;
  const whole = secondsSince();
  for (const found of last) {
    await glance.goto(found.path);
    await stage.picture(glance, `case-${found.service}`);
  }
  await page.goto(path);
  await stage.picture(page, 'application-at-the-end');
  return {
    title: player.title,
    filedAt,
    asked: await control.listAsked([player.idNumber, player.deceased.idNumber], filedAt),
    cases: last,
    byPersons: first.filter(({ isOpen }) => isOpen).map(({ service }) => service),
    dues: player.dues,
    payments: (await control.listBankLines(player.card)).filter(({ acceptedAt }) => acceptedAt >= filedAt),
    mail: await readMail(page, player, control, filedAt, stage),
    seconds: { decided, whole },
  };
}

async function readCases(page: Page, path: string): Promise<CasePage[]> {
  await page.goto(path);
  const cases: CasePage[] = [];
  for (const one of await listCasePaths(page)) cases.push(await readCase(page, one));
  return cases;
}

/** Every case that the system can decide is decided, and what is owed to the fund has a case of its own. */
function isSettled(cases: readonly CasePage[], { dues }: Player): boolean {
  const isOwed = dues['pension-repayment']?.kind === 'due';
  const isDrafted = cases.some(({ service }) => service === 'pension-repayment');
  return cases.length > 0 && cases.every(({ isVerifying }) => !isVerifying) && (isDrafted || !isOwed);
}

/** Nothing waits for anybody any more, and the money of every grant has arrived. */
function isPaid(cases: readonly CasePage[]): boolean {
  return cases.every(({ isOpen, isPaymentDue }) => !isOpen && !isPaymentDue);
}

async function until(
  look: () => Promise<CasePage[]>,
  isDone: (cases: CasePage[]) => boolean,
): Promise<CasePage[]> {
  const end = performance.now() + PATIENCE_SECONDS * 1000;
  let cases = await look();
  while (!isDone(cases) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    cases = await look();
  }
  return cases;
}

/** What waits for a person is settled by two, and what is to be paid goes to the bank. @returns whether there was anybody */
async function involveStaff(cases: readonly CasePage[], player: Player, stage: Stage): Promise<boolean> {
  const waiting = cases.filter(({ isOpen }) => isOpen);
  const isMoneyDue = cases.some(({ isPaymentDue }) => isPaymentDue);
  if (waiting.length === 0 && !isMoneyDue) return false;
  const desk = await openDesk(player.area, stage);
  if (desk === undefined) {
    stage.tell(`${player.area} has no clerk with a senior clerk: nothing is confirmed or paid`);
    return false;
  }
  for (const { path } of waiting) await settle(desk, path, stage);
  if (isMoneyDue) await pay(desk, player.name, stage);
  return true;
}

/** The resident's letters, and the sandbox's inbox as it shows them. */
async function readMail(page: Page, { email }: Player, control: Control, since: Date, stage: Stage) {
  if (email === null) return [];
  const mail = await control.listMail(email, since);
  await page.goto(`${control.url}/mail?${new URLSearchParams({ to: email })}`);
  await stage.picture(page, 'mail');
  return mail;
}
