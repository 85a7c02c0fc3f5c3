import { boolean, date, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Bundle } from '#domain/bundle.ts';
import type { EvidenceCode, Texts } from '#domain/evidence.ts';
import type { ConnectorId, GrantId } from '#domain/ids.ts';
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
  department: jsonb('department').$type<Texts>().notNull(),
  dailyLimit: integer('daily_limit').notNull(),
  timeoutMs: integer('timeout_ms').notNull(),
  suspended: boolean('suspended').notNull(),
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
    reuse: text('reuse').$type<'none' | 'application' | 'purpose'>().notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validTo: date('valid_to', { mode: 'string' }),
    suspended: boolean('suspended').notNull(),
  },
  (table) => [
    unique('grants_asked').on(
      table.service,
      table.requirement,
      table.evidence,
      table.connector,
      table.validFrom,
    ),
  ],
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

/** 存证日志: leaves without a position; a sealer gives positions to committed ones. */
export const ledgerLeaves = pgTable('ledger_leaves', {
  id: text('id').primaryKey(),
  at: instant('at').notNull(),
  kind: text('kind').notNull(),
  /** Canonical JSON (RFC 8785) of leaf format v1: ids, kinds, times and salted commitments. */
  leaf: text('leaf').notNull(),
  /** SHA-256 of 0x00 ‖ leaf (RFC 6962 §2.1), hexadecimal. */
  hash: text('hash').notNull(),
});
