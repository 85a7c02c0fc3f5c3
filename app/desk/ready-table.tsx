import { useTranslations } from 'next-intl';
import type { Locale } from '#domain/evidence.ts';
import { fen, formatFen } from '#domain/money.ts';
import type { PaymentLineView } from '#flow/payment-batches.ts';
import { TimeLamp } from './time-lamp.tsx';
import { timeLeft, type WorkingDays } from './time-left.ts';

type ReadyTableProps = {
  lines: readonly PaymentLineView[];
  /** The form that the boxes belong to; the table itself is printed, forms are not. */
  form: string;
  locale: Locale;
  today: string;
  days: WorkingDays;
};

/** Orders that no batch has, each with a box to tick. All are ticked: leaving one out is the exception. */
export function ReadyTable({ lines, form, locale, today, days }: ReadyTableProps) {
  const t = useTranslations('payments');
  return (
    <table className="folding">
      <caption className="visually-hidden">{t('ready')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('holder')}</th>
          <th scope="col">{t('service')}</th>
          <th scope="col">{t('account')}</th>
          <th scope="col">{t('payBy')}</th>
          <th scope="col" className="amount">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ caseId, number, service, holder, accountTail, totalFen, payBy }, index) => {
          const id = index === 0 ? 'order' : `order-${caseId}`;
          return (
            <tr key={caseId} data-row>
              <th scope="row">
                <label className="tick" htmlFor={id}>
                  <input type="checkbox" name="order" value={caseId} id={id} form={form} defaultChecked />
                  <span>
                    {holder}
                    <span className="soft small numerals">{number.slice(-5)}</span>
                  </span>
                </label>
              </th>
              <td>
                <a href={`/desk/cases/${caseId}`}>{service[locale]}</a>
              </td>
              <td className="numerals">{t('tail', { tail: accountTail ?? '' })}</td>
              <td>
                <TimeLamp left={timeLeft(payBy, null, today, days)} />
              </td>
              <td className="amount">{formatFen(fen(totalFen))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
