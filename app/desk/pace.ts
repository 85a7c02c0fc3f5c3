import type { CaseState } from '#domain/case.ts';
import type { CaseAction } from '#domain/permission.ts';

/** What one types for: a page with such a form stays as it is, so that nothing typed is lost under one's hands. */
const TYPED: readonly CaseAction[] = ['determine', 'judge', 'propose', 'approve', 'return'];

/** How soon news of a case can be expected on its page at the desk; `none` where nothing comes, or somebody may be typing. */
export function paceOf(
  { status, proposal }: Pick<CaseState, 'status' | 'proposal'>,
  actions: ReadonlySet<CaseAction>,
): 'soon' | 'later' | 'none' {
  if (status === 'decided' || status === 'withdrawn') return 'none';
  if (TYPED.some((action) => actions.has(action))) return 'none';
  if (status === 'proposed') return proposal?.approvedBy ? 'soon' : 'later';
  return status === 'review' ? 'later' : 'soon';
}
