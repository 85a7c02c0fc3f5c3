import { civilDateAt } from './dates.ts';
import type { GrantId } from './ids.ts';
import { type ConnectorDay, hourOf, keptFromGrant, midnightAfter, nightFrom } from './quota.ts';

const DAY_MS = 86_400_000;

/** Where a question stands in its connector's line. */
export interface Line {
  grant: GrantId;
  isForNight: boolean;
  /** Questions that are asked before it: of the connector, and among those of its grant. */
  ahead: number;
  aheadOfGrant: number;
  dueAt: Date;
}

/** How fast a line moves at worst, and the day that it spends. */
export interface Counter {
  day: ConnectorDay;
  /** Until which hour reserve and shares are kept every day. */
  reserveUntil: number;
  /** Questions that are asked at once, and how long one may take. */
  width: number;
  timeoutMs: number;
}

/**
 * By when a question is expected to have been asked, if nothing breaks: the slowest that the connector's own limits allow, so
 * that what is promised is rather kept too early. Urgent cases that come meanwhile are not foreseen.
 * @returns null where no day has a call for it
 */
export function expectedBy(
  now: Date,
  line: Line,
  { day, reserveUntil, width, timeoutMs }: Counter,
): Date | null {
  const grant = day.grants.get(line.grant);
  if (grant === undefined || day.limit === 0 || grant.perDay === 0) return null;
  const from = (instant: Date, place: number) => {
    const start = line.isForNight ? nightFrom(instant) : instant;
    return new Date(start.getTime() + (Math.floor(place / width) + 1) * timeoutMs);
  };
  const start = line.dueAt > now ? line.dueAt : now;
  const isToday = start < midnightAfter(now);
  const left = isToday ? Math.max(day.limit - day.used, 0) : 0;
  const leftOfGrant = isToday ? Math.max(grant.perDay - grant.used, 0) : 0;
  if (line.ahead < left && line.aheadOfGrant < leftOfGrant) {
    const free = left - keptFromGrant(day, line.grant);
    const isKept = grant.used + line.aheadOfGrant >= grant.share && line.ahead >= free;
    return from(later(start, isKept ? hourOf(civilDateAt(now), reserveUntil) : start), line.ahead);
  }
  const ahead = line.ahead - left;
  const aheadOfGrant = line.aheadOfGrant - leftOfGrant;
  const days = Math.max(Math.floor(ahead / day.limit), Math.floor(aheadOfGrant / grant.perDay), 0);
  const firstFull = isToday ? midnightAfter(now) : start;
  const begins = new Date(firstFull.getTime() + days * DAY_MS);
  const place = Math.max(ahead - days * day.limit, 0);
  const fresh = { ...day, used: 0, isKept: true, grants: new Map([...day.grants].map(unused)) };
  const isKept =
    aheadOfGrant - days * grant.perDay >= grant.share &&
    place >= day.limit - keptFromGrant(fresh, line.grant);
  return from(later(begins, isKept ? hourOf(civilDateAt(begins), reserveUntil) : begins), place);
}

function unused<K, V extends { used: number }>([id, grant]: readonly [K, V]): [K, V] {
  return [id, { ...grant, used: 0 }];
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
