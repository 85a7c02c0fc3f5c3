import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ConnectorView } from '#flow/connectors/read-connector.ts';
import { ActionLink, Actions, LinkButton } from '../../../ui/button.tsx';
import { civilDateOf } from '../../../ui/date-words.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { ListTitle } from '../../../ui/record.tsx';
import { Table } from '../../../ui/table.tsx';
import { ConnectorHead } from '../../connector-head.tsx';
import { ConsoleNav } from '../../console-frame.tsx';
import { type ConnectorParams, loadConnector } from '../../load-connector.ts';
import { CONSOLE, connectorPath, stepPath, versionPath } from '../../paths.ts';
import { StateMark } from '../../state-mark.tsx';
import { Usage } from '../../usage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('part.overview')) };
}

/** One connector: how it stands, what it has answered today, what it offers, and its newest version. */
export default guardedPage<{ params: ConnectorParams }>(async ({ params }) => {
  const { actor, view } = await loadConnector(params);
  const { row } = view;
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ConnectorHead view={view} current="overview">
        <p>
          <StateMark answering={view.answering} />
        </p>
      </ConnectorHead>
      <div className="desk-case">
        <div className="case-main">
          <Today view={view} />
          <Offered view={view} />
        </div>
        <aside className="case-side" aria-labelledby="standing">
          <Standing view={view} connector={row.id} />
        </aside>
      </div>
    </>
  );
});

async function Today({ view: { row, usedToday } }: { view: ConnectorView }) {
  const t = await getTranslations('departments');
  return (
    <section aria-labelledby="today">
      <ListTitle id="today" remark={t('usage.remark')}>
        {t('usage.title')}
      </ListTitle>
      <Usage used={usedToday} limit={row.dailyLimit} reserve={row.reserve} reserveUntil={row.reserveUntil} />
    </section>
  );
}

/** The sources of the version that answers, or of the newest where none does. */
async function Offered({ view: { row, versions } }: { view: ConnectorView }) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const shown = versions.find(({ version }) => version === row.liveVersion) ?? versions[0];
  if (shown === undefined) return null;
  const remark = row.liveVersion === null ? t('offered.notLive') : t('version', { version: shown.version });
  return (
    <section aria-labelledby="offered">
      <ListTitle id="offered" remark={remark}>
        {t('offered.title')}
      </ListTitle>
      <Table
        caption={t('offered.title')}
        captionHidden
        columns={[
          { key: 'source', title: t('offered.source') },
          { key: 'way', title: t('offered.way'), foldedName: t('offered.way') },
          { key: 'years', title: t('offered.years'), foldedName: t('offered.years') },
          { key: 'lag', title: t('offered.lag'), amount: true, foldedName: t('offered.lag') },
        ]}
        rows={shown.document.sources.map(({ id, title, evidence, reach, coverage, lagHours }) => ({
          key: id,
          cells: {
            source: (
              <>
                {title[locale]}
                <span className="thing small soft">{evidence}</span>
              </>
            ),
            way: t(`way.${reach.way}.title`),
            years:
              coverage.from === null && coverage.to === null
                ? t('offered.allYears')
                : t('offered.between', { from: coverage.from ?? 'none', to: coverage.to ?? 'none' }),
            lag: lagHours,
          },
        }))}
      />
    </section>
  );
}

async function Standing({ view, connector }: { view: ConnectorView; connector: string }) {
  const t = await getTranslations('departments');
  const { versions, draft, credentials, grants } = view;
  const [newest] = versions;
  const active = grants.filter(({ state }) => state === 'active').length;
  const requested = grants.filter(({ state }) => state === 'requested').length;
  const lastSet = credentials.toSorted((a, b) => b.setAt.getTime() - a.setAt.getTime())[0];
  return (
    <>
      <h2 id="standing">{t('standing.title')}</h2>
      <KeyValues
        rows={[
          {
            label: t('standing.newest'),
            content:
              newest === undefined ? (
                t('noVersion')
              ) : (
                <a href={versionPath(connector, newest.version)}>
                  {t('standing.version', { version: newest.version, state: t(`stage.${newest.state}`) })}
                </a>
              ),
          },
          {
            label: t('standing.grants'),
            content: (
              <a href={connectorPath(connector, 'grants')}>
                {t('standing.grantCount', { active, requested })}
              </a>
            ),
          },
          {
            label: t('standing.credential'),
            content: (
              <a href={connectorPath(connector, 'credentials')}>
                {lastSet === undefined
                  ? t('standing.noCredential')
                  : t('standing.setOn', { date: civilDateOf(lastSet.setAt.toISOString()) })}
              </a>
            ),
          },
        ]}
      />
      <Actions>
        {draft === undefined ? (
          <ActionLink href={`${CONSOLE}/connect?connector=${connector}`}>{t('standing.change')}</ActionLink>
        ) : (
          <LinkButton kind="outline" href={stepPath(connector, 'check')}>
            {t('standing.goOn')}
          </LinkButton>
        )}
      </Actions>
    </>
  );
}
