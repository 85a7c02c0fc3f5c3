import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readAskedOfCase } from '#flow/control/asked-of-me.ts';
import { listTicketsOfCase } from '#flow/control/ticket-verbs.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { read } from '../../../read.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { ListTitle } from '../../../ui/record.tsx';
import { askedEntries } from '../../asked-entries.ts';
import { AskedItem } from '../../asked-item.tsx';
import { CaseMargin } from '../../case-margin.tsx';
import { caseIdOf, ownCase } from '../../own-case.ts';

type AskedProps = { params: Promise<{ case: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('control');
  return { title: await documentTitle(t('asked.title')) };
}

/** 谁查了我的数据: every question that was put for this case, by whom and why; and the way to say that an answer is wrong. */
export default guardedPage<AskedProps>(async ({ params }) => {
  const id = caseIdOf((await params).case);
  const path = `/cases/${id}/asked`;
  const { view, words, now } = await ownCase(id, path);
  const actor = await authOrSignIn(path);
  const { asked, tickets } = await read(actor, async (tx, at) => ({
    asked: await readAskedOfCase(tx, actor, id),
    tickets: await listTicketsOfCase(tx, actor, at, id),
  }));
  const entries = askedEntries(
    asked.rows,
    asked.evidenceTypes,
    view.service.requirements,
    tickets,
    words.locale,
  );
  const t = await getTranslations('control');
  return (
    <>
      <PageHead
        margin={<CaseMargin number={view.row.number} service={view.service.shortTitle[words.locale]} />}
        title={t('asked.title')}
        lead={t('asked.lead', { count: entries.filter(({ wasReused }) => !wasReused).length })}
      >
        <p>{t('asked.right')}</p>
      </PageHead>
      {entries.length === 0 ? null : (
        <>
          <ListTitle id="asked">{t('asked.list')}</ListTitle>
          <ol aria-labelledby="asked">
            {entries.map((entry) => (
              <AskedItem
                key={entry.id}
                entry={entry}
                wrongPath={`/cases/${id}/wrong`}
                locale={words.locale}
                now={now}
              />
            ))}
          </ol>
        </>
      )}
      <Actions>
        <LinkButton kind="outline" href={`/cases/${id}`}>
          {t('asked.back')}
        </LinkButton>
      </Actions>
    </>
  );
});
