import { addDays, type CivilDate, civilDateAt } from './dates.ts';
import type { GrantId } from './ids.ts';

const HOUR_MS = 3_600_000;
/** Night is from 22:00 to 06:00 in Asia/Shanghai. */
const NIGHT_FROM = 22;
const NIGHT_TO = 6;
/** A call that leaves so shortly before midnight may be counted by the department on the next day. */
const LATEST_BEFORE_MIDNIGHT_MS = 1_000;

/** One grant's day. Counts are calls. */
export interface GrantDay {
  perDay: number;
  used: number;
  /** Kept for it while shares are kept. */
  share: number;
  isUrgent: boolean;
}

/** A connector's civil day. Counts are calls. */
export interface ConnectorDay {
  limit: number;
  used: number;
  /** Only for urgent grants while shares are kept. */
  reserve: number;
  /** Whether reserve and shares are kept still: until the hour that the department has named. */
  isKept: boolean;
  grants: ReadonlyMap<GrantId, GrantDay>;
}

/** Which limit has no call left: the connector's, the grant's, or only what is kept for others until later today. */
export type QuotaRefusal = 'connector' | 'grant' | 'kept';

/**
 * Why a grant may not ask once more; null if it may. What other grants have not used of their shares is held back, and from
 * those that are not urgent the reserve: the day's last calls. A grant within its own share is never held back.
 */
export function refusalOf(day: ConnectorDay, id: GrantId): QuotaRefusal | null {
  const grant = day.grants.get(id);
  if (grant === undefined || grant.used >= grant.perDay) return 'grant';
  if (day.used >= day.limit) return 'connector';
  if (!day.isKept || grant.used < shareOf(grant)) return null;
  return day.used + keptFromGrant(day, id) < day.limit ? null : 'kept';
}

/** Calls of the day that are held back from a grant for others. */
export function keptFromGrant(day: ConnectorDay, id: GrantId): number {
  if (!day.isKept) return 0;
  const isUrgent = day.grants.get(id)?.isUrgent === true;
  let kept = isUrgent ? 0 : day.reserve;
  for (const [other, grant] of day.grants) if (other !== id) kept += Math.max(shareOf(grant) - grant.used, 0);
  return kept;
}

function shareOf({ share, perDay }: GrantDay): number {
  return Math.min(share, perDay);
}

/** Gives calls to questions in their order, each only as `refusalOf` allows after those before it. */
export function allot(day: ConnectorDay, asking: readonly GrantId[]): (QuotaRefusal | null)[] {
  const grants = new Map([...day.grants].map(([id, grant]) => [id, { ...grant }]));
  const current = { ...day, grants };
  return asking.map((id) => {
    const refusal = refusalOf(current, id);
    const grant = grants.get(id);
    if (refusal === null && grant !== undefined) {
      grant.used += 1;
      current.used += 1;
    }
    return refusal;
  });
}

/** An hour of a civil day in Asia/Shanghai, which knows no summer time; 24 is the day's end. */
export function hourOf(day: CivilDate, hour: number): Date {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + hour * HOUR_MS);
}

/** The end of the civil day of an instant. */
export function midnightAfter(now: Date): Date {
  return hourOf(addDays(civilDateAt(now), 1), 0);
}

/** Until when a call that was spent from the day of `now` may leave: the day that counts is that of the sending. */
export function lastSendingOf(now: Date): Date {
  return new Date(midnightAfter(now).getTime() - LATEST_BEFORE_MIDNIGHT_MS);
}

/** When a question for the night may be asked: at once in the night, else when it begins. */
export function nightFrom(now: Date): Date {
  const today = civilDateAt(now);
  const begins = hourOf(today, NIGHT_FROM);
  return now >= begins || now < hourOf(today, NIGHT_TO) ? now : begins;
}
