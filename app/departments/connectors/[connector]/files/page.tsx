import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readFeedStatus } from '#flow/feed-status.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { ControlHead } from '../../../control/control-head.tsx';
import { FeedSection } from '../../../control/feed-section.tsx';
import { connectorOf, loadControl } from '../../../control/load-control.ts';
import { connectorPath } from '../../../paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('part.files')) };
}

/** 文件: for each nightly file where to put it, what serves now, and why the last one that was refused was refused. */
export default guardedPage<{ params: Promise<{ connector: string }> }>(async ({ params }) => {
  const connector = connectorOf((await params).connector);
  const loaded = await loadControl(
    connectorPath(connector, 'files'),
    'read:connector:department',
    (tx, officer, now) => readFeedStatus(tx, officer, now, connector),
  );
  const t = await getTranslations('files');
  return (
    <>
      <ControlHead loaded={loaded} connector={connector} current="files">
        <p className="lead">{t('lead')}</p>
      </ControlHead>
      {loaded.data.map((status) => (
        <FeedSection key={status.source.id} status={status} connector={connector} />
      ))}
    </>
  );
});
