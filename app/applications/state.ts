import type { OwnApplication, OwnCase } from '#flow/list-applications.ts';
import type { Tone } from '../ui/answer-mark.tsx';
import type { IconName } from '../ui/icons.tsx';

/** Where one case stands, as far as a list knows without opening it: its status, and what the bank said. */
export type ListedState = OwnCase['status'] | 'paying' | 'paid' | 'bounced';

export function listedState({ status, payment }: Pick<OwnCase, 'status' | 'payment'>): ListedState {
  if (status !== 'decided' || payment === null) return status;
  return payment === 'ordered' ? 'paying' : payment;
}

/** What an application as a whole asks of its reader: go on writing, look at money that came back, wait, or read. */
export type RowState = 'draft' | 'bounced' | 'open' | 'closed' | 'withdrawn';

export function rowState({ status, cases }: Pick<OwnApplication, 'status' | 'cases'>): RowState {
  if (status === 'draft') return 'draft';
  const states = cases.map(listedState);
  if (states.includes('bounced')) return 'bounced';
  if (states.every((state) => state === 'withdrawn')) return 'withdrawn';
  return states.every((state) => ['decided', 'paying', 'paid', 'withdrawn'].includes(state))
    ? 'closed'
    : 'open';
}

export const DRAFT_MARK = { icon: 'lamp-open', tone: 'waiting' } as const;

export const LISTED_MARKS = {
  submitted: { icon: 'clock', tone: 'waiting' },
  verifying: { icon: 'clock', tone: 'waiting' },
  review: { icon: 'clock', tone: 'waiting' },
  proposed: { icon: 'clock', tone: 'waiting' },
  decided: { icon: 'tick', tone: 'settled' },
  paying: { icon: 'tick', tone: 'settled' },
  paid: { icon: 'tick', tone: 'settled' },
  bounced: { icon: 'warning', tone: 'failed' },
  withdrawn: { icon: 'barred-ring', tone: 'soft' },
} as const satisfies Record<ListedState, { icon: IconName; tone: Tone }>;
