import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export type NoticeKind = 'settled' | 'waiting' | 'failed';

const ICONS = { settled: 'tick', waiting: 'clock', failed: 'warning' } as const satisfies Record<
  NoticeKind,
  IconName
>;

type NoticeProps = {
  kind: NoticeKind;
  /** The first sentence, bold: what is true. */
  title: ReactNode;
  /** What happens next, and what one can do. */
  children?: ReactNode;
  icon?: IconName;
};

/** A remark in the flow of the page. At most two on a page; it never floats and never closes by itself. */
export function Notice({ kind, title, children, icon = ICONS[kind] }: NoticeProps) {
  return (
    <div className={`notice ${kind}`}>
      <Icon name={icon} />
      <div>
        <b>{title}</b>
        {children}
      </div>
    </div>
  );
}
