import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readSwitchChoices } from '#flow/control/switch-choices.ts';
import { listSwitchViews } from '#flow/control/switch-verbs.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { ListTitle } from '../../../../ui/record.tsx';
import styles from '../../../control/control.module.css';
import { ControlHead } from '../../../control/control-head.tsx';
import { connectorOf, loadControl } from '../../../control/load-control.ts';
import { SwitchPartForm } from '../../../control/part-form.tsx';
import { SwitchesInForce, SwitchesLifted } from '../../../control/switch-list.tsx';

type SwitchesProps = {
  params: Promise<{ connector: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ searchParams }: SwitchesProps): Promise<Metadata> {
  const t = await getTranslations('control');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('switches.title'), { rejected }) };
}

/** 停用与恢复: what is off and why, and the way to switch something off. */
export default guardedPage<SwitchesProps>(async ({ params, searchParams }) => {
  const connector = connectorOf((await params).connector);
  const path = `/departments/connectors/${connector}/switches`;
  const loaded = await loadControl(path, 'switch:connector:department', async (tx, officer, now) => ({
    views: await listSwitchViews(tx, officer, connector),
    choices: await readSwitchChoices(tx, officer, now, connector),
  }));
  const { data, names } = loaded;
  const { faults, changed } = await searchParams;
  const t = await getTranslations('control');
  const inForce = data.views.filter(({ row }) => row.liftedAt === null);
  const lifted = data.views.filter(({ row }) => row.liftedAt !== null);
  const isKind = faults === 'kind';
  const wrong = typeof faults === 'string' && inForce.some(({ row }) => row.id === faults) ? faults : null;
  const errors = [
    ...(isKind ? [{ field: 'kind', message: t('stop.missing') }] : []),
    ...(wrong === null ? [] : [{ field: `reason-${wrong}`, message: t('fault.reason') }]),
  ];
  return (
    <>
      <ErrorSummary errors={errors} />
      <ControlHead loaded={loaded} connector={connector} current="switches" />
      {changed === '1' ? (
        <Notice kind="waiting" title={t('changed.title')}>
          <p>{t('changed.detail')}</p>
        </Notice>
      ) : null}
      <section aria-labelledby="off">
        <ListTitle id="off" remark={t('switches.count', { count: inForce.length })}>
          {t('switches.inForce')}
        </ListTitle>
        {inForce.length === 0 ? (
          <p className={`soft ${styles.apart}`}>{t('switches.none')}</p>
        ) : (
          <SwitchesInForce views={inForce} names={names} fault={wrong} />
        )}
        {lifted.length === 0 ? null : <SwitchesLifted views={lifted} names={names} />}
      </section>
      <section aria-labelledby="stop">
        <ListTitle id="stop" remark={t('stop.remark')}>
          {t('stop.title')}
        </ListTitle>
        <SwitchPartForm path={`${path}/confirm`} choices={data.choices} names={names} isMissing={isKind} />
      </section>
    </>
  );
});
