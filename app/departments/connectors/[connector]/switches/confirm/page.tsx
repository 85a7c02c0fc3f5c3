import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readSwitchChoices } from '#flow/control/switch-choices.ts';
import { previewSwitch } from '#flow/control/switch-verbs.ts';
import { findKeptForm } from '../../../../../parked.ts';
import { documentTitle } from '../../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../../ui/guarded-page.tsx';
import { Notice } from '../../../../../ui/notice.tsx';
import { connectorOf, loadControl } from '../../../../control/load-control.ts';
import { StopForm } from '../../../../control/stop-form.tsx';
import { confirmPath, PartForm, partOf } from '../../../../control/switch-part.ts';

type ConfirmProps = {
  params: Promise<{ connector: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ searchParams }: ConfirmProps): Promise<Metadata> {
  const t = await getTranslations('control');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('stop.confirmTitle'), { rejected }) };
}

/** Before anything is stopped: which open cases it stalls, what takes over, what is due; and the reason that all will read. */
export default guardedPage<ConfirmProps>(async ({ params, searchParams }) => {
  const connector = connectorOf((await params).connector);
  const query = await searchParams;
  const form = PartForm.safeParse(query);
  const part = form.success ? partOf(form.data) : undefined;
  if (!form.success || part === undefined)
    redirect(`/departments/connectors/${connector}/switches?faults=kind`);
  const path = confirmPath(connector, form.data);
  const { data, names } = await loadControl(
    path,
    'switch:connector:department',
    async (tx, officer, now) => ({
      effect: await previewSwitch(tx, officer, now, connector, part),
      choices: await readSwitchChoices(tx, officer, now, connector),
    }),
  );
  const t = await getTranslations('control');
  const fault = query.faults === undefined ? undefined : t('fault.reason');
  const typed = await findKeptForm(path);
  const tail = data.choices.officers.find(({ id }) => id === part.officer)?.tail ?? null;
  return (
    <>
      <ErrorSummary errors={fault === undefined ? [] : [{ field: 'reason', message: fault }]} />
      {query.changed === '1' ? (
        <Notice kind="waiting" title={t('stop.isOff')}>
          <p>{t('stop.isOffDetail')}</p>
        </Notice>
      ) : null}
      <StopForm
        connector={connector}
        form={form.data}
        part={part}
        officerTail={tail}
        effect={data.effect}
        names={names}
        fault={fault}
        typed={typed?.reason}
      />
    </>
  );
});
