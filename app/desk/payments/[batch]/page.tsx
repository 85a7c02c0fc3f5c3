import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { BatchId } from '#domain/ids.ts';
import { fen, formatFen } from '#domain/money.ts';
import { type BatchView, readBatch } from '#flow/payment-batches.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { read } from '../../../read.ts';
import { Actions } from '../../../ui/button.tsx';
import { civilDateOf, timeWords } from '../../../ui/date-words.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ListTitle } from '../../../ui/record.tsx';
import { Table } from '../../../ui/table.tsx';
import { dissolve, releaseToBank } from '../../actions.ts';
import { DeskButton } from '../../desk-form.tsx';
import { DeskNav } from '../../desk-nav.tsx';

type BatchProps = {
  params: Promise<{ batch: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('payments');
  return { title: await documentTitle(t('batchTitle')) };
}

/** One batch: its lines, who prepared it, and the second person's way to let it go to the bank. */
export default guardedPage<BatchProps>(async ({ params, searchParams }) => {
  const id = BatchId.safeParse((await params).batch);
  if (!id.success) notFound();
  const actor = await authOrSignIn(`/desk/payments/${id.data}`);
  const view = await read(actor, (tx, now) => readBatch(tx, actor, now, id.data));
  const isPreparer = 'id' in actor && actor.id === view.batch.preparedBy;
  const t = await getTranslations('payments');
  const total = formatFen(fen(view.totalFen));
  return (
    <>
      <DeskNav current={null} />
      {(await searchParams).changed === '1' ? (
        <Notice kind="waiting" title={t('changed')}>
          <p>{t('changedDetail')}</p>
        </Notice>
      ) : null}
      <div className="desk-head">
        <h1>{t('batchTitle')}</h1>
        <p className="lead">
          {t('batchLead', { count: view.lines.length, total, state: t(`state.${view.batch.status}`) })}
        </p>
      </div>
      <BatchFacts view={view} />
      <Lines view={view} />
      <Acts view={view} isPreparer={isPreparer} />
    </>
  );
});

async function BatchFacts({ view: { batch } }: { view: BatchView }) {
  const t = await getTranslations('payments');
  const at = (instant: Date) => {
    const text = instant.toISOString();
    return `${civilDateOf(text)} ${timeWords(text)}`;
  };
  const by = (tail: string, instant: Date) => t('byAt', { tail, at: at(instant) });
  const { preparedTail, preparedAt, releasedTail, releasedAt, sentAt, settledAt } = batch;
  const row = (label: string, content: string | null) => (content === null ? [] : [{ label, content }]);
  return (
    <KeyValues
      rows={[
        { label: t('preparedBy'), content: by(preparedTail, preparedAt) },
        ...row(t('releasedBy'), releasedTail && releasedAt && by(releasedTail, releasedAt)),
        ...row(t('sent'), sentAt && at(sentAt)),
        ...row(t('settled'), settledAt && at(settledAt)),
      ]}
    />
  );
}

async function Lines({ view: { lines, totalFen } }: { view: BatchView }) {
  const t = await getTranslations('payments');
  const locale = await getLocale();
  return (
    <>
      <ListTitle>{t('lines')}</ListTitle>
      <Table
        caption={t('lines')}
        captionHidden
        columns={[
          { key: 'holder', title: t('holder') },
          { key: 'service', title: t('service') },
          { key: 'account', title: t('account') },
          { key: 'state', title: t('status') },
          { key: 'amount', title: t('amount'), amount: true },
        ]}
        rows={lines.map((line) => ({
          key: line.caseId,
          cells: {
            holder: line.holder,
            service: <a href={`/desk/cases/${line.caseId}`}>{line.service[locale]}</a>,
            account: line.accountTail === null ? t('corrected') : t('tail', { tail: line.accountTail }),
            state: t(`line.${line.status}`, { reason: line.reason ?? 'none' }),
            amount: formatFen(fen(line.totalFen)),
          },
        }))}
        foot={{ label: t('total'), value: formatFen(fen(totalFen)) }}
      />
      {lines.some(({ status }) => status === 'bounced') ? (
        <p className="small soft">{t('bouncedHint')}</p>
      ) : null}
    </>
  );
}

async function Acts({ view: { batch, mayRelease }, isPreparer }: { view: BatchView; isPreparer: boolean }) {
  const t = await getTranslations('payments');
  if (batch.status !== 'prepared') return null;
  return (
    <>
      {mayRelease ? null : <p>{isPreparer ? t('ownBatch') : t('noRole')}</p>}
      <Actions>
        {mayRelease ? (
          <form action={releaseToBank}>
            <input type="hidden" name="batch" value={batch.id} />
            <DeskButton>{t('release')}</DeskButton>
          </form>
        ) : null}
        <form action={dissolve}>
          <input type="hidden" name="batch" value={batch.id} />
          <DeskButton kind="stop">{t('dissolve')}</DeskButton>
        </form>
      </Actions>
    </>
  );
}
