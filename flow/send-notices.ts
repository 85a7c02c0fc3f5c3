import { z } from 'zod';
import { findApplication, listContacts } from '#db/applications.ts';
import { listCasesOf, listEvents } from '#db/cases.ts';
import { claimNotice, finishNotice, type NoticeRow } from '#db/notices.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { type Bundle, inBundleOrder } from '#domain/bundle.ts';
import { replay } from '#domain/case.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { Locale } from '#domain/evidence.ts';
import type { ApplicationId } from '#domain/ids.ts';
import { noticeState } from '#domain/notice.ts';
import { record } from './ledger.ts';
import { open, toOpen } from './open.ts';
import { findBundle, getService } from './services.ts';
import { SYSTEM } from './system.ts';

const LEASE_SECONDS = 60;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
const MOST_ATTEMPTS = 20;

/** A mail that is due, for one party each: `id` is the same at every attempt, so that a mail server can know a repeat. */
export interface DueNotice {
  notice: Pick<NoticeRow, 'id' | 'fence' | 'attempts' | 'applicationId'>;
  mails: readonly { id: string; to: string; subject: string; text: string }[];
}

/**
 * Claims news that are due and writes the mails: what an application's cases have come to by now, in the party's language,
 * without a name, a number or an amount.
 */
export async function takeNotice(pool: Pool, now: Date, portalUrl: string): Promise<DueNotice | undefined> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const notice = await claimNotice(tx, now, LEASE_SECONDS);
    if (notice === undefined) return undefined;
    const { applicationId } = notice;
    const contacts = await listContacts(tx, applicationId);
    const { addresses } = await open(tx, SYSTEM.broker, 'notify', now, {
      addresses: contacts.map(({ contact }) => toOpen(contact, z.email())),
    });
    const mails = [];
    for (const [index, { language }] of contacts.entries()) {
      const { subject, text } = await writeMail(tx, now, applicationId, language, portalUrl);
      mails.push({ id: `${notice.id}.${index}`, to: z.email().parse(addresses[index]), subject, text });
    }
    return { notice, mails };
  });
}

async function writeMail(
  tx: Tx,
  now: Date,
  applicationId: ApplicationId,
  locale: Locale,
  portalUrl: string,
): Promise<{ subject: string; text: string }> {
  const application = await findApplication(tx, applicationId);
  const found = application && (await findBundle(tx, application.bundle, civilDateAt(now)));
  if (found === undefined) throw new Error('an application belongs to a published bundle');
  const { notice } = found.bundle;
  const lines = await linesOf(tx, applicationId, found.bundle, locale);
  const link = `${portalUrl}/applications/${applicationId}`;
  const text = [notice.greeting[locale], ...lines, link, notice.closing[locale]].join('\n\n');
  return { subject: notice.subject[locale], text };
}

async function linesOf(
  tx: Tx,
  applicationId: ApplicationId,
  bundle: Bundle,
  locale: Locale,
): Promise<string[]> {
  const lines: string[] = [];
  const cases = inBundleOrder(bundle, await listCasesOf(tx, applicationId), ({ service }) => service);
  for (const row of cases) {
    const { definition } = await getService(tx, row.service, row.serviceVersion);
    const state = replay((await listEvents(tx, row.id)).map(({ event }) => event));
    const separator = locale === 'en' ? ': ' : '：';
    lines.push(
      `${definition.shortTitle[locale]}${separator}${bundle.notice.states[noticeState(state, definition)][locale]}`,
    );
  }
  return lines;
}

/** The mails have gone out, or there was nobody to write to. */
export async function noticeWasSent(pool: Pool, now: Date, { notice, mails }: DueNotice): Promise<void> {
  await withTx(pool, SYSTEM.broker, async (tx) => {
    if (!(await finishNotice(tx, notice, { status: 'sent', dueAt: now, finishedAt: now }))) return;
    const refs = { notice: notice.id, application: notice.applicationId, mails: mails.length };
    await record(tx, now, [{ kind: 'notice.sent', actor: SYSTEM.broker.id, refs }]);
  });
}

/** A mail did not get through: later, ever more patiently, and given up where it can never get through. */
export async function noticeHasToWait(
  pool: Pool,
  now: Date,
  { notice }: DueNotice,
  isHopeless: boolean,
): Promise<void> {
  const isOver = isHopeless || notice.attempts >= MOST_ATTEMPTS;
  const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(notice.attempts - 1, 12), LONGEST_RETRY_MS);
  const dueAt = new Date(now.getTime() + wait);
  const set = { status: isOver ? ('failed' as const) : ('open' as const), dueAt };
  await withTx(pool, SYSTEM.broker, (tx) =>
    finishNotice(tx, notice, { ...set, finishedAt: isOver ? now : null }),
  );
}
