/** A connector's day so far. Counts are calls. */
export interface Usage {
  used: number;
  limit: number;
  /** Calls that only urgent cases may spend. */
  reserve: number;
  /** Calls of the last hour. */
  lastHour: number;
}

export type UsageForecast =
  /** At the pace of the last hour ordinary cases have calls until the day ends. */
  | { kind: 'enough' }
  /** When ordinary cases have spent all but the reserve. */
  | { kind: 'until'; at: Date; count: number }
  | { kind: 'spent' };

const HOUR_MS = 3_600_000;

/**
 * When ordinary cases will have spent what they may, at the pace of the last hour; the day ends at midnight in Asia/Shanghai.
 * @param endOfDay the first instant of the next civil day
 */
export function forecastUsage(
  { used, limit, reserve, lastHour }: Usage,
  now: Date,
  endOfDay: Date,
): UsageForecast {
  const count = Math.max(limit - reserve, 0);
  const left = count - used;
  if (left <= 0) return { kind: 'spent' };
  if (lastHour <= 0) return { kind: 'enough' };
  const at = new Date(now.getTime() + Math.floor((left / lastHour) * HOUR_MS));
  return at < endOfDay ? { kind: 'until', at, count } : { kind: 'enough' };
}
