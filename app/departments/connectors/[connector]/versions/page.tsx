import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ConnectorView } from '#flow/connectors/read-connector.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { Table } from '../../../../ui/table.tsx';
import { ConnectorHead } from '../../../connector-head.tsx';
import { ConsoleNav } from '../../../console-frame.tsx';
import { type ConnectorParams, loadConnector } from '../../../load-connector.ts';
import { versionPath } from '../../../paths.ts';
import { Stamp, stampOf } from '../../../stamp.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('part.versions')) };
}

/** Every version of a connector: how far it came, who made and who signed it, from when to when it answers. */
export default guardedPage<{ params: ConnectorParams }>(async ({ params }) => {
  const { actor, view } = await loadConnector(params, 'versions');
  const t = await getTranslations('departments');
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ConnectorHead view={view} current="versions" title={t('part.versions')}>
        <p className="lead">{t('versions.lead')}</p>
      </ConnectorHead>
      {view.versions.length === 0 ? <p>{t('versions.none')}</p> : <Versions view={view} />}
    </>
  );
});

async function Versions({ view: { row, versions, tails } }: { view: ConnectorView }) {
  const t = await getTranslations('departments');
  const who = (id: string | null) => {
    if (id === null) return '—';
    const tail = tails.get(id);
    return tail === undefined ? t('installation') : t('staff', { tail });
  };
  return (
    <div className="row-links">
      <Table
        caption={t('part.versions')}
        captionHidden
        columns={[
          { key: 'version', title: t('versions.version') },
          { key: 'state', title: t('column.state'), foldedName: t('column.state') },
          { key: 'made', title: t('versions.made'), foldedName: t('versions.made') },
          { key: 'signed', title: t('versions.signed'), foldedName: t('versions.signed') },
          { key: 'from', title: t('versions.from'), foldedName: t('versions.from') },
          { key: 'to', title: t('versions.to'), foldedName: t('versions.to') },
        ]}
        rows={versions.map(({ version, state, createdBy, createdAt, signedBy, liveAt, sunsetAt }) => ({
          key: `${version}`,
          cells: {
            version: (
              <a className="target" href={versionPath(row.id, version)}>
                {t('version', { version })}
              </a>
            ),
            state: row.liveVersion === version ? <b>{t('versions.present')}</b> : t(`stage.${state}`),
            made: (
              <>
                {who(createdBy)}
                <span className="thing small soft">{stampOf(createdAt)}</span>
              </>
            ),
            signed: who(signedBy),
            from: liveAt === null ? '—' : <Stamp at={liveAt} />,
            to: sunsetAt === null ? '—' : <Stamp at={sunsetAt} />,
          },
        }))}
      />
    </div>
  );
}
