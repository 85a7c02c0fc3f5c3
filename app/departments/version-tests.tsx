import { useTranslations } from 'next-intl';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { ActionLink, Button } from '../ui/button.tsx';
import type { FieldError } from '../ui/error-summary.tsx';
import { tryVersion } from './connectors/actions.ts';
import { AnsweredBy, WaitingTests } from './desk-test.tsx';
import { FollowTasks } from './follow-tasks.tsx';
import { conformancePath, versionPath } from './paths.ts';
import { QuestionFields } from './question-fields.tsx';
import { Stage } from './stage.tsx';
import { typedFor } from './suite-form.ts';
import { isRunning } from './task-progress.ts';
import { TaskMark, TaskReport } from './task-report.tsx';

type Props = {
  view: VersionView;
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

/** The newest test call of a version. */
const lastTest = ({ own }: VersionView) => own.find(({ kind }) => kind === 'test_call');

/** Whether two officers answer, of whatever only officers answer. */
export const hasTwoPersons = ({ version }: VersionView): boolean =>
  version.document.sources.some(({ reach }) => reach.way === 'desk' && reach.twoPersons);

/** 试连: one question about somebody who does not exist. */
export function TestStage({ view, typed, errors }: Props) {
  const t = useTranslations('departments');
  const { version, row, tails } = view;
  const last = lastTest(view);
  return (
    <Stage title={t('test.title')} mark={<TestMark view={view} />}>
      <p>{view.isDesk ? t('desk.lead', { two: hasTwoPersons(view) ? 'yes' : 'no' }) : t('test.lead')}</p>
      <FollowTasks view={view} page={versionPath(row.id, version.version)} />
      <WaitingTests view={view} />
      {last === undefined ? null : (
        <>
          <TaskReport task={last} tail={tails.get(last.requestedBy)} />
          <AnsweredBy view={view} task={last} />
        </>
      )}
      {isRunning(view) || version.state === 'retired' ? null : (
        <TestForm view={view} typed={typed} errors={errors} />
      )}
    </Stage>
  );
}

function TestForm({ view, typed, errors }: Props) {
  const t = useTranslations('departments');
  const { version, row } = view;
  const last = lastTest(view);
  const isWanted = version.testedAt === null && last?.finishedAt !== null;
  return (
    <details open={isWanted || errors.length > 0}>
      <summary>{last === undefined ? t('test.form') : t('test.again')}</summary>
      <div>
        <p className="small soft">{view.isDesk ? t('desk.synthetic') : t('test.synthetic')}</p>
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
            <Button kind={isWanted ? 'primary' : 'outline'}>{t('test.button')}</Button>
          </div>
        </form>
      </div>
    </details>
  );
}

function TestMark({ view }: Pick<Props, 'view'>) {
  const last = lastTest(view);
  const isOnDesk = last !== undefined && view.onDesk.has(last.id);
  return <TaskMark task={last} passedAt={view.version.testedAt} isOnDesk={isOnDesk} />;
}

/** How the suite stands; where officers answer for everything, how their test does. */
export function ConformanceMark({ view }: Pick<Props, 'view'>) {
  if (view.isDesk) return <TestMark view={view} />;
  const last = view.own.find(({ kind }) => kind === 'conformance');
  return <TaskMark task={last} passedAt={view.version.conformingAt} />;
}

/** 检查报告: the suite stands on a page of its own. */
export function ConformanceStage({ view }: { view: VersionView }) {
  const t = useTranslations('departments');
  const { version, own, row } = view;
  const last = own.find(({ kind }) => kind === 'conformance');
  const isOpen = version.testedAt !== null;
  if (view.isDesk)
    return (
      <Stage title={t('conformance.title')} mark={<ConformanceMark view={view} />}>
        <p>{t('conformance.desk', { two: hasTwoPersons(view) ? 'yes' : 'no' })}</p>
      </Stage>
    );
  return (
    <Stage title={t('conformance.title')} mark={<ConformanceMark view={view} />}>
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
