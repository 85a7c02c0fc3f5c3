import { useTranslations } from 'next-intl';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { FollowCase } from '../cases/follow-case.tsx';
import { ActionLink } from '../ui/button.tsx';
import { versionPath } from './paths.ts';
import { isRunning, progressOf } from './task-progress.ts';

type Props = { view: VersionView; page: string };

/** Looks for the result of a test that runs, by itself where scripts run, else at the press of a link. */
export function FollowTasks({ view, page }: Props) {
  const t = useTranslations('departments');
  const { own, row, version } = view;
  const isAtWork = isRunning(view);
  const done = own.filter(({ finishedAt }) => finishedAt !== null).length;
  const isWaiting = done < own.length;
  return (
    <>
      <FollowCase
        versionPath={`${versionPath(row.id, version.version)}/pulse`}
        seq={progressOf(view)}
        state={isAtWork ? t('task.running') : isWaiting ? t('task.onDesk') : t('task.done', { done })}
        pace={isAtWork ? 'soon' : isWaiting ? 'later' : 'none'}
      />
      {isWaiting ? <ActionLink href={page}>{t('task.look')}</ActionLink> : null}
    </>
  );
}
