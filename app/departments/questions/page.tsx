import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { listQuestions, type QuestionLine } from '#flow/read-officer-questions.ts';
import { authOrSignIn } from '../../auth/auth.ts';
import { read } from '../../read.ts';
import { DateTimeText } from '../../ui/date-text.tsx';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleHead, ConsoleNav } from '../console-frame.tsx';
import type { Query } from '../paths.ts';
import { QUESTIONS, questionPath } from './paths.ts';

const DONE = ['answered', 'final', 'given_back'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('officer');
  return { title: await documentTitle(t('title')) };
}

/** 待答复的核验: what waits for an officer to look up, the one that is due first at the top. */
export default guardedPage<{ searchParams: Promise<Query> }>(async ({ searchParams }) => {
  const actor = await authOrSignIn(QUESTIONS);
  const { lines, now } = await read(actor, async (tx, now) => ({
    lines: await listQuestions(tx, actor),
    now,
  }));
  const t = await getTranslations('officer');
  const said = (await searchParams).done;
  const told = DONE.find((each) => each === said);
  return (
    <>
      <ConsoleNav current="questions" actor={actor} />
      {told === undefined ? null : <Notice kind="settled" title={t(`done.${told}`)} />}
      <ConsoleHead title={t('title')}>
        <p className="lead">{t('lead', { count: lines.length })}</p>
      </ConsoleHead>
      {lines.length === 0 ? null : <Lines lines={lines} now={now} />}
    </>
  );
});

async function Lines({ lines, now }: { lines: readonly QuestionLine[]; now: Date }) {
  const t = await getTranslations('officer');
  const locale = await getLocale();
  return (
    <Table
      caption={t('title')}
      captionHidden
      columns={[
        { key: 'what', title: t('column.what') },
        { key: 'case', title: t('column.case'), foldedName: t('column.case') },
        { key: 'state', title: t('column.state') },
        { key: 'due', title: t('column.due'), foldedName: t('column.due') },
      ]}
      rows={lines.map(({ row, evidence, isOwnAnswer, isTest }) => ({
        key: row.id,
        cells: {
          what: (
            <>
              <a className="target" href={questionPath(row.id)}>
                {evidence.title[locale]}
              </a>
              <span className="thing small soft">{isTest ? t('test.purpose') : row.purpose}</span>
            </>
          ),
          case: isTest ? (
            t('test.name')
          ) : (
            <span className="numerals">{t('caseTail', { tail: row.caseNumber.slice(-4) })}</span>
          ),
          state:
            row.state === 'open'
              ? isOwnAnswer
                ? t('state.returned')
                : t('state.open')
              : isOwnAnswer
                ? t('state.own')
                : t('state.answered'),
          due: (
            <>
              <DateTimeText instant={row.dueAt.toISOString()} withYear={false} />
              {row.dueAt < now ? <b className="thing small">{t('overdue')}</b> : null}
            </>
          ),
        },
      }))}
    />
  );
}
