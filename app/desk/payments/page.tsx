import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { civilDateAt } from '#domain/dates.ts';
import { fen, formatFen } from '#domain/money.ts';
import { readPaymentDesk } from '#flow/payment-batches.ts';
import { authOrSignIn } from '../../auth/auth.ts';
import { read } from '../../read.ts';
import { documentTitle } from '../../ui/document-title.ts';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ListTitle } from '../../ui/record.tsx';
import { prepare } from '../actions.ts';
import { BatchTable } from '../batch-table.tsx';
import { DeskButton } from '../desk-form.tsx';
import { DeskNav } from '../desk-nav.tsx';
import { ReadyTable } from '../ready-table.tsx';
import { workingDaysRound } from '../working-days.ts';

type PaymentsProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: PaymentsProps): Promise<Metadata> {
  const t = await getTranslations('payments');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('title'), { rejected }) };
}

/** 拨付: orders that wait for a batch, and the batches. */
export default guardedPage<PaymentsProps>(async ({ searchParams }) => {
  const actor = await authOrSignIn('/desk/payments');
  const { faults, changed } = await searchParams;
  const { desk, days, today } = await read(actor, async (tx, now) => ({
    desk: await readPaymentDesk(tx, actor, now),
    days: await workingDaysRound(tx, now),
    today: civilDateAt(now),
  }));
  const t = await getTranslations('payments');
  const locale = await getLocale();
  const total = formatFen(fen(desk.ready.reduce((sum, { totalFen }) => sum + totalFen, 0)));
  return (
    <>
      <DeskNav current="payments" />
      <ErrorSummary errors={faults === undefined ? [] : [{ field: 'order', message: t('noneTicked') }]} />
      {changed === '1' ? (
        <Notice kind="waiting" title={t('changed')}>
          <p>{t('changedDetail')}</p>
        </Notice>
      ) : null}
      <div className="desk-head">
        <h1>{t('title')}</h1>
        <p className="lead">{t('count', { count: desk.ready.length, total })}</p>
      </div>
      {desk.ready.length === 0 ? null : (
        <section aria-labelledby="ready">
          <ListTitle id="ready">{t('ready')}</ListTitle>
          <ReadyTable lines={desk.ready} form="prepare" locale={locale} today={today} days={days} />
          <form id="prepare" action={prepare} className="actions">
            <DeskButton>{t('prepare')}</DeskButton>
            <p className="soft small">{t('prepareHint')}</p>
          </form>
        </section>
      )}
      {desk.batches.length === 0 ? null : (
        <section aria-labelledby="batches">
          <ListTitle id="batches">{t('batches')}</ListTitle>
          <BatchTable batches={desk.batches} />
        </section>
      )}
    </>
  );
});
