import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { canRequestReview } from '#flow/case-actions.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { LinkList } from '../ui/button.tsx';
import { Section } from '../ui/record.tsx';
import { AskedSection } from './asked-section.tsx';
import type { CaseContext } from './case-context.ts';
import { DecisionAmounts } from './decision-amounts.tsx';
import { GrantedHead, NotApplicableHead, OwedHead, RefusedHead } from './decision-heads.tsx';
import { DecisionTrace } from './decision-trace.tsx';
import { NotApplicableReason } from './not-applicable.tsx';
import { DecidedBy, RefusalReason } from './refusal.tsx';
import { RepaymentSection } from './repayment.tsx';
import { ReviewRequest } from './review-request.tsx';
import { ChangedNotice } from './status-notices.tsx';
import { timelineSteps } from './timeline.ts';
import { TimelineList } from './timeline-list.tsx';

type DecisionPageProps = {
  context: CaseContext;
  decision: DecisionPersonal;
  casePath: string;
  /** Something that the applicant did was not recorded, because the case had moved on. */
  changed: boolean;
};

/** What a decided case is on its page. */
type Kind = 'granted' | 'owed' | 'not_applicable' | 'refused';

/** A decided case: what was decided, why by rule and fact, who was asked, what one can do against it, what follows. */
export function DecisionPage({ context, decision, casePath, changed }: DecisionPageProps) {
  const { view, words, now } = context;
  const kind = kindOf(context);
  return (
    <>
      <Head kind={kind} context={context} decision={decision} casePath={casePath} />
      {changed ? <ChangedNotice /> : null}
      {kind === 'refused' ? <RefusalReason context={context} decision={decision} /> : null}
      {kind === 'not_applicable' ? <NotApplicableReason view={view} locale={words.locale} /> : null}
      {kind === 'granted' || kind === 'owed' ? (
        <DecisionAmounts context={context} decision={decision} />
      ) : null}
      {kind === 'owed' ? <RepaymentSection context={context} /> : null}
      <DecidedBy context={context} />
      {kind === 'refused' ? <Disagreement context={context} /> : null}
      <DecisionTrace context={context} assessment={decision.assessment} />
      <AskedSection context={context} />
      {kind === 'refused' ? null : <Disagreement context={context} />}
      <Next kind={kind} context={context} casePath={casePath} />
      <TimelineList steps={timelineSteps(context)} locale={words.locale} now={now} />
    </>
  );
}

function kindOf({ view }: CaseContext): Kind {
  const outcome = view.state.decision?.outcome ?? 'not_applicable';
  return outcome === 'granted' && view.service.direction === 'recover' ? 'owed' : outcome;
}

type HeadProps = Omit<DecisionPageProps, 'changed'> & { kind: Kind };

function Head({ kind, context, decision, casePath }: HeadProps) {
  switch (kind) {
    case 'granted':
      return <GrantedHead context={context} decision={decision} casePath={casePath} />;
    case 'owed':
      return <OwedHead context={context} decision={decision} />;
    case 'refused':
      return <RefusedHead context={context} />;
    case 'not_applicable':
      return <NotApplicableHead context={context} />;
  }
}

function Disagreement({ context: { view, words } }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const call = (text: ReactNode) => <a href="tel:12345">{text}</a>;
  return (
    <Section title={t('disagree.title')} id="disagree">
      {canRequestReview(view.state) ? <ReviewRequest id={view.row.id} /> : null}
      <p>{view.service.appeal[words.locale]}</p>
      {view.state.decision?.officers.length === 0 ? <p>{t('disagree.machine')}</p> : null}
      <p>{t.rich('disagree.person', { call })}</p>
      <p>{t.rich('disagree.fact', { call })}</p>
    </Section>
  );
}

type NextProps = { kind: Kind; context: CaseContext; casePath: string };

function Next({ kind, context: { view }, casePath }: NextProps) {
  const t = useTranslations('decision');
  const isOrdered = kind === 'granted' && view.state.payment === 'ordered';
  return (
    <Section title={t('next.title')}>
      {isOrdered ? <p>{t('next.granted')}</p> : null}
      <LinkList
        links={[
          { href: `/applications/${view.row.applicationId}`, label: t('next.application') },
          { href: `${casePath}/asked`, label: t('next.asked') },
          { href: `${casePath}/receipt`, label: t('next.receipt') },
        ]}
      />
      <p className="small soft">{t('next.print')}</p>
    </Section>
  );
}
