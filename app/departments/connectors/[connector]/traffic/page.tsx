import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { civilDateAt } from '#domain/dates.ts';
import { listSwitchViews } from '#flow/control/switch-verbs.ts';
import { readTraffic, readUsage } from '#flow/control/traffic.ts';
import { portal } from '../../../../portal.ts';
import { dateWords, timeWords } from '../../../../ui/date-words.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { ListTitle } from '../../../../ui/record.tsx';
import { ControlHead } from '../../../control/control-head.tsx';
import { connectorOf, loadControl } from '../../../control/load-control.ts';
import { PaceLine } from '../../../control/pace-line.tsx';
import { RefreshGently } from '../../../control/refresh-gently.tsx';
import { TrafficFilters } from '../../../control/traffic-filters.tsx';
import { trafficPath, trafficWish } from '../../../control/traffic-query.ts';
import { TrafficTable } from '../../../control/traffic-table.tsx';
import { UsageSection } from '../../../control/usage-section.tsx';

type TrafficProps = {
  params: Promise<{ connector: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('control');
  return { title: await documentTitle(t('traffic.title')) };
}

/** 实时查询: what a connector is asked, by whom and for what, as it happens; and how much of the day is spent. */
export default guardedPage<TrafficProps>(async ({ params, searchParams }) => {
  const connector = connectorOf((await params).connector);
  const path = `/departments/connectors/${connector}/traffic`;
  const today = civilDateAt(portal().clock());
  const wish = trafficWish(await searchParams, today);
  const loaded = await loadControl(path, 'read:connector:department', async (tx, officer, at) => ({
    page: await readTraffic(tx, officer, connector, wish),
    usage: await readUsage(tx, officer, at, connector),
    switches: await listSwitchViews(tx, officer, connector),
  }));
  const t = await getTranslations('control');
  const locale = await getLocale();
  const { data, names, now } = loaded;
  const { page, usage, switches } = data;
  const isNow = wish.day === today && wish.before === null;
  const remark = isNow ? (
    <>
      {t('traffic.asOf', { time: timeWords(now.toISOString(), { seconds: true }) })}{' '}
      <a className="target" href={trafficPath(path, wish, today)}>
        {t('traffic.refresh')}
      </a>
    </>
  ) : (
    dateWords(locale, wish.day)
  );
  return (
    <>
      {isNow ? <RefreshGently /> : null}
      <ControlHead loaded={loaded} connector={connector} current="traffic">
        <PaceLine usage={usage} switches={switches} path={path.replace('traffic', 'switches')} />
      </ControlHead>
      <UsageSection usage={usage} />
      <section aria-labelledby="traffic">
        <ListTitle id="traffic" remark={remark}>
          {t('traffic.title')}
        </ListTitle>
        <TrafficFilters path={path} wish={wish} page={page} names={names} />
        {page.rows.length === 0 ? (
          <p className="soft">{t('traffic.empty')}</p>
        ) : (
          <TrafficTable rows={page.rows} names={names} caption={t('traffic.caption')} />
        )}
        <p className="actions">
          {wish.before === null ? null : (
            <a className="target" href={trafficPath(path, { ...wish, before: null }, today)}>
              {t('traffic.newest')}
            </a>
          )}
          {page.next === null ? null : (
            <a className="target" href={trafficPath(path, { ...wish, before: page.next }, today)}>
              {t('traffic.older')}
            </a>
          )}
        </p>
      </section>
    </>
  );
});
