import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listAnomalyViews } from '#flow/control/anomaly-verbs.ts';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { ListTitle } from '../../ui/record.tsx';
import { ConsoleHead, ConsoleNav } from '../console-frame.tsx';
import { AnomalyList } from '../control/anomaly-list.tsx';
import { loadControl } from '../control/load-control.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('control');
  return { title: await documentTitle(t('anomaly.title')) };
}

/** 异常: what the rules have found and suspended, and what became of it. */
export default guardedPage<object>(async () => {
  const path = '/departments/anomalies';
  const { data, names, officer } = await loadControl(path, 'read:connector:department', listAnomalyViews);
  const t = await getTranslations('control');
  const open = data.filter(({ row }) => row.state === 'open');
  const settled = data.filter(({ row }) => row.state !== 'open');
  return (
    <>
      <ConsoleNav current="anomalies" actor={officer} waiting={{ anomalies: open.length }} />
      <ConsoleHead over={names.department} title={t('anomaly.title')}>
        <p className="lead">{t('anomaly.lead', { count: open.length })}</p>
      </ConsoleHead>
      {open.length === 0 ? null : (
        <section aria-labelledby="open">
          <ListTitle id="open">{t('anomaly.open')}</ListTitle>
          <AnomalyList views={open} names={names} />
        </section>
      )}
      {settled.length === 0 ? null : (
        <section aria-labelledby="settled">
          <ListTitle id="settled">{t('anomaly.settled')}</ListTitle>
          <AnomalyList views={settled} names={names} />
        </section>
      )}
    </>
  );
});
