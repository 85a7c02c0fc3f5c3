import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AnswerKind } from '#domain/answer.ts';
import type { PaymentState } from '#domain/case.ts';
import type { CaseEventType, CaseStatus, Due } from '#domain/case-event.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { ApplicationId, CaseId, ConnectorId, GrantId, StaffId, StepId } from '#domain/ids.ts';
import type { Need } from '#domain/outcome.ts';
import type { PartyRole } from '#domain/service.ts';
import { applications } from './applications.ts';
import { instant, pathColumn, sealedColumn } from './columns.ts';

/** 办件: the stored fold of its events, written in the same transaction as they are. */
export const cases = pgTable(
  'cases',
  {
    id: text('id').$type<CaseId>().primaryKey(),
    applicationId: text('application_id')
      .$type<ApplicationId>()
      .notNull()
      .references(() => applications.id),
    number: text('number').notNull(),
    service: text('service').notNull(),
    serviceVersion: integer('service_version').notNull(),
    area: pathColumn('area').notNull(),
    status: text('status').$type<CaseStatus>().notNull(),
    due: jsonb('due').$type<Due>().notNull(),
    /** Sequence number of the last event: also the version that pages poll. */
    seq: integer('seq').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    decidedAt: instant('decided_at'),
    /** Who has claimed it. */
    owner: text('owner').$type<StaffId>(),
    needs: jsonb('needs').$type<Need[]>().notNull(),
    payment: text('payment').$type<PaymentState>(),
  },
  (table) => [
    uniqueIndex('cases_number').on(table.number),
    // The idempotency key of filing: ten clicks, two tabs and the back button file one case.
    uniqueIndex('cases_application_service').on(table.applicationId, table.service),
    index('cases_area_status').on(table.area, table.status, table.submittedAt),
  ],
);

/** What happened. (case_id, seq) is unique and is the lock. */
export const caseEvents = pgTable(
  'case_events',
  {
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => cases.id),
    seq: integer('seq').notNull(),
    type: text('type').$type<CaseEventType>().notNull(),
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    data: jsonb('data').notNull(),
    /** The event's personal values, if it has any. */
    sealed: sealedColumn('sealed'),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.seq] })],
);

/** One question to one department: the row is itself the queue entry. */
export const steps = pgTable(
  'steps',
  {
    id: text('id').$type<StepId>().primaryKey(),
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => cases.id),
    wave: integer('wave').notNull(),
    requirement: text('requirement').notNull(),
    rung: integer('rung').notNull(),
    evidence: text('evidence').$type<EvidenceCode>().notNull(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    grantId: text('grant_id').$type<GrantId>().notNull(),
    fields: jsonb('fields').$type<string[]>().notNull(),
    subjects: jsonb('subjects').$type<PartyRole[]>().notNull(),
    /** Idempotency key towards the department; the same until an answer could not be used. */
    call: text('call').notNull(),
    status: text('status').$type<'open' | 'done' | 'cancelled'>().notNull(),
    dueAt: instant('due_at').notNull(),
    /** After this moment without an answer the next lawful rung opens as well; null once it has. */
    patienceUntil: instant('patience_until'),
    /** Leases run on the database's clock, not on the one that the sandbox moves. */
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull(),
    attempts: integer('attempts').notNull(),
    ticket: text('ticket'),
    /** Answered by this step of another case: never sent itself while that one is under way. */
    leader: text('leader').$type<StepId>(),
    /** 0 urgent, 1 normal, 2 night: the order in which questions of one connector are asked. */
    priority: smallint('priority').notNull().default(1),
    /** Keyed blind index of connector, evidence, persons and values to verify: the same question has the same key. */
    questionKey: text('question_key'),
    /** The member of staff who had it asked; null where the plan did. */
    officer: text('officer').$type<StaffId>(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    /** The kind of the answer that it is done with, and until when the source vouches for that one; null is open. */
    answer: text('answer').$type<AnswerKind>(),
    validUntil: instant('valid_until'),
  },
  (table) => [
    // Of questions that are due together the one with most fields goes first: others can be given its answer.
    index('steps_due')
      .on(
        table.connector,
        table.priority,
        table.dueAt,
        sql`jsonb_array_length(${table.fields}) desc`,
        table.id,
      )
      .where(sql`status = 'open' and leader is null`),
    index('steps_question')
      .on(table.questionKey, table.createdAt)
      .where(sql`question_key is not null and leader is null`),
    index('steps_leader').on(table.leader).where(sql`status = 'open' and leader is not null`),
    index('steps_patience')
      .on(table.patienceUntil)
      .where(sql`status = 'open' and patience_until is not null`),
    index('steps_case').on(table.caseId),
    uniqueIndex('steps_rung').on(table.caseId, table.requirement, table.rung),
    index('steps_ticket').on(table.connector, table.ticket).where(sql`ticket is not null`),
  ],
);

/** Cases that the broker looks at again at `due_at`: after a commitment, or when a missing figure may have come. */
export const wakeups = pgTable(
  'wakeups',
  {
    caseId: text('case_id')
      .$type<CaseId>()
      .primaryKey()
      .references(() => cases.id),
    dueAt: instant('due_at').notNull(),
  },
  (table) => [index('wakeups_due').on(table.dueAt)],
);

/** A granted benefit is unique by (benefit, deceased, period), whoever claims it. */
export const grantedBenefits = pgTable(
  'granted_benefits',
  {
    benefit: text('benefit').notNull(),
    deceasedIndex: text('deceased_index').notNull(),
    period: text('period').notNull(),
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => cases.id),
    grantedAt: instant('granted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.benefit, table.deceasedIndex, table.period] })],
);
