import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DecisionAmounts } from '../../../cases/decision-amounts.tsx';
import { FollowCase } from '../../../cases/follow-case.tsx';
import { caseIdOf } from '../../../cases/own-case.ts';
import { findKeptForm } from '../../../parked.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { ListTitle } from '../../../ui/record.tsx';
import { CaseHead } from '../../case-head.tsx';
import { CaseSide } from '../../case-side.tsx';
import { DecisionSection } from '../../decision-section.tsx';
import { deskEvents, eventsAfter } from '../../desk-events.ts';
import { fieldId } from '../../desk-field.tsx';
import { DeskNav } from '../../desk-nav.tsx';
import { type DeskPage, deskPage } from '../../desk-page.ts';
import { ChangedNotice, EventList } from '../../event-list.tsx';
import { FactsTable } from '../../facts-table.tsx';
import { type LoadedDeskCase, loadDeskCase } from '../../load-desk-case.ts';
import { NeedItem } from '../../need-item.tsx';
import { paceOf } from '../../pace.ts';
import { type Back, casePath, findBack } from '../../paths.ts';
import { ProposalSection } from '../../proposal-section.tsx';
import { ProposeSection } from '../../propose-section.tsx';
import { RulesList } from '../../rules-list.tsx';
import { ShortcutList } from '../../shortcut-list.tsx';

type CasePageProps = {
  params: Promise<{ case: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ searchParams }: CasePageProps): Promise<Metadata> {
  const t = await getTranslations('desk-case');
  const back = findBack(await searchParams);
  const rejected = Object.keys(back?.faults ?? {}).length > 0;
  return { title: await documentTitle(t('documentTitle'), { rejected }) };
}

/** One case on the desk: what is to be judged, what is known, what the rules make of it, and the decision. */
export default guardedPage<CasePageProps>(async ({ params, searchParams }) => {
  const id = caseIdOf((await params).case);
  const back = findBack(await searchParams);
  const loaded = await loadDeskCase(id, casePath(id));
  const typed = back === undefined ? undefined : await findKeptForm(casePath(id, back));
  const page = deskPage(loaded.desk, loaded.facts, back, typed);
  const events = deskEvents(loaded.context, loaded.desk.reasons);
  const t = await getTranslations('desk-case');
  return (
    <>
      <DeskNav current={null} />
      {/* A form that came back is a new form: what stands in its fields is what was typed then. */}
      <div className="desk-case" key={`${page.seen.seq} ${JSON.stringify(back)}`}>
        <div className="case-main">
          <ErrorSummary errors={await errorsOf(back)} />
          {back?.isChanged ? <ChangedNotice events={eventsAfter(events, back.seen)} /> : null}
          <CaseHead page={page} left={loaded.left} />
          <FollowCase
            versionPath={`/cases/${id}/version`}
            seq={loaded.desk.view.row.seq}
            state={t(`status.${loaded.desk.view.state.status}`)}
            pace={paceOf(loaded.desk.view.state, loaded.desk.actions)}
          />
          <ShortcutList
            page={casePath(id)}
            keys={loaded.desk.view.state.decision === null ? ['c', 'p', '?'] : ['?']}
          />
          <Work page={page} loaded={loaded} />
        </div>
        <div className="case-side">
          <CaseSide context={loaded.context} siblings={loaded.desk.siblings} />
          <h2>{t('side.events')}</h2>
          <EventList events={events} />
        </div>
      </div>
    </>
  );
});

/** The parts of the page in the order in which they are worked through. */
async function Work({ page, loaded }: { page: DeskPage; loaded: LoadedDeskCase }) {
  const t = await getTranslations('desk-case');
  const { desk, facts, context, actor } = loaded;
  const { state, decision } = desk.view;
  const needs = state.status === 'review' ? state.needs : [];
  const known = facts.filter(({ mark }) => mark !== 'unasked').length;
  return (
    <>
      {needs.length === 0 ? null : (
        <section aria-labelledby="needs">
          <ListTitle id="needs">{t('need.count', { count: needs.length })}</ListTitle>
          {desk.isOwner ? null : <p>{t('need.claimFirst')}</p>}
          <ol>
            {needs.map((need, index) => (
              <NeedItem key={JSON.stringify(need)} need={need} page={page} number={index + 1} />
            ))}
          </ol>
        </section>
      )}
      {state.status === 'proposed' ? (
        <section aria-labelledby="proposed" id="decide">
          <ListTitle id="proposed">{t('confirm.title')}</ListTitle>
          <ProposalSection page={page} actorId={'id' in actor ? actor.id : ''} />
        </section>
      ) : null}
      {state.decision === null ? null : (
        <section aria-labelledby="decided">
          <ListTitle id="decided">{t('decided.title')}</ListTitle>
          <DecisionSection page={page} />
        </section>
      )}
      {desk.actions.has('propose') ? (
        <section aria-labelledby="propose" id="decide" className="decide">
          <ListTitle id="propose">{t('propose.title')}</ListTitle>
          <ProposeSection page={page} />
        </section>
      ) : null}
      <section aria-labelledby="facts">
        <ListTitle id="facts" remark={t('facts.remark', { known })}>
          {t('facts.heading')}
        </ListTitle>
        <FactsTable caption={t('facts.heading')} facts={facts} />
        <p>
          <a className="target" href={`${casePath(desk.view.row.id)}/asked`}>
            {t('facts.asked')}
          </a>
        </p>
      </section>
      <section aria-labelledby="rules">
        <ListTitle id="rules" remark={t('rules.remark')}>
          {t('rules.heading')}
        </ListTitle>
        <RulesList page={page} context={context} />
      </section>
      {decision !== null ? (
        <DecisionAmounts context={context} decision={decision} />
      ) : desk.byRules?.kind === 'granted' ? (
        <DecisionAmounts
          context={context}
          decision={{ outcome: desk.byRules, assessment: desk.assessment, reason: null, salt: '' }}
        />
      ) : null}
    </>
  );
}

/** The faults of the form that came back, each at its field. */
async function errorsOf(back: Back | undefined) {
  const t = await getTranslations('desk-case');
  if (back === undefined) return [];
  return Object.entries(back.faults).map(([name, fault]) => ({
    field: fieldId(back.form, name),
    message: t(`fault.${fault}`),
  }));
}
