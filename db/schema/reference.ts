import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Bundle } from '#domain/bundle.ts';
import type { EvidenceCode, Texts } from '#domain/evidence.ts';
import type { ConnectorId, DepartmentId, GrantId, StaffId } from '#domain/ids.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { instant, pathColumn } from './columns.ts';

/** 区划 by GB/T 2260; the path runs from province to the area itself. */
export const areas = pgTable('areas', {
  code: text('code').primaryKey(),
  path: pathColumn('path').notNull(),
  name: jsonb('name').$type<Texts>().notNull(),
});

/** Figures that change by date and place, as exact decimal text. */
export const parameters = pgTable(
  'parameters',
  {
    key: text('key').notNull(),
    area: text('area').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validTo: date('valid_to', { mode: 'string' }),
    value: text('value').notNull(),
    source: jsonb('source').$type<Texts>().notNull(),
    publishedOn: date('published_on', { mode: 'string' }),
    configuration: boolean('configuration').notNull(),
  },
  (table) => [
    unique('parameters_row').on(table.key, table.area, table.validFrom, table.publishedOn).nullsNotDistinct(),
  ],
);

/** Published working-day calendars: a year that is not here is unknown, never guessed. */
export const calendarYears = pgTable('calendar_years', {
  year: integer('year').primaryKey(),
  workdaysOff: jsonb('workdays_off').$type<string[]>().notNull(),
  weekendWorkdays: jsonb('weekend_workdays').$type<string[]>().notNull(),
});

/** Immutable versions of service definitions; a case refers to one. */
export const serviceVersions = pgTable(
  'service_versions',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    engine: integer('engine').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    document: jsonb('document').$type<ServiceDefinition>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

/** Immutable versions of bundles (一件事). */
export const bundleVersions = pgTable(
  'bundle_versions',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    document: jsonb('document').$type<Bundle>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

/** A department's plug (核验接口). Its credential is the broker's and is not here. */
export const connectors = pgTable('connectors', {
  id: text('id').$type<ConnectorId>().primaryKey(),
  departmentId: text('department_id').$type<DepartmentId>().notNull(),
  department: jsonb('department').$type<Texts>().notNull(),
  dailyLimit: integer('daily_limit').notNull(),
  timeoutMs: integer('timeout_ms').notNull(),
  /** Calls that one broker may have under way at once, so that a slow department takes nobody else's room. */
  width: integer('width').notNull().default(16),
  /** Calls of the day that only urgent cases may spend, until `reserve_until` (hour of the day, Asia/Shanghai). */
  reserve: integer('reserve').notNull().default(0),
  reserveUntil: integer('reserve_until').notNull().default(20),
  /** The version that answers; null until one has gone live. */
  liveVersion: integer('live_version'),
});

/** A department's permission (授权) to one service for named fields, a purpose and a legal basis. */
export const grants = pgTable(
  'grants',
  {
    id: text('id').$type<GrantId>().primaryKey(),
    service: text('service').notNull(),
    requirement: text('requirement').notNull(),
    evidence: text('evidence').$type<EvidenceCode>().notNull(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    fields: jsonb('fields').$type<string[]>().notNull(),
    purpose: text('purpose').notNull(),
    legalBasis: text('legal_basis').notNull(),
    perDay: integer('per_day').notNull(),
    /** Calls of the connector's day that are kept for this grant until `reserve_until` of the connector. */
    share: integer('share').notNull().default(0),
    /** urgent: first, and may spend the reserve. night: only between 22:00 and 06:00. */
    priority: text('priority').$type<'urgent' | 'normal' | 'night'>().notNull().default('normal'),
    reuse: text('reuse').$type<'none' | 'application' | 'purpose'>().notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    /** With reuse `purpose`: for how many hours an answer may be used again by other applications. */
    reuseHours: integer('reuse_hours').notNull().default(24),
    validTo: date('valid_to', { mode: 'string' }),
    state: text('state').$type<'requested' | 'active' | 'refused'>().notNull().default('active'),
    /** What could go wrong and what is done against it; the requester's words. */
    riskNote: text('risk_note'),
    requestedBy: text('requested_by').$type<StaffId>(),
    decidedBy: text('decided_by').$type<StaffId>(),
    decidedAt: instant('decided_at'),
    /** The department's words to the requester. */
    decisionNote: text('decision_note'),
  },
  (table) => [
    uniqueIndex('grants_asked')
      .on(table.service, table.requirement, table.evidence, table.connector, table.validFrom)
      .where(sql`state <> 'refused'`),
  ],
);

/** What became of a grant, for both sides to read: asked for, approved, refused, narrowed. */
export const grantChanges = pgTable(
  'grant_changes',
  {
    id: text('id').primaryKey(),
    grantId: text('grant_id').$type<GrantId>().notNull(),
    at: instant('at').notNull(),
    by: text('by').$type<StaffId>().notNull(),
    what: text('what').$type<'requested' | 'approved' | 'refused' | 'narrowed' | 'superseded'>().notNull(),
    note: text('note'),
    /** What was narrowed, by name: before and after. */
    changes: jsonb('changes').$type<Record<string, [before: unknown, after: unknown]>>().notNull(),
  },
  (table) => [index('grant_changes_grant').on(table.grantId, table.id)],
);

/** Calls spent per scope (a connector or a grant) and civil day in Asia/Shanghai. */
export const quotaUse = pgTable(
  'quota_use',
  {
    scope: text('scope').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    used: integer('used').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.day] })],
);
