import { useTranslations } from 'next-intl';
import { civilDateOf, timeWords } from '../ui/date-words.ts';
import { Notice } from '../ui/notice.tsx';
import type { DeskEvent } from './desk-events.ts';

/** What happened to a case, each with what a person wrote. */
export function EventList({ events }: { events: readonly DeskEvent[] }) {
  return (
    <ol className="events">
      {events.map((event) => (
        <li key={event.seq}>
          <time dateTime={event.at} className="soft small">
            {civilDateOf(event.at)} {timeWords(event.at)}
          </time>
          <p>
            <EventWords event={event} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function EventWords({ event: { say, values, reason } }: { event: DeskEvent }) {
  const t = useTranslations('desk-case');
  return (
    <>
      {t(`event.${say.replace('.', '_')}`, values)}
      {reason === null ? null : <span className="soft said">{t('said', { reason })}</span>}
    </>
  );
}

/** Nothing was written, because the case moved on while the form was open: what happened meanwhile. */
export function ChangedNotice({ events }: { events: readonly DeskEvent[] }) {
  const t = useTranslations('desk-case');
  return (
    <Notice kind="waiting" title={t('changed.title')}>
      <p>{t('changed.kept')}</p>
      {events.length === 0 ? null : <EventList events={events} />}
    </Notice>
  );
}
