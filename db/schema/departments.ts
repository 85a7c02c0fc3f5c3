import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { BreakerCause } from '#domain/breaker.ts';
import type { ConnectorDocument, PublicKey, VersionState } from '#domain/connector.ts';
import type { EvidenceCode, Texts } from '#domain/evidence.ts';
import type { ConnectorId, DepartmentId, StaffId, SwitchId, TaskId } from '#domain/ids.ts';
import { instant } from './columns.ts';

/** 数源部门: authorities that hold data. */
export const departments = pgTable('departments', {
  id: text('id').$type<DepartmentId>().primaryKey(),
  name: jsonb('name').$type<Texts>().notNull(),
});

/** What officers have typed of a connector's next version so far: may be incomplete, and is nobody's answer. */
export const connectorDrafts = pgTable('connector_drafts', {
  connector: text('connector').$type<ConnectorId>().primaryKey(),
  department: text('department').$type<DepartmentId>().notNull(),
  draft: jsonb('draft').notNull(),
  savedBy: text('saved_by').$type<StaffId>().notNull(),
  savedAt: instant('saved_at').notNull(),
});

/**
 * Versions of a connector's document, which never changes. The database itself lets none go live that has not been tested,
 * conforming and signed by somebody other than its maker; versions that are the installation's own are made by no person.
 */
export const connectorVersions = pgTable(
  'connector_versions',
  {
    connector: text('connector').$type<ConnectorId>().notNull(),
    version: integer('version').notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    document: jsonb('document').$type<ConnectorDocument>().notNull(),
    state: text('state').$type<VersionState>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When a test call of this version first succeeded, and when its conformance report was green. */
    testedAt: instant('tested_at'),
    conformingAt: instant('conforming_at'),
    /** The second officer; never the one who made the version. */
    signedBy: text('signed_by').$type<StaffId>(),
    liveAt: instant('live_at'),
    /** Announced end of a deprecated version. */
    sunsetAt: instant('sunset_at'),
  },
  (table) => [
    primaryKey({ columns: [table.connector, table.version] }),
    index('connector_versions_state').on(table.state),
    check(
      'connector_versions_ladder',
      sql`(state = 'draft' or tested_at is not null)
        and (state in ('draft', 'tested') or conforming_at is not null)
        and (state not in ('live', 'deprecated', 'retired')
          or (live_at is not null and (signed_by is not null or created_by not like 'staf\\_%')))
        and (state <> 'deprecated' or sunset_at is not null)
        and signed_by is distinct from created_by`,
    ),
  ],
);

/** Credentials, sealed to the broker's public key (JWE): the portal writes and cannot read them. The newest of a slot counts. */
export const connectorCredentials = pgTable(
  'connector_credentials',
  {
    id: text('id').primaryKey(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    /** `main`, or the id of the source whose reach needs one of its own. */
    slot: text('slot').notNull(),
    sealed: text('sealed').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [index('connector_credentials_slot').on(table.connector, table.slot, table.setAt)],
);

/** What a connector task found; a check's words never carry a personal value. */
export interface TaskReport {
  ok: boolean;
  checks: { name: string; result: 'kept' | 'broken' | 'bypassed'; why: string | null; ms?: number }[];
}

/** What the console starts and the broker runs: a test call, or the conformance suite. */
export const connectorTasks = pgTable(
  'connector_tasks',
  {
    id: text('id').$type<TaskId>().primaryKey(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    version: integer('version').notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    kind: text('kind').$type<'test_call' | 'conformance'>().notNull(),
    /** What to ask and what is left out with which reason; about synthetic persons only. */
    input: jsonb('input').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    leaseUntil: instant('lease_until'),
    finishedAt: instant('finished_at'),
    report: jsonb('report').$type<TaskReport>(),
  },
  (table) => [index('connector_tasks_version').on(table.connector, table.version, table.requestedAt)],
);

/**
 * Kill switches: what is off, why, and since when. A narrower column that is null means "all of it": a row with nothing but
 * the connector stops the connector. A row without `lifted_at` is in force.
 */
export const switches = pgTable(
  'switches',
  {
    id: text('id').$type<SwitchId>().primaryKey(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    evidence: text('evidence').$type<EvidenceCode>(),
    field: text('field'),
    service: text('service'),
    /** Calls that this member of staff has caused. */
    officer: text('officer').$type<StaffId>(),
    /** Seen by callers and by residents. */
    reason: text('reason').notNull(),
    /** Whether a person or an anomaly rule has thrown it. */
    origin: text('origin').$type<'person' | 'anomaly'>().notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    liftedBy: text('lifted_by'),
    liftedAt: instant('lifted_at'),
    liftReason: text('lift_reason'),
  },
  (table) => [index('switches_connector').on(table.connector, table.liftedAt)],
);

/** A connector's breaker, shared by all brokers. */
export const breakers = pgTable('breakers', {
  connector: text('connector').$type<ConnectorId>().primaryKey(),
  state: text('state').$type<'closed' | 'open' | 'half_open'>().notNull(),
  failures: integer('failures').notNull(),
  openedAt: instant('opened_at'),
  /** When one call may try whether the department is back. */
  probeAt: instant('probe_at'),
  cause: text('cause').$type<BreakerCause>(),
});

/** Public keys of this portal: of calls and tokens, and of the ledger's heads. Old ones stay, for old signatures. */
export const signingKeys = pgTable('signing_keys', {
  kid: text('kid').primaryKey(),
  use: text('use').$type<'calls' | 'heads' | 'sealing'>().notNull(),
  key: jsonb('key').$type<PublicKey>().notNull(),
  since: instant('since').notNull(),
  isCurrent: boolean('is_current').notNull(),
});
