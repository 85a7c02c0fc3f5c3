import type { Tone } from '../ui/answer-mark.tsx';
import type { IconName } from '../ui/icons.tsx';
import type { CaseContext } from './case-context.ts';
import { openState } from './status-head.ts';
import { statusRows } from './status-rows.ts';

/** Where one case of an application stands, as its applicant is told in a word. */
export type Standing =
  | 'verifying'
  | 'needs_you'
  | 'review'
  | 'figure'
  | 'proposed'
  | 'granted'
  | 'paid'
  | 'bounced'
  | 'not_applicable'
  | 'refused'
  | 'owed'
  | 'withdrawn';

/** `needs_you`: a written commitment is open to her, or money came back; everything else goes on by itself. */
export function standingOf(context: CaseContext): Standing {
  const { state, service } = context.view;
  if (state.decision === null) {
    const isOffered = statusRows(context).some((row) => row.isOffered);
    return isOffered ? 'needs_you' : openState(state);
  }
  if (state.decision.outcome !== 'granted') return state.decision.outcome;
  if (service.direction === 'recover') return 'owed';
  return state.payment === 'paid' || state.payment === 'bounced' ? state.payment : 'granted';
}

/** Nobody works on it any more, whatever the bank still does. */
export function isClosed(standing: Standing): boolean {
  return !OPEN.includes(standing);
}

const OPEN: readonly Standing[] = ['verifying', 'needs_you', 'review', 'figure', 'proposed'];

export const STANDING_MARKS = {
  verifying: { icon: 'clock', tone: 'waiting' },
  needs_you: { icon: 'lamp-open', tone: 'waiting' },
  review: { icon: 'clock', tone: 'waiting' },
  figure: { icon: 'clock', tone: 'waiting' },
  proposed: { icon: 'clock', tone: 'waiting' },
  granted: { icon: 'tick', tone: 'settled' },
  paid: { icon: 'tick', tone: 'settled' },
  bounced: { icon: 'warning', tone: 'failed' },
  not_applicable: { icon: 'barred-ring', tone: 'soft' },
  refused: { icon: 'not-equal', tone: 'failed' },
  owed: { icon: 'warning', tone: 'waiting' },
  withdrawn: { icon: 'barred-ring', tone: 'soft' },
} as const satisfies Record<Standing, { icon: IconName; tone: Tone }>;
