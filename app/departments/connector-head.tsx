import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { ConnectorView } from '#flow/connectors/read-connector.ts';
import { ConsoleHead } from './console-frame.tsx';
import { connectorPath } from './paths.ts';

/** The pages of one connector. */
const PARTS = {
  overview: undefined,
  traffic: 'traffic',
  switches: 'switches',
  grants: 'grants',
  versions: 'versions',
  credentials: 'credentials',
  limits: 'limits',
  files: 'files',
  report: 'report',
  export: 'export',
} as const;
export type ConnectorPart = keyof typeof PARTS;

type Props = {
  view: Pick<ConnectorView, 'row' | 'title' | 'hasFiles'>;
  current: ConnectorPart | null;
  /** The page's own title; the connector's where it is left out. */
  title?: ReactNode;
  children?: ReactNode;
};

/** The head of a connector's page, and the way to its other pages. */
export async function ConnectorHead({
  view: { row, title: connector, hasFiles },
  current,
  title,
  children,
}: Props) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const name = connector?.[locale] ?? row.id;
  const parts = (Object.keys(PARTS) as ConnectorPart[]).filter((part) => part !== 'files' || hasFiles);
  return (
    <>
      <ConsoleHead
        over={title === undefined ? row.department[locale] : `${row.department[locale]}　${name}`}
        title={title ?? name}
      >
        {children}
      </ConsoleHead>
      <nav className="desk-nav" aria-label={t('part.label', { connector: name })}>
        {parts.map((part) => (
          <a
            key={part}
            href={connectorPath(row.id, PARTS[part])}
            aria-current={current === part ? 'page' : undefined}
          >
            {t(`part.${part}`)}
          </a>
        ))}
      </nav>
    </>
  );
}
