import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AnomalyId } from '#domain/ids.ts';
import { readAnomaly } from '#flow/control/anomaly-verbs.ts';
import { findKeptForm } from '../../../parked.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { ListTitle } from '../../../ui/record.tsx';
import { ConsoleNav } from '../../console-frame.tsx';
import { AnomalyHead, AnomalyVerdict } from '../../control/anomaly-parts.tsx';
import { loadControl } from '../../control/load-control.ts';
import { TrafficTable } from '../../control/traffic-table.tsx';

type AnomalyProps = {
  params: Promise<{ anomaly: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ searchParams }: AnomalyProps): Promise<Metadata> {
  const t = await getTranslations('control');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('anomaly.one'), { rejected }) };
}

/** One anomaly: what was found, the questions that it rests on, and the person's word that it waits for. */
export default guardedPage<AnomalyProps>(async ({ params, searchParams }) => {
  const id = AnomalyId.safeParse((await params).anomaly);
  if (!id.success) notFound();
  const path = `/departments/anomalies/${id.data}`;
  const { data, names, officer } = await loadControl(path, 'read:connector:department', (tx, officer) =>
    readAnomaly(tx, officer, id.data),
  );
  const { faults } = await searchParams;
  const fault = faults === 'state' || faults === 'note' ? faults : null;
  const typed = fault === null ? undefined : await findKeptForm(path);
  const t = await getTranslations('control');
  return (
    <>
      <ConsoleNav current="anomalies" actor={officer} />
      <ErrorSummary errors={fault === null ? [] : [{ field: fault, message: t(`fault.${fault}`) }]} />
      <AnomalyHead view={data} names={names} />
      <AnomalyVerdict view={data} fault={fault} typed={typed} />
      <section aria-labelledby="evidence">
        <ListTitle id="evidence" remark={t('anomaly.evidenceRemark', { count: data.evidence.length })}>
          {t('anomaly.evidence')}
        </ListTitle>
        <TrafficTable rows={data.evidence} names={names} caption={t('anomaly.evidence')} />
      </section>
    </>
  );
});
