import { useTranslations } from 'next-intl';
import type { TicketView } from '#flow/control/ticket-verbs.ts';
import type { Locale } from '#messages/locale.ts';
import { AnswerMark, Mark } from '../ui/answer-mark.tsx';
import { ActionLink } from '../ui/button.tsx';
import { dateWords } from '../ui/date-words.ts';
import { MarginLine, RecordRow } from '../ui/record.tsx';
import type { AskedEntry } from './asked-entries.ts';
import { whenWords } from './when-words.ts';

type AskedItemProps = { entry: AskedEntry; wrongPath: string; locale: Locale; now: Date };

/** One question: when and whom, who had it asked and why, what came back, and the way to say that it is wrong. */
export function AskedItem({ entry, wrongPath, locale, now }: AskedItemProps) {
  const t = useTranslations('control');
  const { department, thing, fields, tail, purpose, legalBasis, answer, wasReused, ticket, canObject } =
    entry;
  const margin = (
    <>
      <MarginLine strong>{department}</MarginLine>
      <MarginLine>{whenWords(locale, entry.sentAt, now, { seconds: true })}</MarginLine>
    </>
  );
  return (
    <RecordRow as="li" margin={margin}>
      <div className="answer-row">
        <h3>{thing}</h3>
        {answer === null ? (
          <Mark icon="clock" tone="waiting">
            {t('traffic.waiting')}
          </Mark>
        ) : (
          <AnswerMark answer={answer} />
        )}
        <div className="detail">
          <p>{t('asked.fields', { fields: fields.join(t('traffic.comma')) })}</p>
          <p>
            {tail === null ? t('asked.bySystem') : t('asked.byClerk', { tail })}
            {wasReused ? t('asked.reused') : null}
          </p>
          <p>{t('asked.why', { purpose, legalBasis })}</p>
          {ticket === null ? null : <TicketLines view={ticket} locale={locale} />}
          {canObject ? (
            <p>
              <ActionLink href={`${wrongPath}/${entry.step}`}>
                {t('asked.wrong')}
                <span className="visually-hidden">{t('asked.wrongWhat', { thing })}</span>
              </ActionLink>
            </p>
          ) : null}
        </div>
      </div>
    </RecordRow>
  );
}

/** What somebody has said is wrong, and how it stands with the department. */
export function TicketLines({ view, locale }: { view: TicketView; locale: Locale }) {
  const t = useTranslations('control');
  const { row, statement, answer } = view;
  return (
    <>
      <p>
        <b>{t('asked.said')}</b> <span className="said">{statement}</span>
      </p>
      <p>
        {row.state === 'open' ? (
          row.due === null ? (
            t('asked.noDay')
          ) : (
            t('asked.due', { date: dateWords(locale, row.due) })
          )
        ) : (
          <>
            <b>{t(`asked.was.${row.state}`)}</b> <span className="said">{answer}</span>
          </>
        )}
      </p>
    </>
  );
}
