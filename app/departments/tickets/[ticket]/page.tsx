import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TicketId } from '#domain/ids.ts';
import { readTicket } from '#flow/control/ticket-verbs.ts';
import { findKeptForm } from '../../../parked.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { ConsoleNav } from '../../console-frame.tsx';
import { loadControl } from '../../control/load-control.ts';
import { TicketAnswer, TicketHead } from '../../control/ticket-parts.tsx';

type TicketProps = {
  params: Promise<{ ticket: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ searchParams }: TicketProps): Promise<Metadata> {
  const t = await getTranslations('control');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('ticket.one'), { rejected }) };
}

/** One ticket: what somebody says is wrong, and the department's answer. */
export default guardedPage<TicketProps>(async ({ params, searchParams }) => {
  const id = TicketId.safeParse((await params).ticket);
  if (!id.success) notFound();
  const path = `/departments/tickets/${id.data}`;
  const { data, names, now, officer } = await loadControl(
    path,
    'settle:ticket:department',
    (tx, officer, at) => readTicket(tx, officer, at, id.data),
  );
  const { faults } = await searchParams;
  const fault = faults === 'state' || faults === 'answer' ? faults : null;
  const typed = fault === null ? undefined : await findKeptForm(path);
  const t = await getTranslations('control');
  return (
    <>
      <ConsoleNav current="tickets" actor={officer} />
      <ErrorSummary errors={fault === null ? [] : [{ field: fault, message: t(`fault.${fault}`) }]} />
      <TicketHead view={data} names={names} now={now} />
      <TicketAnswer view={data} fault={fault} typed={typed} />
    </>
  );
});
