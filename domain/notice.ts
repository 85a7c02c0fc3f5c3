import type { NoticeState } from './bundle.ts';
import type { CaseState } from './case.ts';
import { isOffered } from './ladder.ts';
import type { ServiceDefinition } from './service.ts';

/** What a mail says of a case as it stands. */
export function noticeState(
  state: Pick<CaseState, 'status' | 'standings' | 'decision' | 'payment'>,
  { direction }: Pick<ServiceDefinition, 'direction'>,
): NoticeState {
  if (state.status === 'withdrawn') return 'withdrawn';
  if (state.decision !== null) return decidedState(state, state.decision.outcome, direction);
  if (Object.values(state.standings).some(isOffered)) return 'needs_you';
  return state.status === 'review' || state.status === 'proposed' ? 'in_review' : 'received';
}

function decidedState(
  { payment }: Pick<CaseState, 'payment'>,
  outcome: NonNullable<CaseState['decision']>['outcome'],
  direction: ServiceDefinition['direction'],
): NoticeState {
  if (outcome !== 'granted') return outcome;
  if (direction === 'recover') return 'owed';
  return payment === 'paid' || payment === 'bounced' ? payment : 'granted';
}
