import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownConnector } from '#flow/control/own-connector.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { documentTitle } from '../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { Field } from '../../../../ui/field.tsx';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { RadioGroup } from '../../../../ui/radio-group.tsx';
import { ListTitle } from '../../../../ui/record.tsx';
import { ControlHead } from '../../../control/control-head.tsx';
import { connectorOf, loadControl } from '../../../control/load-control.ts';

type ExportProps = {
  params: Promise<{ connector: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('control');
  return { title: await documentTitle(t('export.title')) };
}

/** 导出: everything that was ever asked of a connector, to keep and to verify. */
export default guardedPage<ExportProps>(async ({ params, searchParams }) => {
  const connector = connectorOf((await params).connector);
  const path = `/departments/connectors/${connector}/export`;
  const loaded = await loadControl(path, 'export:connector:department', (tx, officer) =>
    ownConnector(tx, officer, 'export:connector:department', connector),
  );
  const t = await getTranslations('control');
  const fault = (await searchParams).faults === 'day' ? t('fault.day') : undefined;
  return (
    <>
      <ErrorSummary errors={fault === undefined ? [] : [{ field: 'from', message: fault }]} />
      <ControlHead loaded={loaded} connector={connector} current="export" />
      <section aria-labelledby="export">
        <ListTitle id="export">{t('export.title')}</ListTitle>
        <p>{t('export.what')}</p>
        <p>{t('export.recorded')}</p>
        <form method="post" action={`${path}/file`} className="desk-form">
          <Field
            name="from"
            label={t('export.from')}
            hint={t('export.dayHint')}
            error={fault}
            optional
            width="name"
          />
          <Field name="to" label={t('export.to')} optional width="name" />
          <RadioGroup
            name="format"
            title={t('export.format')}
            asTitle={false}
            value="csv"
            choices={[
              { value: 'csv', label: 'CSV', consequence: t('export.csv') },
              { value: 'jsonl', label: 'JSON Lines', consequence: t('export.jsonl') },
            ]}
          />
          <Actions>
            <Button>{t('export.button')}</Button>
          </Actions>
        </form>
      </section>
    </>
  );
});
