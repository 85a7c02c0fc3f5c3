import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { findKeptForm } from '../../../../../parked.ts';
import { documentTitle } from '../../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../../../ui/key-values.tsx';
import { ListTitle } from '../../../../../ui/record.tsx';
import { ConnectorHead } from '../../../../connector-head.tsx';
import { ChangedNotice, ConsoleNav } from '../../../../console-frame.tsx';
import { faultErrors } from '../../../../fault-errors.ts';
import { loadVersion, type VersionParams } from '../../../../load-connector.ts';
import { faultsIn, type Query, versionPath } from '../../../../paths.ts';
import { questionLabels } from '../../../../question-labels.ts';
import { Stamp } from '../../../../stamp.tsx';
import { ChangeTable } from '../../../../version-changes.tsx';
import { DeprecateForm, LiveStage, SignStage } from '../../../../version-stages.tsx';
import { ConformanceStage, TestStage } from '../../../../version-tests.tsx';

type Props = { params: VersionParams; searchParams: Promise<Query> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).faults !== undefined;
  const version = Number((await params).version);
  return { title: await documentTitle(t('version', { version }), { rejected }) };
}

/** One version on its way: test call, conformance, second signature, live; and what it changes. */
export default guardedPage<Props>(async ({ params, searchParams }) => {
  const { actor, view } = await loadVersion(params, 'versions');
  const query = await searchParams;
  const t = await getTranslations('departments');
  const { version, row } = view;
  const isSigned = version.state === 'conforming' && version.signedBy !== null;
  const stage = isSigned ? 'signed' : version.state;
  const errors = await faultErrors(faultsIn(query), await questionLabels('', view.askable));
  const typed = await findKeptForm(versionPath(row.id, version.version));
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ChangedNotice query={query} />
      <ErrorSummary errors={errors} />
      <ConnectorHead view={view} current={null} title={t('version', { version: version.version })}>
        <p className="lead">{view.isPresent ? t('versions.answers') : t(`stageLead.${stage}`)}</p>
      </ConnectorHead>
      <div className="desk-case">
        <div className="case-main">
          <ol className="stages">
            <TestStage view={view} typed={typed} errors={errors} />
            <ConformanceStage view={view} />
            <SignStage view={view} />
            <LiveStage view={view} />
          </ol>
          <section aria-labelledby="changes">
            <ListTitle
              id="changes"
              remark={view.base === undefined ? undefined : <Against base={view.base} />}
            >
              {t('changes.title')}
            </ListTitle>
            <ChangeTable view={view} />
          </section>
        </div>
        <aside className="case-side" aria-labelledby="made">
          <h2 id="made">{t('versions.about')}</h2>
          <Facts view={view} />
          <DeprecateForm view={view} />
        </aside>
      </div>
    </>
  );
});

async function Facts({ view: { version, tails } }: { view: VersionView }) {
  const t = await getTranslations('departments');
  const who = (id: string) => {
    const tail = tails.get(id);
    return tail === undefined ? t('installation') : t('staff', { tail });
  };
  const { createdBy, createdAt, testedAt, conformingAt, signedBy, liveAt, sunsetAt } = version;
  const at = (label: string, instant: Date | null) =>
    instant === null ? [] : [{ label, content: <Stamp at={instant} /> }];
  return (
    <KeyValues
      rows={[
        { label: t('versions.made'), content: who(createdBy) },
        ...at(t('versions.madeAt'), createdAt),
        ...at(t('versions.tested'), testedAt),
        ...at(t('versions.conforming'), conformingAt),
        ...(signedBy === null ? [] : [{ label: t('versions.signed'), content: who(signedBy) }]),
        ...at(t('versions.from'), liveAt),
        ...at(t('versions.to'), sunsetAt),
      ]}
    />
  );
}

/** With which version this one is compared; one that never answered is called so. */
async function Against({ base: { version, liveAt } }: { base: NonNullable<VersionView['base']> }) {
  const t = await getTranslations('departments');
  return liveAt === null ? t('changes.againstNeverLive', { version }) : t('changes.against', { version });
}
