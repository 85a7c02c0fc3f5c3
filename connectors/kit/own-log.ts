import type { DatabaseSync } from 'node:sqlite';
import type { VerifyRequest } from '../protocol.ts';

/** One question as the department itself wrote it down, with the persons: they are its own. */
export type LoggedQuestion = Pick<
  VerifyRequest,
  | 'call'
  | 'caseNumber'
  | 'requirement'
  | 'purpose'
  | 'legalBasis'
  | 'actor'
  | 'evidence'
  | 'fields'
  | 'subjects'
> & { at: string; outcome: string };

/** SHA-256 of both bodies as they were signed, base64; null where messages are not. */
export interface Digests {
  requestDigest: string | null;
  responseDigest: string | null;
}

/** A line of the log as it is exported, in ids and digests: what `npm run reconcile` reads. */
export type ExportedLine = Digests &
  Pick<LoggedQuestion, 'call' | 'evidence' | 'fields' | 'caseNumber' | 'purpose' | 'legalBasis' | 'at'>;

/** The department's own record of what it was asked: one line for every message, refusals of its own included. */
export interface OwnLog {
  write(at: string, asked: Omit<LoggedQuestion, 'at' | 'outcome'>, outcome: string, digests?: Digests): void;
  /** The newest first. */
  list(limit: number): (LoggedQuestion & Digests)[];
  count(): number;
  /** From a moment on, the oldest first, without the persons. */
  export(since?: Date): Generator<ExportedLine>;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS mz_log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, call TEXT NOT NULL, case_number TEXT NOT NULL, requirement TEXT NOT NULL,
    purpose TEXT NOT NULL, legal_basis TEXT NOT NULL, actor TEXT NOT NULL, evidence TEXT NOT NULL, fields TEXT NOT NULL,
    subjects TEXT NOT NULL, outcome TEXT NOT NULL, request_digest TEXT, response_digest TEXT);
`;

export function openLog(database: DatabaseSync): OwnLog {
  database.exec(SCHEMA);
  const insert = database.prepare('INSERT INTO mz_log VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const newest = database.prepare('SELECT * FROM mz_log ORDER BY id DESC LIMIT ?');
  const count = database.prepare('SELECT count(*) AS n FROM mz_log');
  const after = database.prepare('SELECT * FROM mz_log WHERE at >= ? ORDER BY id');
  return {
    write(at, asked, outcome, digests) {
      const { call, caseNumber, requirement, purpose, legalBasis, actor, evidence } = asked;
      const told = [call, caseNumber, requirement, purpose, legalBasis, actor, evidence];
      const lists = [asked.fields, asked.subjects].map((each) => JSON.stringify(each));
      const { requestDigest = null, responseDigest = null } = digests ?? {};
      insert.run(at, ...told, ...lists, outcome, requestDigest, responseDigest);
    },
    list: (limit) => newest.all(limit).map(toLogged),
    count: () => Number(count.get()?.n ?? 0),
    *export(since = new Date(0)) {
      for (const row of after.iterate(since.toISOString())) {
        const { call, evidence, fields, caseNumber, purpose, legalBasis, at, ...more } = toLogged(row);
        const { requestDigest, responseDigest } = more;
        yield { call, evidence, fields, caseNumber, purpose, legalBasis, requestDigest, responseDigest, at };
      }
    },
  };
}

const textOrNull = (value: unknown) => (value === null ? null : String(value));

function toLogged(row: Record<string, unknown>): LoggedQuestion & Digests {
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
    requestDigest: textOrNull(row.request_digest),
    responseDigest: textOrNull(row.response_digest),
  };
}
