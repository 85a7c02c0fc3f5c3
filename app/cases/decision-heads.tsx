import { useTranslations } from 'next-intl';
import { fen } from '#domain/money.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { Mark } from '../ui/answer-mark.tsx';
import { DateTimeText } from '../ui/date-text.tsx';
import { ElderAloud } from '../ui/elder-aloud.tsx';
import { MoneyFigure } from '../ui/money.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { MarginLine } from '../ui/record.tsx';
import type { CaseContext } from './case-context.ts';
import { CaseMargin } from './case-margin.tsx';
import { payeeOf } from './decision-model.ts';
import { PaymentState } from './payment-state.tsx';

type HeadProps = { context: CaseContext; decision: DecisionPersonal };

/** Number, service, person and day of a decision. */
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

/** What is paid, and where the money is. */
export function GrantedHead({ context, decision, casePath }: HeadProps & { casePath: string }) {
  const t = useTranslations('decision');
  const { view, words } = context;
  const service = view.service.shortTitle[words.locale];
  return (
    <PageHead
      margin={<Margin context={context} />}
      title={t('granted.title', { service })}
      lead={t('granted.lead', { name: view.deceased.name, service })}
    >
      {decision.outcome.kind === 'granted' ? <MoneyFigure fen={fen(decision.outcome.totalFen)} /> : null}
      <PaymentState context={context} payee={payeeOf(context, decision.assessment)} casePath={casePath} />
      <ElderAloud />
    </PageHead>
  );
}

export function NotApplicableHead({ context }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const { service } = context.view;
  const values = { service: service.shortTitle[context.words.locale] };
  const isOwed = service.direction === 'recover';
  return (
    <PageHead
      margin={<Margin context={context} />}
      title={isOwed ? t('owed.nothingTitle') : t('not.title')}
      lead={isOwed ? t('owed.nothingLead') : t('not.lead', values)}
    >
      <ElderAloud />
    </PageHead>
  );
}

/** 不予发放: said in the first line, in vermilion and with its shape; only persons decide it. */
export function RefusedHead({ context }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const { view, words } = context;
  const service = view.service.shortTitle[words.locale];
  return (
    <PageHead
      margin={<Margin context={context} />}
      title={t('refused.title', { service })}
      lead={
        <Mark icon="not-equal" tone="failed">
          {t('refused.lead')}
        </Mark>
      }
    >
      <p>{t('refused.byPersons')}</p>
      <ElderAloud />
    </PageHead>
  );
}

/** What was paid by mistake and has to come back. */
export function OwedHead({ context, decision }: HeadProps) {
  const t = useTranslations('decision');
  return (
    <PageHead margin={<Margin context={context} />} title={t('owed.title')} lead={t('owed.lead')}>
      {decision.outcome.kind === 'granted' ? <MoneyFigure fen={fen(decision.outcome.totalFen)} /> : null}
      <p>{t('owed.apart')}</p>
      <ElderAloud />
    </PageHead>
  );
}
