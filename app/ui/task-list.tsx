import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export type TaskStatus = 'done' | 'active' | 'todo' | 'blocked';

export type Task = {
  key: string;
  title: ReactNode;
  status: TaskStatus;
  /** Where the task is done; a blocked one is no link. */
  href: string;
};

const TONES = {
  done: undefined,
  active: 'answer waiting',
  todo: undefined,
  blocked: 'soft',
} as const satisfies Record<TaskStatus, string | undefined>;

/** Tasks of more than one sitting; the whole row is the link, and what is unfinished stands out. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const t = useTranslations('task');
  return (
    <ol className="tasks">
      {tasks.map(({ key, title, status, href }) => (
        <li key={key}>
          {status === 'blocked' ? (
            <span className="soft">{title}</span>
          ) : (
            <a href={href} aria-describedby={`task-${key}`}>
              {title}
            </a>
          )}
          <span id={`task-${key}`} className={TONES[status]}>
            {t(status)}
          </span>
        </li>
      ))}
    </ol>
  );
}
