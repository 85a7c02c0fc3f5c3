import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { needsCredential } from '#domain/needed-credentials.ts';
import type { ConnectorView } from '#flow/connectors/read-connector.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { documentTitle } from '../../../../ui/document-title.ts';
import { ErrorSummary, errorOf } from '../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { ListTitle } from '../../../../ui/record.tsx';
import { Table } from '../../../../ui/table.tsx';
import { setCredential } from '../../../connect/actions.ts';
import { ConnectorHead } from '../../../connector-head.tsx';
import { ConsoleNav } from '../../../console-frame.tsx';
import { CredentialField } from '../../../credential-field.tsx';
import { faultErrors } from '../../../fault-errors.ts';
import { SelectField } from '../../../form-field.tsx';
import { type ConnectorParams, loadConnector } from '../../../load-connector.ts';
import { faultsIn, type Query } from '../../../paths.ts';
import { Stamp } from '../../../stamp.tsx';

type Props = { params: ConnectorParams; searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('part.credentials'), { rejected }) };
}

/** Which credentials are set, by whom and when, and the way to set one anew. What they are is shown nowhere. */
export default guardedPage<Props>(async ({ params, searchParams }) => {
  const { actor, view } = await loadConnector(params, 'credentials');
  const query = await searchParams;
  const t = await getTranslations('departments');
  const errors = await faultErrors(faultsIn(query), { credential: t('credential.label') });
  const slots = await slotsOf(view);
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ErrorSummary errors={errors} />
      <ConnectorHead view={view} current="credentials" title={t('part.credentials')}>
        <p className="lead">{t('credential.lead')}</p>
      </ConnectorHead>
      {query.saved === '1' ? <Notice kind="settled" title={t('credential.saved')} /> : null}
      <Marks view={view} slots={slots} />
      {slots.length === 0 ? null : (
        <section aria-labelledby="set">
          <ListTitle id="set">{t('credential.setAnew')}</ListTitle>
          <form action={setCredential} className="desk-form">
            <input type="hidden" name="connector" value={view.row.id} />
            <input type="hidden" name="from" value="connector" />
            <SelectField
              name="slots"
              label={t('credential.whose')}
              options={slots.map(({ slot, label }) => ({ value: slot, label }))}
            />
            <CredentialField error={errorOf(errors, 'credential')} way={null} />
            <Actions>
              <Button>{t('credential.button')}</Button>
            </Actions>
          </form>
        </section>
      )}
    </>
  );
});

type Slot = { slot: string; label: string };

/** What a credential can be set for: the sources of every version that can still answer, and what has one already. */
async function slotsOf({ versions, credentials }: ConnectorView): Promise<Slot[]> {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const sources = versions
    .filter(({ state }) => state !== 'retired')
    .flatMap(({ document }) => document.sources)
    .filter(({ reach }) => needsCredential(reach));
  const named = new Map(
    sources.map(({ id, title }) => [id, t('credential.source', { title: title[locale], id })] as const),
  );
  if (credentials.some(({ slot }) => slot === 'main')) named.set('main', t('credential.main'));
  return [...named].map(([slot, label]) => ({ slot, label }));
}

async function Marks({
  view: { credentials, tails },
  slots,
}: {
  view: ConnectorView;
  slots: readonly Slot[];
}) {
  const t = await getTranslations('departments');
  if (credentials.length === 0) return <p>{t('credential.none')}</p>;
  return (
    <Table
      caption={t('part.credentials')}
      captionHidden
      columns={[
        { key: 'slot', title: t('credential.whose') },
        { key: 'at', title: t('credential.at'), foldedName: t('credential.at') },
        { key: 'by', title: t('credential.by'), foldedName: t('credential.by') },
      ]}
      rows={credentials.map(({ slot, setAt, setBy }) => {
        const tail = tails.get(setBy);
        return {
          key: slot,
          cells: {
            slot: slots.find((each) => each.slot === slot)?.label ?? slot,
            at: <Stamp at={setAt} />,
            by: tail === undefined ? t('installation') : t('staff', { tail }),
          },
        };
      })}
    />
  );
}
