import type { CaseStatus } from '#domain/case-event.ts';
import type { OwnApplication } from '#flow/list-applications.ts';
import type { Tone } from '../ui/answer-mark.tsx';
import type { IconName } from '../ui/icons.tsx';

/** Where an application stands, as its row says it: a draft, or the status of its case. */
export type ApplicationState = 'draft' | CaseStatus;

export function stateOf({ filed }: OwnApplication): ApplicationState {
  return filed?.status ?? 'draft';
}

export const STATES = {
  draft: { icon: 'lamp-open', tone: 'waiting' },
  submitted: { icon: 'clock', tone: 'waiting' },
  verifying: { icon: 'clock', tone: 'waiting' },
  review: { icon: 'clock', tone: 'waiting' },
  decided: { icon: 'tick', tone: 'settled' },
  withdrawn: { icon: 'barred-ring', tone: 'soft' },
} as const satisfies Record<ApplicationState, { icon: IconName; tone: Tone }>;
