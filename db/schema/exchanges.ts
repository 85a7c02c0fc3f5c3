import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AnswerKind } from '#domain/answer.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { ExchangeProof } from '#domain/exchange.ts';
import type {
  AnomalyId,
  CaseId,
  ConnectorId,
  DepartmentId,
  DeskQuestionId,
  ExchangeId,
  GrantId,
  KeyId,
  StaffId,
  StepId,
  SwitchId,
  TicketId,
} from '#domain/ids.ts';
import { cases } from './cases.ts';
import { instant, sealedColumn } from './columns.ts';

/**
 * One question as it was put to a department, or an answer used again: what the department's console, its export, its
 * report card and the anomaly rules read. No personal value stands in the clear.
 */
export const exchanges = pgTable(
  'exchanges',
  {
    id: text('id').$type<ExchangeId>().primaryKey(),
    step: text('step').$type<StepId>().notNull(),
    attempt: integer('attempt').notNull(),
    call: text('call').notNull(),
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => cases.id),
    caseNumber: text('case_number').notNull(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    grantId: text('grant_id').$type<GrantId>().notNull(),
    service: text('service').notNull(),
    requirement: text('requirement').notNull(),
    evidence: text('evidence').$type<EvidenceCode>().notNull(),
    fields: jsonb('fields').$type<string[]>().notNull(),
    purpose: text('purpose').notNull(),
    legalBasis: text('legal_basis').notNull(),
    /** Who caused it: `system`, or the tail of a staff number; `officer` is that one's id. */
    actor: text('actor').notNull(),
    officer: text('officer').$type<StaffId>(),
    /** Keyed blind index of the persons asked about, in order: shows that one person is asked about again and again. */
    subjectKey: text('subject_key').notNull(),
    /** The step whose answer was used again; null where the department was asked. */
    reusedFrom: text('reused_from').$type<StepId>(),
    sentAt: instant('sent_at').notNull(),
    answeredAt: instant('answered_at'),
    answer: text('answer').$type<AnswerKind>(),
    /** Of an answer that is unavailable or not permitted: why. */
    cause: text('cause'),
    ms: integer('ms'),
    proof: jsonb('proof').$type<ExchangeProof>(),
    /** The two bodies, sealed under the application's key. */
    bodies: sealedColumn('bodies'),
    sentLeaf: text('sent_leaf').notNull(),
    answerLeaf: text('answer_leaf'),
    /** Fields of the answer that were older than their evidence type wants them, by name. */
    aged: jsonb('aged').$type<string[]>(),
    /** A person or a correction has found otherwise. */
    overturned: boolean('overturned').notNull().default(false),
  },
  (table) => [
    uniqueIndex('exchanges_attempt').on(table.step, table.attempt),
    index('exchanges_connector').on(table.connector, table.sentAt),
    index('exchanges_subject').on(table.subjectKey, table.sentAt),
    index('exchanges_officer').on(table.officer, table.sentAt),
    index('exchanges_case').on(table.caseId),
    index('exchanges_call').on(table.call),
  ],
);

/** Answers that came when their case had moved on: kept and ledgered, never applied. */
export const lateAnswers = pgTable(
  'late_answers',
  {
    step: text('step').$type<StepId>().primaryKey(),
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => cases.id),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    kind: text('kind').$type<AnswerKind>().notNull(),
    receivedAt: instant('received_at').notNull(),
    sealed: sealedColumn('sealed').notNull(),
  },
  (table) => [index('late_answers_connector').on(table.connector, table.receivedAt)],
);

/** What a rule has found in the traffic of a connector; what it suspended waits for a person. */
export const anomalies = pgTable(
  'anomalies',
  {
    id: text('id').$type<AnomalyId>().primaryKey(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    kind: text('kind').$type<'outside_cases' | 'burst' | 'same_person'>().notNull(),
    officer: text('officer').$type<StaffId>(),
    service: text('service'),
    subjectKey: text('subject_key'),
    count: integer('count').notNull(),
    from: instant('from').notNull(),
    to: instant('to').notNull(),
    switchId: text('switch_id').$type<SwitchId>(),
    foundAt: instant('found_at').notNull(),
    state: text('state').$type<'open' | 'confirmed' | 'dismissed'>().notNull(),
    settledBy: text('settled_by').$type<StaffId>(),
    settledAt: instant('settled_at'),
    note: text('note'),
  },
  (table) => [
    index('anomalies_department').on(table.department, table.state),
    // The same thing about the same one is open once, however many brokers look.
    uniqueIndex('anomalies_open')
      .on(
        table.connector,
        table.kind,
        sql`coalesce(${table.officer}, '')`,
        sql`coalesce(${table.service}, '')`,
        sql`coalesce(${table.subjectKey}, '')`,
      )
      .where(sql`state = 'open'`),
  ],
);

/** 校核单: somebody says that a fact is wrong; the department has ten working days (政务数据共享条例). */
export const tickets = pgTable(
  'tickets',
  {
    id: text('id').$type<TicketId>().primaryKey(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    evidence: text('evidence').$type<EvidenceCode>().notNull(),
    field: text('field'),
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => cases.id),
    step: text('step').$type<StepId>().notNull(),
    raisedBy: text('raised_by').notNull(),
    /** Of this ticket alone, so that the department can read it and nothing else. */
    keyId: text('key_id').$type<KeyId>().notNull(),
    statement: sealedColumn('statement').notNull(),
    raisedAt: instant('raised_at').notNull(),
    /** Civil day, or null while the year's calendar is not out. */
    due: text('due'),
    state: text('state').$type<'open' | 'corrected' | 'upheld'>().notNull(),
    settledBy: text('settled_by').$type<StaffId>(),
    settledAt: instant('settled_at'),
    answer: sealedColumn('answer'),
    /** When the broker has put the question again to the open cases that had the corrected answer. */
    reopenedAt: instant('reopened_at'),
  },
  (table) => [
    // One open ticket for one answer.
    uniqueIndex('tickets_open').on(table.step).where(sql`state = 'open'`),
    index('tickets_department').on(table.department, table.state),
    index('tickets_case').on(table.caseId),
  ],
);

/** Events that departments have sent (birth, death, correction, void), by the sender's own event id. */
export const departmentEvents = pgTable(
  'department_events',
  {
    id: text('id').primaryKey(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    type: text('type').$type<'birth' | 'death' | 'correction' | 'void'>().notNull(),
    evidence: text('evidence').$type<EvidenceCode>().notNull(),
    /** Keyed blind index of the person; the number itself is not kept. */
    subject: text('subject').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Cases that were looked at again because of it. */
    cases: jsonb('cases').$type<CaseId[]>().notNull(),
  },
  (table) => [index('department_events_connector').on(table.connector, table.receivedAt)],
);

/** A question on a department desk: an officer answers it at a web page, a second one confirms what is sensitive. */
export const deskQuestions = pgTable(
  'desk_questions',
  {
    id: text('id').$type<DeskQuestionId>().primaryKey(),
    call: text('call').notNull(),
    connector: text('connector').$type<ConnectorId>().notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    evidence: text('evidence').$type<EvidenceCode>().notNull(),
    caseNumber: text('case_number').notNull(),
    purpose: text('purpose').notNull(),
    legalBasis: text('legal_basis').notNull(),
    fields: jsonb('fields').$type<string[]>().notNull(),
    twoPersons: boolean('two_persons').notNull(),
    /** Of this question alone: officers of the department can open it and nothing else of the application. */
    keyId: text('key_id').$type<KeyId>().notNull(),
    question: sealedColumn('question').notNull(),
    askedAt: instant('asked_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** answered: waits for the second person. done: may be delivered. */
    state: text('state').$type<'open' | 'answered' | 'done' | 'withdrawn'>().notNull(),
    answer: sealedColumn('answer'),
    answeredBy: text('answered_by').$type<StaffId>(),
    answeredAt: instant('answered_at'),
    confirmedBy: text('confirmed_by').$type<StaffId>(),
    confirmedAt: instant('confirmed_at'),
    deliveredAt: instant('delivered_at'),
  },
  (table) => [
    uniqueIndex('desk_questions_call').on(table.call),
    index('desk_questions_department').on(table.department, table.state, table.dueAt),
  ],
);
