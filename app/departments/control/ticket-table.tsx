import { useTranslations } from 'next-intl';
import { CivilDate, civilDateAt, daysBetween } from '#domain/dates.ts';
import type { listTickets } from '#flow/control/ticket-verbs.ts';
import { Lamp } from '../../ui/lamp.tsx';
import { momentWords } from './moment.ts';
import type { SayNames } from './say-names.ts';

export type TicketRow = Awaited<ReturnType<typeof listTickets>>[number];

/** Days before the due day from which the lamp is half full: a fifth of ten working days. */
const NEAR_DAYS = 2;

/** Tickets of one kind; nothing that was written in them is opened here. */
export function TicketTable({
  rows,
  names,
  now,
}: {
  rows: readonly TicketRow[];
  names: SayNames;
  now: Date;
}) {
  const t = useTranslations('control');
  return (
    <table className="folding">
      <caption className="visually-hidden">{t('ticket.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('ticket.about')}</th>
          <th scope="col">{t('ticket.raised')}</th>
          <th scope="col">{t('ticket.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="opens">
            <th scope="row">
              <a href={`/departments/tickets/${row.id}`} data-open>
                {names.evidence(row.evidence)}
              </a>
              {row.field === null ? null : (
                <span className="thing soft small">{names.field(row.evidence, row.field)}</span>
              )}
            </th>
            <td className="numerals" data-column={t('ticket.raised')}>
              {momentWords(row.raisedAt)}
            </td>
            <td>
              <TicketClock row={row} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How a ticket stands: time left in days, or what became of it. */
export function TicketClock({ row, now }: { row: Pick<TicketRow, 'state' | 'due'>; now: Date }) {
  const t = useTranslations('control');
  if (row.state !== 'open') return t(`ticket.stands.${row.state}`);
  if (row.due === null) return <Lamp shape="open">{t('ticket.noDay')}</Lamp>;
  const left = daysBetween(civilDateAt(now), CivilDate.parse(row.due));
  if (left < 0) return <Lamp shape="over">{t('ticket.over', { days: -left, date: row.due })}</Lamp>;
  return (
    <Lamp shape={left <= NEAR_DAYS ? 'near' : 'open'}>
      {t('ticket.until', { days: left, date: row.due })}
    </Lamp>
  );
}
