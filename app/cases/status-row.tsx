import { useTranslations } from 'next-intl';
import type { Locale } from '#messages/locale.ts';
import { AnswerMark, Mark } from '../ui/answer-mark.tsx';
import { TimeText } from '../ui/date-text.tsx';
import { MarginLine, RecordRow } from '../ui/record.tsx';
import { paragraphsOf } from './line.ts';
import type { RowMark } from './row-body.ts';
import { FactSentence, SayLines } from './say.tsx';
import type { StatusRow } from './status-rows.ts';
import { isToday, whenWords } from './when-words.ts';

type StatusRowProps = { row: StatusRow; casePath: string; locale: Locale; now: Date };

/** One requirement: who was asked and when, what came back, and what that means for the applicant. */
export function StatusRowItem({ row, casePath, locale, now }: StatusRowProps) {
  const t = useTranslations('case');
  const margin = (
    <>
      <MarginLine strong>
        {row.department ?? t(`source.${row.mark === 'determined' ? 'staff' : 'own'}`)}
      </MarginLine>
      <MarginLine>
        <WhenText when={row.when} locale={locale} now={now} />
      </MarginLine>
    </>
  );
  return (
    <RecordRow as="li" margin={margin} arrived={row.arrived}>
      <div className="answer-row">
        <h3>{row.title}</h3>
        <RowAnswer mark={row.mark} />
        <div className="detail">
          <RowMatter row={row} />
          {row.isOffered ? (
            <p>
              <a className="target" href={`${casePath}/commitment/${row.id}`}>
                {t('commitLink')}
              </a>
            </p>
          ) : null}
        </div>
      </div>
    </RecordRow>
  );
}

function RowAnswer({ mark }: { mark: RowMark }) {
  const t = useTranslations('case');
  if (mark === 'committed') {
    return (
      <Mark icon="tick" tone="settled">
        {t('mark.committed')}
      </Mark>
    );
  }
  if (mark === 'determined') {
    return (
      <Mark icon="tick" tone="settled">
        {t('mark.determined')}
      </Mark>
    );
  }
  if (mark === 'held') {
    return (
      <Mark icon="dashed-ring" tone="soft">
        {t('mark.held')}
      </Mark>
    );
  }
  return <AnswerMark answer={mark} />;
}

/** What the register says (where the applicant said otherwise, both), then what that means, a paragraph for each point. */
function RowMatter({ row }: { row: StatusRow }) {
  const { declared, recorded, lines } = row;
  const paragraphs = paragraphsOf(lines);
  const isDisputed = declared.length > 0;
  const [first, ...rest] = recorded.length > 0 && lines[0]?.say === 'asOf' ? paragraphs : [[], ...paragraphs];
  return (
    <>
      {isDisputed ? (
        <p>
          <FactSentence facts={declared} side="declared" />
        </p>
      ) : null}
      {recorded.length > 0 ? (
        <p>
          <FactSentence facts={recorded} side={isDisputed ? 'recorded' : 'fact'} />
          <SayLines lines={first ?? []} />
        </p>
      ) : null}
      {rest.map((paragraph) => (
        <p key={`${paragraph[0]?.say} ${paragraph[0]?.values.department ?? ''}`}>
          <SayLines lines={paragraph} />
        </p>
      ))}
    </>
  );
}

function WhenText({ when, locale, now }: { when: StatusRow['when']; locale: Locale; now: Date }) {
  const t = useTranslations('case');
  if (when.at === null) return t('when.notSent');
  const time = isToday(when.at, now) ? (
    <TimeText instant={when.at} seconds />
  ) : (
    whenWords(locale, when.at, now)
  );
  if (when.kind === 'notSent') return t('when.notSent');
  if (when.kind === 'asked')
    return (
      <>
        {t('when.asked')} {time}
      </>
    );
  if (when.attempts > 1)
    return (
      <>
        {t('when.times', { count: when.attempts })} {time}
      </>
    );
  return time;
}
