import { useTranslations } from 'next-intl';
import type { PaymentDesk } from '#flow/payment-batches.ts';
import { civilDateOf, timeWords } from '../ui/date-words.ts';
import { Table } from '../ui/table.tsx';

/** A batch by when it was prepared: its number for people. */
export function useBatchName(): (preparedAt: Date) => string {
  const t = useTranslations('payments');
  return (preparedAt) => {
    const at = preparedAt.toISOString();
    return t('batchName', { date: civilDateOf(at), time: timeWords(at, { seconds: true }) });
  };
}

/** The newest batches, each with where it stands and who had it. */
export function BatchTable({ batches }: { batches: PaymentDesk['batches'] }) {
  const t = useTranslations('payments');
  const nameOf = useBatchName();
  return (
    <Table
      caption={t('batches')}
      captionHidden
      columns={[
        { key: 'name', title: t('batch') },
        { key: 'status', title: t('status') },
        { key: 'prepared', title: t('preparedBy'), foldedName: t('preparedBy') },
        { key: 'released', title: t('releasedBy'), foldedName: t('releasedBy') },
      ]}
      rows={batches.map(({ id, status, preparedAt, preparedTail, releasedTail }) => ({
        key: id,
        cells: {
          name: (
            <a className="target" href={`/desk/payments/${id}`}>
              {nameOf(preparedAt)}
            </a>
          ),
          status: t(`state.${status}`),
          prepared: t('staff', { tail: preparedTail }),
          released: releasedTail === null ? t('nobody') : t('staff', { tail: releasedTail }),
        },
      }))}
    />
  );
}
