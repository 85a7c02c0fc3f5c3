import { listTails } from '#db/accounts.ts';
import {
  countByHour,
  listTraffic,
  listTrafficChoices,
  readPace,
  readUsed,
  type TrafficFilter,
  type TrafficKey,
  type TrafficRow,
} from '#db/exchange-queries.ts';
import type { Tx } from '#db/with-tx.ts';
import { addDays, type CivilDate, civilDateAt } from '#domain/dates.ts';
import { type ConnectorId, StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { forecastUsage, type UsageForecast } from '#domain/usage-forecast.ts';
import { ownConnector } from './own-connector.ts';

export type { TrafficRow };

/** Rows of one page of the live listing. */
export const TRAFFIC_PAGE = 50;
const HOUR_MS = 3_600_000;

/** What of a day is shown; null is "all". */
export interface TrafficWish extends Pick<TrafficFilter, 'service' | 'purpose' | 'officer' | 'answer'> {
  day: CivilDate;
  before: TrafficKey | null;
}

export interface TrafficPage {
  rows: readonly TrafficRow[];
  /** Where the next page begins; null at the end. */
  next: TrafficKey | null;
  services: readonly string[];
  purposes: readonly string[];
  /** Members of staff who have had something asked that day, with the tails of their numbers. */
  officers: readonly { id: StaffId; tail: string }[];
}

/** A page of a connector's questions of one civil day, the newest first. @throws VerbError not_found, not_permitted */
export async function readTraffic(
  tx: Tx,
  actor: Actor,
  id: ConnectorId,
  { day, before, ...wish }: TrafficWish,
): Promise<TrafficPage> {
  const { of } = await ownConnector(tx, actor, 'read:connector:department', id);
  const [from, to] = [startOf(day), startOf(addDays(day, 1))];
  const rows = await listTraffic(tx, of, { ...wish, from, to }, before, TRAFFIC_PAGE + 1);
  const choices = await listTrafficChoices(tx, of, from, to);
  const officers = [...new Set(choices.flatMap(({ officer }) => officer ?? []))];
  const tails = await listTails(tx, officers);
  const shown = rows.slice(0, TRAFFIC_PAGE);
  const last = rows.length > TRAFFIC_PAGE ? shown.at(-1) : undefined;
  return {
    rows: shown,
    next: last === undefined ? null : { sentAt: last.sentAt, id: last.id },
    services: [...new Set(choices.map(({ service }) => service))].toSorted(),
    purposes: [...new Set(choices.map(({ purpose }) => purpose))].toSorted(),
    officers: officers.map((officer) => ({ id: StaffId.parse(officer), tail: tails.get(officer) ?? '' })),
  };
}

/** How much of a connector's day is spent, how it went by hour, how the last hour was answered, and what is to be expected. */
export interface DayUsage {
  used: number;
  limit: number;
  reserve: number;
  reserveUntil: number;
  /** Questions by hour of the civil day in Asia/Shanghai. */
  hours: readonly number[];
  forecast: UsageForecast;
  pace: { sent: number; told: number; median: number | null };
}

/** @throws VerbError not_found, not_permitted */
export async function readUsage(tx: Tx, actor: Actor, now: Date, id: ConnectorId): Promise<DayUsage> {
  const { connector, of } = await ownConnector(tx, actor, 'read:connector:department', id);
  const day = civilDateAt(now);
  const used = await readUsed(tx, id, day);
  const { dailyLimit: limit, reserve, reserveUntil } = connector;
  const pace = await readPace(tx, of, new Date(now.getTime() - HOUR_MS));
  const midnight = startOf(addDays(day, 1));
  return {
    used,
    limit,
    reserve,
    reserveUntil,
    pace,
    hours: await countByHour(tx, of, day),
    forecast: forecastUsage({ used, limit, reserve, lastHour: pace.sent }, now, midnight),
  };
}

/** The first instant of a civil day in Asia/Shanghai. */
export function startOf(day: CivilDate): Date {
  return new Date(`${day}T00:00:00+08:00`);
}
