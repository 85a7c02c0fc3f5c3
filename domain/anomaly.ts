import type { ConnectorId, StaffId } from './ids.ts';

export type AnomalyKind = 'outside_cases' | 'burst' | 'same_person';

/** What a rule has found in the traffic of one connector. Exactly one of officer and service says whom a switch stops. */
export interface Finding {
  kind: AnomalyKind;
  connector: ConnectorId;
  officer: StaffId | null;
  service: string | null;
  subjectKey: string | null;
  count: number;
  from: Date;
  to: Date;
}

/** A question that a member of staff had asked. `isOwn`: the case was claimed by that person. */
export interface OfficerCall {
  connector: ConnectorId;
  officer: StaffId;
  subjectKey: string;
  isOwn: boolean;
  sentAt: Date;
}

/** The last ten minutes of one service at one connector beside what it is used to. */
export interface ServicePace {
  connector: ConnectorId;
  service: string;
  count: number;
  /** The most that was ever asked in ten minutes of the fortnight before, and on how many of its days anything was. */
  busiest: number;
  days: number;
  from: Date;
  to: Date;
}

/** One person (or pair) asked about again and again at one connector, within a day. */
export interface SubjectCalls {
  connector: ConnectorId;
  subjectKey: string;
  /** Applications on whose cases it was asked; an answer used again is no question. */
  applications: number;
  /** The one member of staff, or the one service, that asked most of it. */
  officer: StaffId | null;
  service: string;
  from: Date;
  to: Date;
}

/**
 * The limits of the rules. They are set so that a day's work never meets them: a clerk helps out in a colleague's case once
 * or twice, a family files for one death a handful of times, a rush in the morning is what every morning has.
 */
export const LIMITS = {
  /** Different persons outside one's own cases within an hour. */
  outsidePersons: 3,
  outsideMs: 3_600_000,
  /** Questions of one member of staff within ten minutes. */
  officerBurst: 30,
  /** A service: so many questions in ten minutes, and so many times its busiest ten minutes of a fortnight. */
  serviceBurst: 200,
  serviceTimes: 3,
  /** Days of traffic below which nobody knows what is usual, and nothing is judged. */
  serviceDays: 7,
  burstMs: 600_000,
  /** Applications on which one person is asked about within a day. */
  samePerson: 12,
  samePersonMs: 86_400_000,
} as const;

/** Members of staff who, within an hour, had persons asked about who are in none of their cases. */
export function findOutsideCases(calls: readonly OfficerCall[]): Finding[] {
  const outside = calls.filter(({ isOwn }) => !isOwn);
  return byOfficer(outside).flatMap((ofOne) =>
    worstWindow('outside_cases', ofOne, LIMITS.outsideMs, LIMITS.outsidePersons, personsOf),
  );
}

/** Members of staff who had more asked in ten minutes than anybody can work on. */
export function findOfficerBursts(calls: readonly OfficerCall[]): Finding[] {
  return byOfficer(calls).flatMap((ofOne) =>
    worstWindow('burst', ofOne, LIMITS.burstMs, LIMITS.officerBurst, (within) => within.length),
  );
}

/** Services far above everything that they have asked before. */
export function findServiceBursts(paces: readonly ServicePace[]): Finding[] {
  return paces
    .filter(
      ({ count, busiest, days }) =>
        days >= LIMITS.serviceDays &&
        count >= LIMITS.serviceBurst &&
        count > LIMITS.serviceTimes * Math.max(busiest, 1),
    )
    .map(({ connector, service, count, from, to }) => ({
      kind: 'burst' as const,
      connector,
      service,
      count,
      from,
      to,
      officer: null,
      subjectKey: null,
    }));
}

/** Persons asked about on so many applications of one day that it cannot be their own doing. */
export function findSamePerson(calls: readonly SubjectCalls[]): Finding[] {
  return calls
    .filter(({ applications }) => applications >= LIMITS.samePerson)
    .map(({ connector, subjectKey, applications, officer, service, from, to }) => ({
      kind: 'same_person' as const,
      connector,
      subjectKey,
      count: applications,
      from,
      to,
      ...(officer === null ? { officer: null, service } : { officer, service: null }),
    }));
}

/** Whom a finding is about: the same rule about the same one is reported once. */
export function findingKey(finding: Omit<Finding, 'count' | 'from' | 'to'>): string {
  const { kind, connector, officer, service, subjectKey } = finding;
  return JSON.stringify([kind, connector, officer, service, subjectKey]);
}

function byOfficer(calls: readonly OfficerCall[]): OfficerCall[][] {
  return [...Map.groupBy(calls, ({ connector, officer }) => JSON.stringify([connector, officer])).values()];
}

const personsOf = (calls: readonly OfficerCall[]) => new Set(calls.map(({ subjectKey }) => subjectKey)).size;

/** The window of one officer's calls with the highest measure, if that reaches the limit. */
function worstWindow(
  kind: AnomalyKind,
  calls: readonly OfficerCall[],
  lengthMs: number,
  limit: number,
  measure: (within: readonly OfficerCall[]) => number,
): Finding[] {
  const ordered = calls.toSorted((one, other) => one.sentAt.getTime() - other.sentAt.getTime());
  let worst: Finding | undefined;
  let start = 0;
  for (const [end, last] of ordered.entries()) {
    while ((ordered[start]?.sentAt.getTime() ?? 0) < last.sentAt.getTime() - lengthMs) start += 1;
    const within = ordered.slice(start, end + 1);
    const count = measure(within);
    if (count < limit || count <= (worst?.count ?? 0)) continue;
    const { connector, officer } = last;
    const from = within[0]?.sentAt ?? last.sentAt;
    worst = { kind, connector, officer, service: null, subjectKey: null, count, from, to: last.sentAt };
  }
  return worst === undefined ? [] : [worst];
}
