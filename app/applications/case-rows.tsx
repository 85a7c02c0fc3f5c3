import { useTranslations } from 'next-intl';
import { printCaseNumber } from '#domain/case-number.ts';
import { fen, formatFen } from '#domain/money.ts';
import { STANDING_MARKS } from '../cases/case-standing.ts';
import { paymentOf } from '../cases/payment.ts';
import { bold } from '../cases/say.tsx';
import { dueValues } from '../cases/timeline.ts';
import { WithScript } from '../cases/with-script.tsx';
import { Mark } from '../ui/answer-mark.tsx';
import { timeWords } from '../ui/date-words.ts';
import { ListTitle, MarginLine, RecordRow } from '../ui/record.tsx';
import type { CaseItem } from './application-model.ts';
import styles from './rows.module.css';

type CaseRowsProps = { items: readonly CaseItem[]; path: string; isOpen: boolean };

/** Each matter of an application with its word, its amount, and the next date; the whole row leads to its own page. */
export function CaseRows({ items, path, isOpen }: CaseRowsProps) {
  const t = useTranslations('application');
  const [first] = items;
  if (first === undefined) return null;
  const time = timeWords(first.context.now.toISOString(), { seconds: true });
  const remark = (
    <>
      {t('asOfNow', { time })}
      {isOpen ? (
        <>
          <WithScript>{t('updates')}</WithScript>{' '}
          <a className="target" href={path}>
            {t('refresh')}
          </a>
        </>
      ) : null}
    </>
  );
  return (
    <>
      <ListTitle remark={remark} id="cases">
        {t('cases')}
      </ListTitle>
      <ol className={styles.rows} aria-labelledby="cases">
        {items.map((item) => (
          <CaseRow key={item.path} item={item} />
        ))}
      </ol>
    </>
  );
}

function CaseRow({ item: { context, standing, title, path, fen: amount } }: { item: CaseItem }) {
  const t = useTranslations('application');
  const { row } = context.view;
  return (
    <RecordRow
      as="li"
      margin={
        <>
          <MarginLine>{t('number')}</MarginLine>
          <MarginLine>
            <span className="numerals">{printCaseNumber(row.number)}</span>
          </MarginLine>
        </>
      }
    >
      <div className="answer-row">
        <h3>
          <a href={path} aria-describedby={`state-${row.id}`}>
            {title}
          </a>
        </h3>
        <span id={`state-${row.id}`}>
          <Mark {...STANDING_MARKS[standing]}>{t(`standing.${standing}`)}</Mark>
        </span>
        <div className="detail">
          {amount === null ? null : <p>{t.rich('amount', { figure: formatFen(fen(amount)), b: bold })}</p>}
          <NextLine context={context} standing={standing} />
        </div>
      </div>
    </RecordRow>
  );
}

/** What follows for this matter, and by when. */
function NextLine({ context, standing }: Pick<CaseItem, 'context' | 'standing'>) {
  const t = useTranslations('application');
  const { state } = context.view;
  const payBy = state.decision?.payBy ?? null;
  const payment = paymentOf(context);
  switch (standing) {
    case 'granted':
      return payBy === null ? null : <p>{t('next.granted', dueValues(context, payBy))}</p>;
    case 'paid':
      return payment?.state === 'paid' ? <p>{t('next.paid', { date: payment.date })}</p> : null;
    case 'bounced':
    case 'refused':
    case 'withdrawn':
    case 'not_applicable':
    case 'owed':
      return <p>{t(`next.${standing}`)}</p>;
    default:
      return <p>{t(`next.${standing}`, dueValues(context, state.due))}</p>;
  }
}
