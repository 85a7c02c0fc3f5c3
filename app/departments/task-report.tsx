import { useTranslations } from 'next-intl';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { Mark } from '../ui/answer-mark.tsx';
import { Table } from '../ui/table.tsx';
import { stampOf } from './stamp.tsx';
import { useWhyWords } from './why-words.ts';

export type Task = VersionView['own'][number];
type Result = NonNullable<Task['report']>['checks'][number]['result'];

const LOOKS = {
  kept: { icon: 'tick', tone: 'settled' },
  broken: { icon: 'not-equal', tone: 'failed' },
  bypassed: { icon: 'barred-ring', tone: 'soft' },
} as const satisfies Record<Result, { icon: string; tone: string }>;

type MarkProps = {
  task: Task | undefined;
  passedAt: Date | null;
  /** Whether it waits for officers and not for the broker. */
  isOnDesk?: boolean;
};

/** How a task stands: it waits, it was in order, or something was not; what the installation brought along has had none. */
export function TaskMark({ task, passedAt, isOnDesk = false }: MarkProps) {
  const t = useTranslations('departments');
  if (task === undefined)
    return (
      <Mark icon={passedAt === null ? 'dashed-ring' : 'tick'} tone={passedAt === null ? 'soft' : 'settled'}>
        {passedAt === null ? t('task.none') : t('task.installed')}
      </Mark>
    );
  if (task.report === null)
    return (
      <Mark icon="clock" tone="waiting">
        {isOnDesk ? t('task.onDesk') : t('task.running')}
      </Mark>
    );
  return (
    <Mark {...LOOKS[task.report.ok ? 'kept' : 'broken']}>
      {task.report.ok ? t('task.green') : t('task.red')}
    </Mark>
  );
}

/** What a task has found, check by check. */
export function TaskReport({ task, tail }: { task: Task; tail: string | undefined }) {
  const t = useTranslations('departments');
  const whyOf = useWhyWords();
  const { report, finishedAt } = task;
  if (report === null || finishedAt === null) return null;
  const isCall = task.kind === 'test_call';
  const nameOf = (name: string) => {
    if (isCall) return t.has(`said.${name}`) ? t(`said.${name}`) : name;
    return t.has(`check.${name}`) ? t(`check.${name}`) : name;
  };
  return (
    <>
      <Table
        caption={t('report.caption')}
        captionHidden
        columns={[
          { key: 'check', title: t('report.check') },
          { key: 'result', title: t('report.result') },
          { key: 'why', title: t('report.why'), foldedName: t('report.why') },
          { key: 'ms', title: t('report.ms'), amount: true, foldedName: t('report.ms') },
        ]}
        rows={report.checks.map(({ name, result, why, ms }, index) => ({
          key: `${index} ${name}`,
          cells: {
            check: nameOf(name),
            result: <Mark {...LOOKS[result]}>{t(`report.${result}`)}</Mark>,
            why: why === null ? '—' : whyOf(why),
            ms: ms === undefined ? '—' : Math.round(ms),
          },
        }))}
      />
      <p className="small soft">{t('report.when', { at: stampOf(finishedAt), tail: tail ?? 'none' })}</p>
    </>
  );
}
