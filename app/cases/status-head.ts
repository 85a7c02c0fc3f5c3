import { isAllowed } from '#domain/permission.ts';
import type { CaseContext } from './case-context.ts';
import type { RowGroup } from './row-body.ts';
import type { StatusRow } from './status-rows.ts';

/** How many requirements stand how; `total` is their sum. */
export type RowCounts = Readonly<Record<RowGroup | 'total', number>>;

export function countRows(rows: readonly StatusRow[]): RowCounts {
  const count = (group: RowGroup) => rows.filter((row) => row.group === group).length;
  return {
    total: rows.length,
    settled: count('settled'),
    waiting: count('waiting'),
    unavailable: count('unavailable'),
    unsettled: count('unsettled'),
  };
}

/** The title and first sentence of a case that is not decided, and what its applicant need do. */
export type StatusHead = {
  state: 'verifying' | 'review' | 'withdrawn';
  counts: RowCounts;
  /** `may`: a written commitment is open to her, and nobody presses her. */
  you: 'nothing' | 'may';
  canWithdraw: boolean;
};

export function statusHead({ view }: CaseContext, rows: readonly StatusRow[]): StatusHead {
  const { status } = view.state;
  const state = status === 'withdrawn' || status === 'review' ? status : 'verifying';
  return {
    state,
    counts: countRows(rows),
    you: rows.some(({ isOffered }) => isOffered) ? 'may' : 'nothing',
    canWithdraw: isAllowed(status, 'withdraw'),
  };
}
