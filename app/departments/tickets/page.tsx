import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listTickets } from '#flow/control/ticket-verbs.ts';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { ListTitle } from '../../ui/record.tsx';
import { ConsoleHead, ConsoleNav } from '../console-frame.tsx';
import { loadControl } from '../control/load-control.ts';
import { TicketTable } from '../control/ticket-table.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('control');
  return { title: await documentTitle(t('ticket.title')) };
}

/** 校核单: what residents and clerks say is wrong, the one with the least time left first. */
export default guardedPage<object>(async () => {
  const path = '/departments/tickets';
  const { data, names, now, officer } = await loadControl(path, 'settle:ticket:department', listTickets);
  const t = await getTranslations('control');
  const open = data.filter(({ state }) => state === 'open');
  const settled = data.filter(({ state }) => state !== 'open');
  return (
    <>
      <ConsoleNav current="tickets" actor={officer} waiting={{ tickets: open.length }} />
      <ConsoleHead over={names.department} title={t('ticket.title')}>
        <p className="lead">{t('ticket.lead', { count: open.length })}</p>
      </ConsoleHead>
      {open.length === 0 ? null : (
        <section aria-labelledby="open">
          <ListTitle id="open">{t('ticket.open')}</ListTitle>
          <TicketTable rows={open} names={names} now={now} />
        </section>
      )}
      {settled.length === 0 ? null : (
        <section aria-labelledby="settled">
          <ListTitle id="settled">{t('ticket.settled')}</ListTitle>
          <TicketTable rows={settled} names={names} now={now} />
        </section>
      )}
    </>
  );
});
