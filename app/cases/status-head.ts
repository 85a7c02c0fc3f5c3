import type { CaseState } from '#domain/case.ts';
import { isAllowed } from '#domain/permission.ts';
import type { CaseView } from '#flow/read-case.ts';
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

/**
 * `figure`: nothing is missing but a figure that nobody has published; then no person is looking at the case. `proposed`:
 * a person has proposed what another has to confirm.
 */
export type OpenState = 'verifying' | 'review' | 'figure' | 'proposed' | 'withdrawn';

/** How a case that is not decided is called on its page. */
export function openState({ status, needs }: CaseState): OpenState {
  if (status === 'withdrawn') return 'withdrawn';
  if (status === 'proposed') return 'proposed';
  if (status !== 'review') return 'verifying';
  return needs.every(({ kind }) => kind === 'parameter') ? 'figure' : 'review';
}

/** Whether the case is about what the fund is owed, and not about what its applicant asked for. */
export function isRecovery({ service }: CaseView): boolean {
  return service.direction === 'recover';
}

/** What the fund is owed is not the applicant's to take back. */
export function canWithdraw(view: CaseView): boolean {
  return isAllowed(view.state.status, 'withdraw') && !isRecovery(view);
}

/** The title and first sentence of a case that is not decided, and what its applicant need do. */
export type StatusHead = {
  state: OpenState;
  counts: RowCounts;
  /** `may`: a written commitment is open to her, and nobody presses her. */
  you: 'nothing' | 'may';
  canWithdraw: boolean;
};

export function statusHead({ view }: CaseContext, rows: readonly StatusRow[]): StatusHead {
  return {
    state: openState(view.state),
    counts: countRows(rows),
    you: rows.some(({ isOffered }) => isOffered) ? 'may' : 'nothing',
    canWithdraw: canWithdraw(view),
  };
}
