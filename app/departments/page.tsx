import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { type ConnectorGlance, type Console, listConnectors } from '#flow/connectors/list-connectors.ts';
import { authOrSignIn } from '../auth/auth.ts';
import { read } from '../read.ts';
import { LinkButton } from '../ui/button.tsx';
import { documentTitle } from '../ui/document-title.ts';
import { guardedPage } from '../ui/guarded-page.tsx';
import { ListTitle } from '../ui/record.tsx';
import { Table } from '../ui/table.tsx';
import { ConsoleHead, ConsoleNav } from './console-frame.tsx';
import { Token } from './evidence-codes.tsx';
import { CONSOLE, connectorPath, stepPath, versionPath } from './paths.ts';
import { StateMark } from './state-mark.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('title')) };
}

/** 部门控制台: the department's connectors, and what waits for somebody. */
export default guardedPage(async () => {
  const actor = await authOrSignIn(CONSOLE);
  const overview = await read(actor, (tx, now) => listConnectors(tx, actor, now));
  const t = await getTranslations('departments');
  const locale = await getLocale();
  return (
    <>
      <ConsoleNav
        current="connectors"
        actor={actor}
        waiting={{ grants: overview.grantsToDecide, ...overview.open }}
      />
      <ConsoleHead over={overview.department[locale]} title={t('title')}>
        <p className="lead">{t('lead', { count: overview.connectors.length })}</p>
        <p className="small soft">
          {t('departmentId')} <Token>{overview.id}</Token>
        </p>
      </ConsoleHead>
      <div className="desk-case">
        <section aria-labelledby="connectors" className="case-main">
          <ListTitle id="connectors">{t('connectors')}</ListTitle>
          <Connectors glances={overview.connectors} />
          <div className="actions">
            <LinkButton href={`${CONSOLE}/connect`}>{t('connect')}</LinkButton>
          </div>
        </section>
        <aside className="case-side" aria-labelledby="waiting">
          <h2 id="waiting">{t('waiting.title')}</h2>
          <Waiting overview={overview} />
        </aside>
      </div>
    </>
  );
});

async function Connectors({ glances }: { glances: readonly ConnectorGlance[] }) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const count = new Intl.NumberFormat(locale);
  if (glances.length === 0) return <p>{t('none')}</p>;
  return (
    <div className="row-links">
      <Table
        caption={t('connectors')}
        captionHidden
        columns={[
          { key: 'name', title: t('column.connector') },
          { key: 'state', title: t('column.state') },
          { key: 'version', title: t('column.version'), foldedName: t('column.version') },
          { key: 'use', title: t('column.use'), amount: true, foldedName: t('column.useShort') },
        ]}
        rows={glances.map((glance) => ({
          key: glance.row.id,
          cells: {
            name: (
              <>
                <a className="target" href={connectorPath(glance.row.id)}>
                  {glance.title?.[locale] ?? glance.row.id}
                </a>
                <span className="thing small soft">{glance.row.id}</span>
              </>
            ),
            state: <StateMark answering={glance.answering} />,
            version:
              glance.row.liveVersion === null
                ? t('noVersion')
                : t('version', { version: glance.row.liveVersion }),
            use: t('usage.pair', {
              used: count.format(glance.usedToday),
              limit: count.format(glance.row.dailyLimit),
            }),
          },
        }))}
      />
    </div>
  );
}

/** What waits for a person, each with the way there. */
async function Waiting({ overview: { connectors, grantsToDecide, open } }: { overview: Console }) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const drafts = connectors.filter(({ hasDraft }) => hasDraft);
  const toSign = connectors.flatMap((glance) => glance.toSign.map((version) => ({ glance, version })));
  const nameOf = ({ title, row }: ConnectorGlance) => title?.[locale] ?? row.id;
  const counted = (['anomalies', 'tickets', 'questions'] as const).filter((kind) => open[kind] > 0);
  if (grantsToDecide + drafts.length + toSign.length + counted.length === 0)
    return <p>{t('waiting.nothing')}</p>;
  return (
    <ul className="waiting">
      {grantsToDecide === 0 ? null : (
        <li>
          <a className="target" href={`${CONSOLE}/grants`}>
            {t('waiting.grants', { count: grantsToDecide })}
          </a>
        </li>
      )}
      {toSign.map(({ glance, version }) => (
        <li key={`${version.connector} ${version.version}`}>
          <a className="target" href={versionPath(version.connector, version.version)}>
            {t('waiting.sign', { connector: nameOf(glance), version: version.version })}
          </a>
        </li>
      ))}
      {drafts.map((glance) => (
        <li key={glance.row.id}>
          <a className="target" href={stepPath(glance.row.id, 'check')}>
            {t('waiting.draft', { connector: nameOf(glance) })}
          </a>
        </li>
      ))}
      {counted.map((kind) => (
        <li key={kind}>
          <a className="target" href={`${CONSOLE}/${kind}`}>
            {t(`waiting.${kind}`, { count: open[kind] })}
          </a>
        </li>
      ))}
    </ul>
  );
}
