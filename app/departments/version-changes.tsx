import { useTranslations } from 'next-intl';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { Details } from '../ui/details.tsx';
import { Table } from '../ui/table.tsx';
import { VersionEssentials } from './version-essentials.tsx';

/** What a version says otherwise than the one before it, path by path; the whole document stands below. */
export function ChangeTable({ view }: { view: VersionView }) {
  const t = useTranslations('departments');
  const { base, changes, version } = view;
  return (
    <>
      {base === undefined ? <p>{t('changes.first')}</p> : null}
      {base?.liveAt ? null : <VersionEssentials row={view.row} document={version.document} />}
      {base !== undefined && changes.length === 0 ? <p>{t('changes.none')}</p> : null}
      {changes.length === 0 ? null : (
        <Table
          caption={t('changes.title')}
          captionHidden
          columns={[
            { key: 'path', title: t('changes.path') },
            { key: 'before', title: t('changes.before'), foldedName: t('changes.before') },
            { key: 'after', title: t('changes.after'), foldedName: t('changes.after') },
          ]}
          rows={changes.map(({ path, before, after }) => ({
            key: path,
            cells: {
              path: <code>{path}</code>,
              before: <Value text={before} />,
              after: <Value text={after} />,
            },
          }))}
        />
      )}
      <Details summary={t('changes.whole')}>
        <pre className="document">{JSON.stringify(version.document, null, 2)}</pre>
      </Details>
    </>
  );
}

function Value({ text }: { text: string | undefined }) {
  return text === undefined ? '—' : <pre className="value">{text}</pre>;
}
