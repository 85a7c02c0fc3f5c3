import { useTranslations } from 'next-intl';
import type { TrafficRow } from '#flow/control/traffic.ts';
import { AnswerMark, Mark } from '../../ui/answer-mark.tsx';
import { timeWords } from '../../ui/date-words.ts';
import type { SayNames } from './say-names.ts';

/** The last places of a case number: enough to find the case with the city, not to know it. */
const TAIL = -4;

type TrafficTableProps = { rows: readonly TrafficRow[]; names: SayNames; caption: string };

/** Questions as they were put: when, for which matter and by whom, what, what came back, and how long it took. */
export function TrafficTable({ rows, names, caption }: TrafficTableProps) {
  const t = useTranslations('control');
  return (
    <table className="folding">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('traffic.time')}</th>
          <th scope="col">{t('traffic.who')}</th>
          <th scope="col">{t('traffic.what')}</th>
          <th scope="col">{t('traffic.answer')}</th>
          <th scope="col" className="amount">
            {t('traffic.ms')}
          </th>
          <th scope="col">{t('traffic.proof')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} names={names} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, names }: { row: TrafficRow; names: SayNames }) {
  const t = useTranslations('control');
  const fields = row.fields.map((name) => names.field(row.evidence, name)).join(t('traffic.comma'));
  const number = row.caseNumber.slice(TAIL);
  return (
    <tr>
      <td className="numerals">{timeWords(row.sentAt.toISOString(), { seconds: true })}</td>
      <th scope="row">
        {names.service(row.service)}
        <span className="thing soft small numerals">
          {row.officer === null
            ? t('traffic.system', { number })
            : t('traffic.officer', { number, tail: row.actor })}
        </span>
      </th>
      <td data-column={t('traffic.whatFolded')}>
        {names.evidence(row.evidence)}
        <span className="soft small">{fields}</span>
      </td>
      <td>
        <RowAnswer row={row} />
      </td>
      <td className="amount" data-column={t('traffic.msFolded')}>
        {row.ms === null ? t('traffic.none') : row.ms}
      </td>
      <td>{row.answer === null ? null : <TakeOut row={row} />}</td>
    </tr>
  );
}

/** The file with which anybody verifies this one exchange; taking it out is itself written down, so it is no link. */
function TakeOut({ row }: { row: TrafficRow }) {
  const t = useTranslations('control');
  const time = timeWords(row.sentAt.toISOString(), { seconds: true });
  return (
    <form action={`/departments/exchanges/${row.id}`} method="post">
      <button type="submit" className="link-button target" aria-label={t('traffic.takeOutOf', { time })}>
        {t('traffic.takeOut')}
      </button>
    </form>
  );
}

function RowAnswer({ row }: { row: TrafficRow }) {
  const t = useTranslations('control');
  if (row.answer === null) {
    return (
      <Mark icon="clock" tone="waiting">
        {t('traffic.waiting')}
      </Mark>
    );
  }
  return (
    <>
      <AnswerMark answer={row.answer} />
      {row.cause === null || row.answer !== 'unavailable' ? null : (
        <span className="soft small">{t('cause', { cause: row.cause })}</span>
      )}
      {row.reusedFrom === null ? null : <span className="soft small">{t('traffic.reused')}</span>}
      {row.overturned ? <span className="soft small">{t('traffic.overturned')}</span> : null}
    </>
  );
}
