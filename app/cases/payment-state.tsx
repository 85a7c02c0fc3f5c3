import { useTranslations } from 'next-intl';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { CaseContext } from './case-context.ts';
import { paymentOf } from './payment.ts';
import { dueValues } from './timeline.ts';

type PaymentStateProps = {
  context: CaseContext;
  payee: { name: string; tail: string | null };
  casePath: string;
};

/** Where the money of a grant is: approved and by when, paid and on which day, or sent back by the bank and why. */
export function PaymentState({ context, payee, casePath }: PaymentStateProps) {
  const t = useTranslations('decision');
  const payment = paymentOf(context);
  const payBy = context.view.state.decision?.payBy ?? null;
  if (payment === null || payBy === null) return null;
  const to = { payee: payee.name, tail: payee.tail ?? 'none' };
  switch (payment.state) {
    case 'ordered':
      return (
        <>
          <p>{t('granted.pay', { ...dueValues(context, payBy), ...to })}</p>
          <p className="small soft">{t('granted.notPaid')}</p>
        </>
      );
    case 'paid':
      return <p>{t('granted.paid', { date: payment.date, ...to })}</p>;
    case 'bounced':
      return (
        <Notice kind="failed" title={t('bounced.title')}>
          <p>{t(`bounced.${payment.reason}`)}</p>
          <p>{t('bounced.safe')}</p>
          <LinkButton href={`${casePath}/account`}>{t('bounced.button')}</LinkButton>
        </Notice>
      );
  }
}
