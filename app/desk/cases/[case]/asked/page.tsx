import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readAskedOfCase } from '#flow/control/asked-of-me.ts';
import { listTicketsOfCase } from '#flow/control/ticket-verbs.ts';
import { findAskable } from '#flow/reopen-question.ts';
import { askedEntries } from '../../../../cases/asked-entries.ts';
import { AskedItem } from '../../../../cases/asked-item.tsx';
import { caseIdOf } from '../../../../cases/own-case.ts';
import { read } from '../../../../read.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { ListTitle } from '../../../../ui/record.tsx';
import { askOnceMore } from '../../../ask-again/actions.ts';
import { CaseForm, DeskButton } from '../../../desk-form.tsx';
import { DeskNav } from '../../../desk-nav.tsx';
import { loadDeskCase } from '../../../load-desk-case.ts';
import { casePath } from '../../../paths.ts';

type AskedProps = {
  params: Promise<{ case: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('control');
  return { title: await documentTitle(t('asked.deskTitle')) };
}

/** What departments were asked for a case; to have one asked again, or to say that an answer is wrong. */
export default guardedPage<AskedProps>(async ({ params, searchParams }) => {
  const id = caseIdOf((await params).case);
  const { context, desk, actor } = await loadDeskCase(id, `${casePath(id)}/asked`);
  const { asked, tickets } = await read(actor, async (tx, now) => ({
    asked: await readAskedOfCase(tx, actor, id),
    tickets: await listTicketsOfCase(tx, actor, now, id),
  }));
  const { locale } = context.words;
  const { state, service } = desk.view;
  const entries = askedEntries(asked.rows, asked.evidenceTypes, service.requirements, tickets, locale);
  const t = await getTranslations('control');
  const askable = desk.actions.has('ask')
    ? service.requirements.filter((requirement) => findAskable(state, requirement.id) !== undefined)
    : [];
  const seen = { id, seq: state.seq };
  return (
    <>
      <DeskNav current={null} />
      {(await searchParams).changed === '1' ? (
        <Notice kind="waiting" title={t('changed.title')}>
          <p>{t('changed.detail')}</p>
        </Notice>
      ) : null}
      <div className="desk-head">
        <h1>{t('asked.deskTitle')}</h1>
        <p>
          <a className="target" href={casePath(id)}>
            {t('asked.deskBack')}
          </a>
        </p>
      </div>
      {askable.length === 0 ? null : (
        <section aria-labelledby="again">
          <ListTitle id="again" remark={t('again.remark')}>
            {t('again.title')}
          </ListTitle>
          <ul className="siblings">
            {askable.map((requirement) => (
              <li key={requirement.id}>
                <b>{requirement.title[locale]}</b>
                <CaseForm
                  action={askOnceMore}
                  seen={seen}
                  of={{ form: 'ask-again' }}
                  hidden={{ requirement: requirement.id }}
                >
                  <DeskButton kind="outline">
                    {t('again.button')}
                    <span className="visually-hidden">
                      {t('again.what', { title: requirement.title[locale] })}
                    </span>
                  </DeskButton>
                </CaseForm>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="asked">
        <ListTitle id="asked">{t('asked.list')}</ListTitle>
        <ol aria-labelledby="asked">
          {entries.map((entry) => (
            <AskedItem
              key={entry.id}
              entry={entry}
              wrongPath={`${casePath(id)}/wrong`}
              locale={locale}
              now={context.now}
            />
          ))}
        </ol>
      </section>
    </>
  );
});
