import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { addMonths, CivilDate, civilDateAt } from '#domain/dates.ts';
import { readReportCard } from '#flow/control/report.ts';
import { portal } from '../../../../portal.ts';
import { dateWords } from '../../../../ui/date-words.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { ListTitle } from '../../../../ui/record.tsx';
import { CardDefinitions, CardTable } from '../../../control/card-table.tsx';
import styles from '../../../control/control.module.css';
import { ControlHead } from '../../../control/control-head.tsx';
import { connectorOf, loadControl } from '../../../control/load-control.ts';

type ReportProps = {
  params: Promise<{ connector: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('control');
  return { title: await documentTitle(t('report.title')) };
}

/** 报告单: a month of a connector beside the one before and the city's medians. No grade, no colour, no ranking. */
export default guardedPage<ReportProps>(async ({ params, searchParams }) => {
  const connector = connectorOf((await params).connector);
  const path = `/departments/connectors/${connector}/report`;
  const today = civilDateAt(portal().clock());
  const asked = CivilDate.safeParse(`${(await searchParams).month}-01`);
  const day = asked.success && asked.data <= today ? asked.data : today;
  const loaded = await loadControl(path, 'read:connector:department', (tx, officer) =>
    readReportCard(tx, officer, connector, day),
  );
  const { data } = loaded;
  const t = await getTranslations('control');
  const locale = await getLocale();
  const monthOf = (offset: number) => addMonths(CivilDate.parse(`${data.month}-01`), offset).slice(0, 7);
  return (
    <>
      <ControlHead loaded={loaded} connector={connector} current="report" />
      <section aria-labelledby="report">
        <ListTitle id="report" remark={dateWords(locale, data.month)}>
          {t('report.title')}
        </ListTitle>
        {data.current.own === null ? (
          <p className={`soft ${styles.apart}`}>{t('report.empty')}</p>
        ) : (
          <CardTable card={data} caption={t('report.caption', { month: dateWords(locale, data.month) })} />
        )}
        <p className="actions">
          <a className="target" href={`${path}?month=${monthOf(-1)}`}>
            {t('report.before', { month: dateWords(locale, monthOf(-1)) })}
          </a>
          {monthOf(1) > today.slice(0, 7) ? null : (
            <a className="target" href={`${path}?month=${monthOf(1)}`}>
              {t('report.after', { month: dateWords(locale, monthOf(1)) })}
            </a>
          )}
        </p>
        <CardDefinitions />
      </section>
    </>
  );
});
