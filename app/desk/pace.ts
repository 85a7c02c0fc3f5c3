import type { CaseState } from '#domain/case.ts';
import type { CaseAction } from '#domain/permission.ts';

/** What one types for: a page with such a form stays as it is, so that nothing typed is lost under one's hands. */
const TYPED: Readonly<Record<CaseAction, boolean>> = {
  read: false,
  answer: false,
  plan: false,
  decide: false,
  park: false,
  pay: false,
  commit: false,
  withdraw: false,
  request_review: false,
  correct_account: false,
  ask: false,
  claim: false,
  release: false,
  reassign: false,
  determine: true,
  judge: true,
  propose: true,
  approve: true,
  return: true,
};

/** How soon news of a case can be expected on its page at the desk; `none` where nothing comes, or somebody may be typing. */
export function paceOf(
  { status, proposal }: Pick<CaseState, 'status' | 'proposal'>,
  actions: ReadonlySet<CaseAction>,
): 'soon' | 'later' | 'none' {
  if (status === 'decided' || status === 'withdrawn') return 'none';
  if ([...actions].some((action) => TYPED[action])) return 'none';
  if (status === 'proposed') return proposal?.approvedBy ? 'soon' : 'later';
  return status === 'review' ? 'later' : 'soon';
}
