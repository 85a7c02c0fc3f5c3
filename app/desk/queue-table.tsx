import { useLocale, useTranslations } from 'next-intl';
import { claim } from './actions.ts';
import { CaseForm, DeskButton } from './desk-form.tsx';
import type { QueueRow } from './queue-rows.ts';
import { TimeLamp } from './time-lamp.tsx';
import { useWantedWords } from './wanted-words.ts';

type QueueTableProps = {
  place: 'to_confirm' | 'mine' | 'free' | 'others';
  rows: readonly QueueRow[];
  mayClaim: boolean;
};

/** One group of the queue: the whole row opens its case. */
export function QueueTable({ place, rows, mayClaim }: QueueTableProps) {
  const t = useTranslations('desk');
  return (
    <section className="queue" aria-labelledby={`queue-${place}`}>
      <div className="list-title">
        <h2 id={`queue-${place}`}>{t(`place.${place}`)}</h2>
        <p className="small soft">{t('groupCount', { count: rows.length })}</p>
      </div>
      <table className="folding">
        <caption className="visually-hidden">{t('groupCaption', { group: t(`place.${place}`) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('applicant')}</th>
            <th scope="col">{t('service')}</th>
            <th scope="col">{t('wantedTitle')}</th>
            <th scope="col">{t('left')}</th>
            <th scope="col">{t('who')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.queued.id} row={row} mayClaim={mayClaim} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The last places of a case number are enough to tell two cases of one name apart. */
const SHORT = -5;

function Row({ row: { queued, left, wanted }, mayClaim }: { row: QueueRow; mayClaim: boolean }) {
  const t = useTranslations('desk');
  const locale = useLocale();
  const words = useWantedWords();
  const { id, row, place, service, applicant, deceased } = queued;
  const number = row.number.slice(SHORT);
  return (
    <tr className="opens" data-row>
      <th scope="row">
        <a href={`/desk/cases/${id}`} data-open>
          {applicant}
        </a>
        <span className="soft small numerals">{t('deceasedNumber', { deceased, number })}</span>
      </th>
      <td>{service.shortTitle[locale]}</td>
      <td>
        {row.status === 'proposed'
          ? t('confirmWanted')
          : wanted.need === null
            ? t('nothingWanted')
            : words(wanted.need)}
        {wanted.more === 0 ? null : <span className="soft small">{t('more', { count: wanted.more })}</span>}
      </td>
      <td>
        <TimeLamp left={left} />
      </td>
      <td className="acts">
        {place === 'free' && mayClaim ? (
          <CaseForm action={claim} seen={{ id, seq: row.seq }} of={{ form: 'claim' }}>
            <DeskButton kind="outline" shortcut="c">
              {t('claim')}
              <span className="visually-hidden">{t('claimWhose', { applicant, number })}</span>
            </DeskButton>
          </CaseForm>
        ) : (
          t(`has.${place}`, { tail: queued.ownerTail ?? '' })
        )}
      </td>
    </tr>
  );
}
