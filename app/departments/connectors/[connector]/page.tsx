import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { needsCredential, sourcesWithoutCredential } from '#domain/needed-credentials.ts';
import { shownOf } from '#flow/connectors/list-connectors.ts';
import type { ConnectorView } from '#flow/connectors/read-connector.ts';
import { type GrantView, listDepartmentGrants } from '#flow/grants/list-grants.ts';
import { read } from '../../../read.ts';
import { ActionLink, Actions, LinkButton } from '../../../ui/button.tsx';
import { civilDateOf } from '../../../ui/date-words.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { ListTitle } from '../../../ui/record.tsx';
import { Table } from '../../../ui/table.tsx';
import { ConnectorHead } from '../../connector-head.tsx';
import { ConsoleNav } from '../../console-frame.tsx';
import { grantsIn } from '../../grant-groups.tsx';
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
  const all = await read(actor, (tx, now) => listDepartmentGrants(tx, actor, now));
  const grants = all.filter(({ grant }) => grant.connector === view.row.id);
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
          <Standing view={view} grants={grants} />
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
  const shown = shownOf(row, versions);
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

type StandingProps = { view: ConnectorView; grants: readonly GrantView[] };

async function Standing({ view, grants }: StandingProps) {
  const t = await getTranslations('departments');
  const { versions, draft } = view;
  const [newest] = versions;
  const connector = view.row.id;
  const active = grantsIn('active', grants).length;
  const requested = grantsIn('requested', grants).length;
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
                <CredentialState view={view} />
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

/** Whether what the connector is reached with is set; a way of joining may need nothing. */
async function CredentialState({ view: { row, versions, credentials } }: { view: ConnectorView }) {
  const t = await getTranslations('departments');
  const sources = shownOf(row, versions)?.document.sources ?? [];
  const needed = sources.filter(({ reach }) => needsCredential(reach));
  if (sources.length > 0 && needed.length === 0) return t('standing.noneNeeded');
  const slots = credentials.map(({ slot }) => slot);
  const last = credentials.toSorted((a, b) => b.setAt.getTime() - a.setAt.getTime())[0];
  if (last === undefined || sourcesWithoutCredential({ sources }, slots).length > 0)
    return t('standing.noCredential');
  return t('standing.setOn', { date: civilDateOf(last.setAt.toISOString()) });
}
