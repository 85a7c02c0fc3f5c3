import { useTranslations } from 'next-intl';
import { MAX_WORDS } from '#flow/control/limits.ts';
import type { TicketView } from '#flow/control/ticket-verbs.ts';
import type { Typed } from '../../parked.ts';
import { Actions, Button } from '../../ui/button.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { settle } from '../tickets/actions.ts';
import styles from './control.module.css';
import { momentWords } from './moment.ts';
import type { SayNames } from './say-names.ts';
import { TicketClock } from './ticket-table.tsx';
import { WordsField } from './words-field.tsx';

/** What the ticket is about, who says so, and how much time is left. */
export function TicketHead({ view, names, now }: { view: TicketView; names: SayNames; now: Date }) {
  const t = useTranslations('control');
  const { row, raisedBy, raisedTail, statement, calls } = view;
  const about = names.evidence(row.evidence);
  return (
    <>
      <div className="desk-head">
        <p className="small soft">{names.connector(row.connector)}</p>
        <h1>{t('ticket.heading', { about })}</h1>
        <p>
          <TicketClock row={row} now={now} />
        </p>
      </div>
      <KeyValues
        rows={[
          { label: t('ticket.says'), content: <span className="said">{statement}</span> },
          ...(row.field === null
            ? []
            : [{ label: t('ticket.field'), content: names.field(row.evidence, row.field) }]),
          {
            label: t('ticket.from'),
            content:
              raisedBy === 'resident' ? t('ticket.resident') : t('ticket.clerk', { tail: raisedTail ?? '' }),
          },
          {
            label: t('ticket.raised'),
            content: <span className="numerals">{momentWords(row.raisedAt)}</span>,
          },
          ...(calls.length === 0
            ? []
            : [
                {
                  label: t('ticket.calls'),
                  content: <span className="numerals said">{calls.join(' ')}</span>,
                },
              ]),
        ]}
      />
    </>
  );
}

type AnswerProps = { view: TicketView; fault: 'state' | 'answer' | null; typed: Typed | undefined };

/** The department's answer: the form, or what was said. */
export function TicketAnswer({ view, fault, typed }: AnswerProps) {
  const t = useTranslations('control');
  const { row, answer } = view;
  if (row.state !== 'open') {
    return (
      <div className={styles.apart}>
        <Notice kind="settled" title={t(`ticket.was.${row.state}`)}>
          <p className="said">{answer}</p>
          <p className="soft small numerals">{row.settledAt === null ? null : momentWords(row.settledAt)}</p>
        </Notice>
      </div>
    );
  }
  return (
    <form action={settle} className="desk-form">
      <input type="hidden" name="ticket" value={row.id} />
      <RadioGroup
        name="state"
        title={t('ticket.finding')}
        asTitle={false}
        error={fault === 'state' ? t('fault.state') : undefined}
        value={typed?.state}
        choices={[
          { value: 'corrected', label: t('ticket.corrected'), consequence: t('ticket.correctedThen') },
          { value: 'upheld', label: t('ticket.upheld'), consequence: t('ticket.upheldThen') },
        ]}
      />
      <WordsField
        name="answer"
        label={t('ticket.answer')}
        hint={t('ticket.answerHint')}
        max={MAX_WORDS}
        error={fault === 'answer' ? t('fault.answer') : undefined}
        value={typed?.answer}
      />
      <Actions>
        <Button>{t('ticket.record')}</Button>
      </Actions>
    </form>
  );
}
