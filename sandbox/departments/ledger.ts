import type { DatabaseSync } from 'node:sqlite';
import type { VerifyRequest } from '#connectors/protocol.ts';

/** One question as the department itself wrote it down. */
export type LoggedQuestion = {
  at: string;
  call: string;
  caseNumber: string;
  requirement: string;
  purpose: string;
  legalBasis: string;
  actor: string;
  evidence: string;
  fields: string[];
  subjects: { name: string; idNumber: string }[];
  outcome: string;
};

export type Reply = { status: number; body: unknown };
export type LateDue = { ticket: string; callback: string; reply: string; dueAt: number; attempts: number };

/** What a department remembers of its callers, in its own store. */
export type Ledger = {
  write(at: string, request: VerifyRequest, outcome: string): void;
  list(limit: number): LoggedQuestion[];
  count(): number;
  /** The reply that this call was given before; `conflict` if the same call id asked something else. */
  findReply(request: VerifyRequest): Reply | 'conflict' | undefined;
  keepReply(request: VerifyRequest, reply: Reply): void;
  /** Questions answered on a civil day, where the department counts them. */
  countOn(day: string): number;
  countOne(day: string): void;
  owe(late: Omit<LateDue, 'attempts'>): void;
  listOwed(): LateDue[];
  /** @param settled how it ended; null tries again at `dueAt` */
  attempted(ticket: string, settled: string | null, dueAt: number): void;
};

export function ledgerOf(database: DatabaseSync): Ledger {
  const insertLog = database.prepare('INSERT INTO KIT_LOG VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const selectCall = database.prepare('SELECT question, status, reply FROM KIT_CALL WHERE call = ?');
  const insertCall = database.prepare('INSERT INTO KIT_CALL VALUES (?, ?, ?, ?)');
  return {
    write(at, request, outcome) {
      const { call, caseNumber, requirement, purpose, legalBasis, actor, evidence } = request;
      const [fields, subjects] = [JSON.stringify(request.fields), JSON.stringify(request.subjects)];
      insertLog.run(
        at,
        call,
        caseNumber,
        requirement,
        purpose,
        legalBasis,
        actor,
        evidence,
        fields,
        subjects,
        outcome,
      );
    },
    list: (limit) =>
      database.prepare('SELECT * FROM KIT_LOG ORDER BY id DESC LIMIT ?').all(limit).map(toQuestion),
    count: () => Number(database.prepare('SELECT count(*) AS n FROM KIT_LOG').get()?.n ?? 0),
    findReply(request) {
      const row = selectCall.get(request.call);
      if (!row) return undefined;
      if (row.question !== JSON.stringify(request)) return 'conflict';
      return { status: Number(row.status), body: JSON.parse(String(row.reply)) };
    },
    keepReply(request, reply) {
      insertCall.run(request.call, JSON.stringify(request), reply.status, JSON.stringify(reply.body));
    },
    countOn: (day) =>
      Number(database.prepare('SELECT calls FROM KIT_DAY WHERE day = ?').get(day)?.calls ?? 0),
    countOne(day) {
      database
        .prepare('INSERT INTO KIT_DAY VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET calls = calls + 1')
        .run(day);
    },
    owe(late) {
      database
        .prepare('INSERT INTO KIT_LATE (ticket, callback, reply, due_at) VALUES (?, ?, ?, ?)')
        .run(late.ticket, late.callback, late.reply, late.dueAt);
    },
    listOwed: () =>
      database.prepare('SELECT * FROM KIT_LATE WHERE settled IS NULL ORDER BY due_at').all().map(toLate),
    attempted(ticket, settled, dueAt) {
      database
        .prepare('UPDATE KIT_LATE SET attempts = attempts + 1, settled = ?, due_at = ? WHERE ticket = ?')
        .run(settled, dueAt, ticket);
    },
  };
}

function toQuestion(row: Record<string, unknown>): LoggedQuestion {
  return {
    at: String(row.at),
    call: String(row.call),
    caseNumber: String(row.case_number),
    requirement: String(row.requirement),
    purpose: String(row.purpose),
    legalBasis: String(row.legal_basis),
    actor: String(row.actor),
    evidence: String(row.evidence),
    fields: JSON.parse(String(row.fields)),
    subjects: JSON.parse(String(row.subjects)),
    outcome: String(row.outcome),
  };
}

function toLate(row: Record<string, unknown>): LateDue {
  return {
    ticket: String(row.ticket),
    callback: String(row.callback),
    reply: String(row.reply),
    dueAt: Number(row.due_at),
    attempts: Number(row.attempts),
  };
}
