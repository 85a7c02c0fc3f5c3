import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { printCaseNumber } from '#domain/case-number.ts';
import { listReviewCases, type ReviewCase } from '#flow/list-review.ts';
import { authOrSignIn } from '../auth/auth.ts';
import { read } from '../read.ts';
import { DateText, DateTimeText } from '../ui/date-text.tsx';
import { documentTitle } from '../ui/document-title.ts';
import { guardedPage } from '../ui/guarded-page.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Table } from '../ui/table.tsx';
import { wantedWords } from './wanted.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk');
  return { title: await documentTitle(t('title')) };
}

/** What waits for a person in the area of the staff member who is signed in; a list opens nobody's values. */
export default guardedPage(async () => {
  const actor = await authOrSignIn('/desk');
  const cases = await read(actor, (tx) => listReviewCases(tx, actor));
  const t = await getTranslations('desk');
  const locale = await getLocale();
  return (
    <>
      <PageHead margin={null} title={t('title')} lead={t('count', { count: cases.length })} />
      {cases.length === 0 ? null : (
        <Table
          caption={t('caption')}
          captionHidden
          columns={[
            { key: 'number', title: t('number') },
            { key: 'wanted', title: t('wanted') },
            { key: 'submitted', title: t('submitted'), foldedName: t('submitted') },
            { key: 'due', title: t('due'), foldedName: t('due') },
          ]}
          rows={cases.map((row) => ({
            key: row.id,
            cells: {
              number: printCaseNumber(row.state.number),
              wanted: row.state.needs
                .map((need) => wantedWords(row.service, need, locale) ?? t(`need.${need.kind}`))
                .join(t('and')),
              submitted: <DateTimeText instant={row.submittedAt.toISOString()} />,
              due: <Due row={row} />,
            },
          }))}
        />
      )}
    </>
  );
});

async function Due({ row }: { row: ReviewCase }) {
  const { due } = row.state;
  const t = await getTranslations('desk');
  return 'date' in due ? <DateText date={due.date} /> : t('dueUnknown', { year: String(due.unknownYear) });
}
