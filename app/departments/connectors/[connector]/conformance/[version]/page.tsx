import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { findKeptForm } from '../../../../../parked.ts';
import { ActionLink } from '../../../../../ui/button.tsx';
import { documentTitle } from '../../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../../ui/guarded-page.tsx';
import { ListTitle } from '../../../../../ui/record.tsx';
import { ConnectorHead } from '../../../../connector-head.tsx';
import { ChangedNotice, ConsoleNav } from '../../../../console-frame.tsx';
import { faultErrors } from '../../../../fault-errors.ts';
import { FollowTasks } from '../../../../follow-tasks.tsx';
import { loadVersion, type VersionParams } from '../../../../load-connector.ts';
import { conformancePath, faultsIn, type Query, versionPath } from '../../../../paths.ts';
import { suiteLabels } from '../../../../question-labels.ts';
import { SuiteForm } from '../../../../suite-fields.tsx';
import { typedFor } from '../../../../suite-form.ts';
import { isRunning } from '../../../../task-progress.ts';
import { TaskReport } from '../../../../task-report.tsx';
import { ConformanceMark, hasTwoPersons } from '../../../../version-tests.tsx';

type Props = { params: VersionParams; searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('conformance.title'), { rejected }) };
}

/** The conformance report of one version, and the form that runs the suite. */
export default guardedPage<Props>(async ({ params, searchParams }) => {
  const { actor, view } = await loadVersion(params, 'conformance');
  const query = await searchParams;
  const t = await getTranslations('departments');
  const { row, own, version, tails } = view;
  const page = conformancePath(row.id, version.version);
  const faults = faultsIn(query);
  const errors = await faultErrors(faults, await suiteLabels(view.suitable, faults));
  const last = own.find(({ kind }) => kind === 'conformance');
  const typed = (await findKeptForm(page)) ?? typedFor(last?.input);
  const mayRun = version.testedAt !== null && !view.isDesk && !isRunning(view) && version.state !== 'retired';
  return (
    <>
      <ConsoleNav current="connectors" actor={actor} />
      <ChangedNotice query={query} />
      <ErrorSummary errors={errors} />
      <ConnectorHead view={view} current={null} title={t('conformance.of', { version: version.version })}>
        <p>
          <ConformanceMark view={view} />
        </p>
        <p className="lead">
          {view.isDesk
            ? t('conformance.desk', { two: hasTwoPersons(view) ? 'yes' : 'no' })
            : version.testedAt === null
              ? t('conformance.shut')
              : t('conformance.lead')}
        </p>
        <ActionLink href={versionPath(row.id, version.version)}>
          {t('conformance.back', { version: version.version })}
        </ActionLink>
      </ConnectorHead>
      <FollowTasks view={view} page={page} />
      {last?.report == null ? null : (
        <section aria-labelledby="report">
          <ListTitle id="report" remark={t('report.counts', countsOf(last.report.checks))}>
            {t('report.caption')}
          </ListTitle>
          <TaskReport task={last} tail={tails.get(last.requestedBy)} />
        </section>
      )}
      {mayRun ? (
        <details open={last?.report?.ok !== true || errors.length > 0}>
          <summary>{last === undefined ? t('suite.title') : t('suite.again')}</summary>
          <div>
            <SuiteForm view={view} typed={typed} errors={errors} />
          </div>
        </details>
      ) : null}
    </>
  );
});

function countsOf(checks: readonly { result: string }[]) {
  const count = (result: string) => checks.filter((check) => check.result === result).length;
  return { kept: count('kept'), broken: count('broken'), bypassed: count('bypassed') };
}
