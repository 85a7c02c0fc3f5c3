import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listDepartmentGrants } from '#flow/grants/list-grants.ts';
import { read } from '../../../../read.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { ConnectorHead } from '../../../connector-head.tsx';
import { ConsoleNav } from '../../../console-frame.tsx';
import { GrantGroups } from '../../../grant-groups.tsx';
import { type ConnectorParams, loadConnector } from '../../../load-connector.ts';
import { grantPath } from '../../../paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('part.grants')) };
}

/** Who may ask this connector for what. */
export default guardedPage<{ params: ConnectorParams }>(async ({ params }) => {
  const { actor, view } = await loadConnector(params, 'grants');
  const all = await read(actor, (tx, now) => listDepartmentGrants(tx, actor, now));
  const own = all.filter(({ grant }) => grant.connector === view.row.id);
  const t = await getTranslations('departments');
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ConnectorHead view={view} current="grants" title={t('part.grants')} />
      <GrantGroups grants={own} hrefOf={grantPath} />
    </>
  );
});
