import { useTranslations } from 'next-intl';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { ActionLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { questionPath } from './questions/paths.ts';
import { stampOf } from './stamp.tsx';
import type { Task } from './task-report.tsx';

/** Tests that officers have not answered yet: by when they can, and where. */
export function WaitingTests({ view: { own, onDesk } }: { view: Pick<VersionView, 'own' | 'onDesk'> }) {
  const t = useTranslations('departments');
  return own.map(({ id, finishedAt }) => {
    const desk = onDesk.get(id);
    if (finishedAt !== null || desk === undefined) return null;
    return (
      <Notice key={id} kind="waiting" title={t('desk.waits')}>
        <p>
          {desk.state === 'answered'
            ? t('desk.second', { due: stampOf(desk.dueAt) })
            : t('desk.first', { due: stampOf(desk.dueAt) })}
        </p>
        <p>
          <ActionLink href={questionPath(desk.id)}>{t('desk.open')}</ActionLink>
        </p>
      </Notice>
    );
  });
}

type AnsweredProps = { view: Pick<VersionView, 'onDesk' | 'tails'>; task: Task };

/** Which officers have answered a test. */
export function AnsweredBy({ view: { onDesk, tails }, task }: AnsweredProps) {
  const t = useTranslations('departments');
  const desk = onDesk.get(task.id);
  if (desk === undefined || desk.state !== 'done') return null;
  const tailOf = (id: string | null) => tails.get(id ?? '') ?? 'none';
  return (
    <p className="small soft">
      {t('desk.by', { first: tailOf(desk.answeredBy), second: tailOf(desk.confirmedBy) })}
    </p>
  );
}
