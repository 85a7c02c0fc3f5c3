import { useTranslations } from 'next-intl';
import { FollowCase } from '../cases/follow-case.tsx';
import { ActionLink } from '../ui/button.tsx';
import { versionPath } from './paths.ts';
import type { Task } from './task-report.tsx';

type Props = { connector: string; version: number; own: readonly Task[]; page: string };

/** Looks for the result of a test that runs, by itself where scripts run, else at the press of a link. */
export function FollowTasks({ connector, version, own, page }: Props) {
  const t = useTranslations('departments');
  const isRunning = own.some(({ finishedAt }) => finishedAt === null);
  const done = own.filter(({ finishedAt }) => finishedAt !== null).length;
  return (
    <>
      <FollowCase
        versionPath={`${versionPath(connector, version)}/pulse`}
        seq={done}
        state={isRunning ? t('task.running') : t('task.done', { done })}
        pace={isRunning ? 'soon' : 'none'}
      />
      {isRunning ? <ActionLink href={page}>{t('task.look')}</ActionLink> : null}
    </>
  );
}
