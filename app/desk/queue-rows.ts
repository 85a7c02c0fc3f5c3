import type { QueuedCase, QueuePlace } from '#flow/list-queue.ts';
import { type TimeLeft, timeLeft, type WorkingDays } from './time-left.ts';
import { type Wanted, wantedOf } from './wanted.ts';

/** One row of the queue. */
export interface QueueRow {
  queued: QueuedCase;
  left: TimeLeft;
  wanted: Wanted;
}

/** The order in which the groups are worked through. */
export const PLACES = ['to_confirm', 'mine', 'free', 'others'] as const satisfies readonly QueuePlace[];

const RANKS = { over: 0, near: 1, open: 1, paused: 2 } as const satisfies Record<TimeLeft['lamp'], number>;

/** The queue in its groups, in each the case with the least time left first; empty groups are left out. */
export function queueGroups(
  queue: readonly QueuedCase[],
  today: string,
  days: WorkingDays,
): { place: QueuePlace; rows: readonly QueueRow[] }[] {
  const rows = queue.map((queued) => {
    const { due, needs } = queued.row;
    const { workingDays } = queued.service.timeLimit;
    return { queued, left: timeLeft(due, workingDays, today, days, needs), wanted: wantedOf(needs) };
  });
  return PLACES.map((place) => ({
    place,
    rows: rows
      .filter(({ queued }) => queued.place === place)
      .toSorted((a, b) => urgency(a.left) - urgency(b.left)),
  })).filter((group) => group.rows.length > 0);
}

const FAR = 10_000;

/** The smaller the more urgent. */
function urgency(left: TimeLeft): number {
  if (left.lamp === 'paused') return RANKS.paused * FAR;
  return RANKS[left.lamp] * FAR + (left.lamp === 'over' ? -left.days : left.days);
}
