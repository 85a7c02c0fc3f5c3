import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { fen } from '#domain/money.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { LinkList } from '../ui/button.tsx';
import { DateTimeText } from '../ui/date-text.tsx';
import { ElderAloud } from '../ui/elder-aloud.tsx';
import { MoneyFigure } from '../ui/money.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { MarginLine, Section } from '../ui/record.tsx';
import { AskedSection } from './asked-section.tsx';
import type { CaseContext } from './case-context.ts';
import { CaseMargin } from './case-margin.tsx';
import { DecisionAmounts } from './decision-amounts.tsx';
import { payeeOf } from './decision-model.ts';
import { DecisionTrace } from './decision-trace.tsx';
import { NotApplicableReason } from './not-applicable.tsx';
import { dueValues, timelineSteps } from './timeline.ts';
import { TimelineList } from './timeline-list.tsx';

type DecisionPageProps = { context: CaseContext; decision: DecisionPersonal; casePath: string };

/** A decided case: what was decided, why by rule and fact, who was asked, what one can do against it, what follows. */
export function DecisionPage({ context, decision, casePath }: DecisionPageProps) {
  const { view, words, now } = context;
  const granted = decision.outcome.kind === 'granted';
  return (
    <>
      {granted ? (
        <GrantedHead context={context} decision={decision} />
      ) : (
        <NotApplicableHead context={context} />
      )}
      {granted ? (
        <DecisionAmounts context={context} decision={decision} />
      ) : (
        <NotApplicableReason view={view} locale={words.locale} />
      )}
      <DecisionTrace context={context} assessment={decision.assessment} />
      <AskedSection context={context} />
      <Disagreement appeal={view.service.appeal[words.locale]} />
      <Next granted={granted} casePath={casePath} />
      <TimelineList steps={timelineSteps(context)} locale={words.locale} now={now} />
    </>
  );
}

function Margin({ context }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const { view, words } = context;
  const at = view.row.decidedAt;
  return (
    <CaseMargin number={view.row.number} service={view.service.shortTitle[words.locale]}>
      <MarginLine>
        {t('deceased')} <b>{view.deceased.name}</b>
      </MarginLine>
      {at === null ? null : (
        <MarginLine>
          {t('date')}{' '}
          <b className="nowrap">
            <DateTimeText instant={at.toISOString()} />
          </b>
        </MarginLine>
      )}
    </CaseMargin>
  );
}

function GrantedHead({ context, decision }: { context: CaseContext; decision: DecisionPersonal }) {
  const t = useTranslations('decision');
  const { view, words } = context;
  const service = view.service.shortTitle[words.locale];
  const payee = payeeOf(context, decision.assessment);
  const payBy = view.state.decision?.payBy ?? null;
  return (
    <PageHead
      margin={<Margin context={context} />}
      title={t('granted.title', { service })}
      lead={t('granted.lead', { name: view.deceased.name, service })}
    >
      {decision.outcome.kind === 'granted' ? <MoneyFigure fen={fen(decision.outcome.totalFen)} /> : null}
      {payBy === null ? null : (
        <p>{t('granted.pay', { ...dueValues(context, payBy), payee: payee.name, tail: payee.tail })}</p>
      )}
      <p className="small soft">{t('granted.notPaid')}</p>
      <ElderAloud />
    </PageHead>
  );
}

function NotApplicableHead({ context }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const { view, words } = context;
  return (
    <PageHead
      margin={<Margin context={context} />}
      title={t('not.title')}
      lead={t('not.lead', { service: view.service.shortTitle[words.locale] })}
    >
      <ElderAloud />
    </PageHead>
  );
}

function Disagreement({ appeal }: { appeal: string }) {
  const t = useTranslations('decision');
  const call = (words: ReactNode) => <a href="tel:12345">{words}</a>;
  return (
    <Section title={t('disagree.title')}>
      <p>{appeal}</p>
      <p>{t.rich('disagree.person', { call })}</p>
      <p>{t.rich('disagree.fact', { call })}</p>
    </Section>
  );
}

function Next({ granted, casePath }: { granted: boolean; casePath: string }) {
  const t = useTranslations('decision');
  return (
    <Section title={t('next.title')}>
      {granted ? <p>{t('next.granted')}</p> : null}
      <LinkList
        links={[
          { href: '/', label: t('next.other') },
          { href: `${casePath}/receipt`, label: t('next.receipt') },
        ]}
      />
      <p className="small soft">{t('next.print')}</p>
    </Section>
  );
}
