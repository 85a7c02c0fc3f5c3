import type { ReactNode } from 'react';
import { MarginLine, RecordRow } from './record.tsx';

export type TimelineEntry = {
  key: string;
  /** The date, or what stands for it (今天, 决定后). */
  when: ReactNode;
  /** For the future: 预计, or a limit in working days. */
  remark?: ReactNode;
  what: ReactNode;
  /** Where the case stands now. */
  current?: boolean;
};

/** What has happened, what is happening, what comes; the date in the margin, the present one marked. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return <ol>{entries.map(row)}</ol>;
}

function row({ key, when, remark, what, current = false }: TimelineEntry) {
  const margin = (
    <>
      <MarginLine strong>{when}</MarginLine>
      {remark === undefined ? null : <MarginLine>{remark}</MarginLine>}
    </>
  );
  return (
    <RecordRow as="li" key={key} margin={margin}>
      <div className={current ? 'now' : undefined} aria-current={current ? 'step' : undefined}>
        {what}
      </div>
    </RecordRow>
  );
}
