import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { GrantId } from '#domain/ids.ts';
import { readConnector } from '#flow/connectors/read-connector.ts';
import { readGrant } from '#flow/grants/list-grants.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { findKeptForm } from '../../../parked.ts';
import { read } from '../../../read.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { ConnectorHead } from '../../connector-head.tsx';
import { ChangedNotice, ConsoleNav } from '../../console-frame.tsx';
import { faultErrors } from '../../fault-errors.ts';
import { GrantFacts, GrantHistory } from '../../grant-facts.tsx';
import { DecideForms, NarrowForm } from '../../grant-forms.tsx';
import { GrantMark } from '../../grant-table.tsx';
import { faultsIn, grantPath, type Query } from '../../paths.ts';

type Props = { params: Promise<{ grant: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('grant.title'), { rejected }) };
}

/** One grant: what it gives, and, for the department, the way to decide on it or to narrow it. */
export default guardedPage<Props>(async ({ params, searchParams }) => {
  const id = GrantId.safeParse((await params).grant);
  if (!id.success) notFound();
  const path = grantPath(id.data);
  const actor = await authOrSignIn(path);
  const { page, connector } = await read(actor, async (tx, now) => {
    const found = await readGrant(tx, actor, now, id.data);
    return { page: found, connector: await readConnector(tx, actor, now, found.grant.connector) };
  });
  const query = await searchParams;
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const labels = {
    fields: t('grant.fields'),
    perDay: t('grant.perDay'),
    reuse: t('grant.reuse'),
    reuseHours: t('grant.reuseHours'),
    validTo: t('grant.validTo'),
    note: t('grant.note'),
    reason: t('grant.reason'),
  };
  const errors = await faultErrors(faultsIn(query), labels);
  const typed = await findKeptForm(path);
  const { standing } = page;
  return (
    <>
      <ConsoleNav current="grants" actor={actor} />
      <ChangedNotice query={query} />
      <ErrorSummary errors={errors} />
      <ConnectorHead
        view={connector}
        current="grants"
        title={t('grant.of', { evidence: page.evidence.title[locale] })}
      >
        <p>
          <GrantMark standing={standing} />
        </p>
      </ConnectorHead>
      <div className="desk-case">
        <div className="case-main">
          <GrantFacts page={page} />
          {standing === 'requested' ? <DecideForms page={page} typed={typed} errors={errors} /> : null}
          {standing === 'active' || standing === 'coming' ? (
            <NarrowForm page={page} typed={typed} errors={errors} />
          ) : null}
        </div>
        <div className="case-side">
          <GrantHistory page={page} />
        </div>
      </div>
    </>
  );
});
