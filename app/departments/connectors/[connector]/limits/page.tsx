import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { findKeptForm } from '../../../../parked.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { LimitsForm } from '../../../connect/limits-form.tsx';
import { ConnectorHead } from '../../../connector-head.tsx';
import { ConsoleNav } from '../../../console-frame.tsx';
import { faultErrors } from '../../../fault-errors.ts';
import { type ConnectorParams, loadConnector } from '../../../load-connector.ts';
import { connectorPath, faultsIn, type Query } from '../../../paths.ts';

type Props = { params: ConnectorParams; searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('part.limits'), { rejected }) };
}

/** How much may be asked of a connector, and how long it is waited for. */
export default guardedPage<Props>(async ({ params, searchParams }) => {
  const { actor, view } = await loadConnector(params, 'limits');
  const query = await searchParams;
  const t = await getTranslations('departments');
  const names = ['dailyLimit', 'timeoutMs', 'width', 'reserve', 'reserveUntil'] as const;
  const labels = Object.fromEntries(names.map((name) => [name, t(`limits.${name}`)]));
  const errors = await faultErrors(faultsIn(query), labels);
  const typed = await findKeptForm(connectorPath(view.row.id, 'limits'));
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ErrorSummary errors={errors} />
      <ConnectorHead view={view} current="limits" title={t('part.limits')}>
        <p className="lead">{t('step.limits.lead')}</p>
      </ConnectorHead>
      {query.saved === '1' ? <Notice kind="settled" title={t('limits.saved')} /> : null}
      <LimitsForm row={view.row} from="connector" typed={typed} errors={errors} />
    </>
  );
});
