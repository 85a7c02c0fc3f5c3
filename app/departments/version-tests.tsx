import { useTranslations } from 'next-intl';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { ActionLink, Button } from '../ui/button.tsx';
import type { FieldError } from '../ui/error-summary.tsx';
import { tryVersion } from './connectors/actions.ts';
import { FollowTasks } from './follow-tasks.tsx';
import { conformancePath, versionPath } from './paths.ts';
import { QuestionFields } from './question-fields.tsx';
import { Stage } from './stage.tsx';
import { typedFor } from './suite-form.ts';
import { TaskMark, TaskReport } from './task-report.tsx';

type Props = {
  view: VersionView;
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

/** 试连: one question about somebody who does not exist. */
export function TestStage({ view, typed, errors }: Props) {
  const t = useTranslations('departments');
  const { version, own, row, tails } = view;
  const last = own.find(({ kind }) => kind === 'test_call');
  const isOpen = version.testedAt === null || errors.length > 0;
  const isRunning = own.some(({ finishedAt }) => finishedAt === null);
  return (
    <Stage title={t('test.title')} mark={<TaskMark task={last} passedAt={version.testedAt} />}>
      <p>{t('test.lead')}</p>
      <FollowTasks
        {...{ own, connector: row.id, version: version.version }}
        page={versionPath(row.id, version.version)}
      />
      {last === undefined ? null : <TaskReport task={last} tail={tails.get(last.requestedBy)} />}
      {isRunning || version.state === 'retired' ? null : (
        <details open={isOpen}>
          <summary>{last === undefined ? t('test.form') : t('test.again')}</summary>
          <div>
            <p className="small soft">{t('test.synthetic')}</p>
            <form action={tryVersion} aria-label={t('test.form')} className="desk-form">
              <input type="hidden" name="connector" value={row.id} />
              <input type="hidden" name="version" value={version.version} />
              <QuestionFields
                prefix=""
                askable={view.askable}
                typed={typed ?? typedFor(last?.input)}
                errors={errors}
              />
              <div className="actions">
                <Button kind={version.testedAt === null ? 'primary' : 'outline'}>{t('test.button')}</Button>
              </div>
            </form>
          </div>
        </details>
      )}
    </Stage>
  );
}

/** 检查报告: the suite stands on a page of its own. */
export function ConformanceStage({ view }: { view: VersionView }) {
  const t = useTranslations('departments');
  const { version, own, row } = view;
  const last = own.find(({ kind }) => kind === 'conformance');
  const isOpen = version.testedAt !== null;
  return (
    <Stage title={t('conformance.title')} mark={<TaskMark task={last} passedAt={version.conformingAt} />}>
      <p>{isOpen ? t('conformance.short') : t('conformance.shut')}</p>
      {isOpen ? (
        <p>
          <ActionLink href={conformancePath(row.id, version.version)}>
            {last === undefined ? t('conformance.begin') : t('conformance.read')}
          </ActionLink>
        </p>
      ) : null}
    </Stage>
  );
}
