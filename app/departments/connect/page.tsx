import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Way } from '#domain/connector.ts';
import { listConnectors } from '#flow/connectors/list-connectors.ts';
import { authOrSignIn } from '../../auth/auth.ts';
import { findKeptForm } from '../../parked.ts';
import { read } from '../../read.ts';
import { Actions, Button } from '../../ui/button.tsx';
import { documentTitle } from '../../ui/document-title.ts';
import { ErrorSummary, errorOf } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { ConsoleHead, ConsoleNav } from '../console-frame.tsx';
import { faultErrors } from '../fault-errors.ts';
import { CONSOLE, faultsIn, type Query } from '../paths.ts';
import { begin } from './actions.ts';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('begin.title'), { rejected }) };
}

/** The beginning: which of the five ways, and for which connector. */
export default guardedPage<Props>(async ({ searchParams }) => {
  const actor = await authOrSignIn(`${CONSOLE}/connect`);
  const { connectors, department } = await read(actor, (tx, now) => listConnectors(tx, actor, now));
  const query = await searchParams;
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const labels = {
    target: t('begin.target'),
    way: t('begin.way'),
    newId: t('begin.newId'),
    title: t('begin.name'),
  };
  const errors = await faultErrors(faultsIn(query), labels);
  const typed = await findKeptForm(`${CONSOLE}/connect`);
  const named = connectors.find(({ row }) => row.id === query.connector);
  const target = typed?.target ?? named?.row.id;
  const targets = connectors.map(({ row, title }) => ({
    value: row.id as string,
    label: t('begin.next', { connector: title?.[locale] ?? row.id }),
    consequence:
      row.liveVersion === null ? t('begin.notLive') : t('begin.goesOn', { version: row.liveVersion }),
  }));
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ErrorSummary errors={errors} />
      <ConsoleHead over={department[locale]} title={t('begin.title')}>
        <p className="lead">{t('begin.lead')}</p>
      </ConsoleHead>
      <form action={begin} className="desk-form">
        <RadioGroup
          asTitle={false}
          name="way"
          title={labels.way}
          error={errorOf(errors, 'way')}
          value={typed?.way ?? named?.way ?? undefined}
          choices={Way.options.map((way) => ({
            value: way,
            label: t(`way.${way}.title`),
            consequence: t(`way.${way}.need`),
          }))}
        />
        <RadioGroup
          asTitle={false}
          name="target"
          title={labels.target}
          error={errorOf(errors, 'target')}
          value={target}
          choices={[...targets, { value: 'new', label: t('begin.new'), consequence: t('begin.newHint') }]}
        />
        <div className="pair new-connector">
          <Field
            name="newId"
            label={labels.newId}
            hint={t('begin.newIdHint')}
            value={typed?.newId}
            error={errorOf(errors, 'newId')}
            width="number"
          />
          <Field
            name="title"
            label={labels.title}
            hint={t('begin.nameHint')}
            value={typed?.title}
            error={errorOf(errors, 'title')}
            width="number"
          />
        </div>
        <Actions>
          <Button>{t('begin.button')}</Button>
        </Actions>
      </form>
    </>
  );
});
