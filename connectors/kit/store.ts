import { DatabaseSync } from 'node:sqlite';
import { type OwnLog, openLog } from './own-log.ts';

/** A reply that is given again to the same call. */
export interface KeptReply {
  status: 200 | 202;
  body: object;
}

/** A question that is answered later. */
export interface Put {
  ticket: string;
  /** The question as it was asked; null for an event. */
  question: string | null;
  url: string;
  /** The message, once it is known. */
  body: string | null;
  dueAt: number;
}
export type Owed = Put & { attempts: number };

/** All that a department remembers of its callers, in one file of its own. */
export interface Store {
  log: OwnLog;
  /** The reply that this call was given before; `conflict` if it asked something else. */
  findReply(call: string, question: string): KeptReply | 'conflict' | undefined;
  keepReply(call: string, question: string, reply: KeptReply, now: Date): void;
  /** Spends a call token. @returns false if it had been spent before */
  spendToken(jti: string, expiresAt: Date, now: Date): boolean;
  /** Questions answered on a civil day. */
  countOn(day: string): number;
  countOne(day: string): void;
  owe(message: Put): void;
  /** What is still to be delivered, the first due first. */
  listOwed(): Owed[];
  /** Names the message of a ticket, and when it is due. */
  ready(ticket: string, body: string | null, dueAt: number): void;
  /** @param settled how it ended, after which only that is kept; null tries again at `dueAt` */
  attempted(ticket: string, settled: string | null, dueAt: number): void;
  /** Heads of the portal's ledger. One that does not continue those before it is kept as evidence: `fits` is false. */
  keepHead(head: string, size: number, fits: boolean, now: Date): void;
  findHead(): { head: string; keptAt: Date } | undefined;
  countMisfits(): number;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS mz_reply (
    call TEXT PRIMARY KEY, question TEXT NOT NULL, status INTEGER NOT NULL, reply TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS mz_token (jti TEXT PRIMARY KEY, expires_at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS mz_day (day TEXT PRIMARY KEY, calls INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS mz_outbox (
    ticket TEXT PRIMARY KEY, question TEXT, url TEXT NOT NULL, body TEXT, due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, settled TEXT);
  CREATE INDEX IF NOT EXISTS mz_outbox_due ON mz_outbox (due_at) WHERE settled IS NULL;
  CREATE TABLE IF NOT EXISTS mz_head (
    id INTEGER PRIMARY KEY, head TEXT NOT NULL, size INTEGER NOT NULL, fits INTEGER NOT NULL, at INTEGER NOT NULL);
`;

/** Replies hold what was said of persons: after so long nobody sends the same call again. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** @param file a path, `:memory:`, or a database that is open already and stays its owner's to close */
export function openStore(file: string | DatabaseSync): Store {
  const database = typeof file === 'string' ? new DatabaseSync(file) : file;
  database.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 2000;');
  database.exec(SCHEMA);
  return {
    log: openLog(database),
    ...keepReplies(database),
    ...keepOutbox(database),
    ...keepHeads(database),
    close: () => (typeof file === 'string' ? database.close() : undefined),
  };
}

function keepReplies(
  database: DatabaseSync,
): Pick<Store, 'findReply' | 'keepReply' | 'spendToken' | 'countOn' | 'countOne'> {
  const select = database.prepare('SELECT question, status, reply FROM mz_reply WHERE call = ?');
  const insert = database.prepare('INSERT INTO mz_reply VALUES (?, ?, ?, ?, ?)');
  const forget = database.prepare('DELETE FROM mz_reply WHERE at < ?');
  const spend = database.prepare('INSERT OR IGNORE INTO mz_token VALUES (?, ?)');
  const forgetTokens = database.prepare('DELETE FROM mz_token WHERE expires_at < ?');
  const count = database.prepare('SELECT calls FROM mz_day WHERE day = ?');
  const add = database.prepare(
    'INSERT INTO mz_day VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET calls = calls + 1',
  );
  return {
    findReply(call, question) {
      const row = select.get(call);
      if (row === undefined) return undefined;
      if (row.question !== question) return 'conflict';
      return { status: row.status === 202 ? 202 : 200, body: JSON.parse(String(row.reply)) };
    },
    keepReply(call, question, { status, body }, now) {
      forget.run(now.getTime() - KEPT_MS);
      insert.run(call, question, status, JSON.stringify(body), now.getTime());
    },
    spendToken(jti, expiresAt, now) {
      forgetTokens.run(now.getTime());
      return spend.run(jti, expiresAt.getTime()).changes === 1;
    },
    countOn: (day) => Number(count.get(day)?.calls ?? 0),
    countOne: (day) => void add.run(day),
  };
}

function keepOutbox(database: DatabaseSync): Pick<Store, 'owe' | 'listOwed' | 'ready' | 'attempted'> {
  const insert = database.prepare(
    'INSERT INTO mz_outbox (ticket, question, url, body, due_at) VALUES (?, ?, ?, ?, ?)',
  );
  const list = database.prepare('SELECT * FROM mz_outbox WHERE settled IS NULL ORDER BY due_at');
  const ready = database.prepare('UPDATE mz_outbox SET body = ?, due_at = ? WHERE ticket = ?');
  const again = database.prepare('UPDATE mz_outbox SET attempts = attempts + 1, due_at = ? WHERE ticket = ?');
  const settle = database.prepare(
    'UPDATE mz_outbox SET attempts = attempts + 1, settled = ?, question = NULL, body = NULL WHERE ticket = ?',
  );
  return {
    owe: ({ ticket, question, url, body, dueAt }) => void insert.run(ticket, question, url, body, dueAt),
    listOwed: () => list.all().map(toOwed),
    ready: (ticket, body, dueAt) => void ready.run(body, dueAt, ticket),
    attempted: (ticket, settled, dueAt) =>
      void (settled === null ? again.run(dueAt, ticket) : settle.run(settled, ticket)),
  };
}

const textOrNull = (value: unknown) => (value === null ? null : String(value));

function toOwed(row: Record<string, unknown>): Owed {
  return {
    ticket: String(row.ticket),
    question: textOrNull(row.question),
    url: String(row.url),
    body: textOrNull(row.body),
    dueAt: Number(row.due_at),
    attempts: Number(row.attempts),
  };
}

function keepHeads(database: DatabaseSync): Pick<Store, 'keepHead' | 'findHead' | 'countMisfits'> {
  const insert = database.prepare('INSERT INTO mz_head VALUES (NULL, ?, ?, ?, ?)');
  const newest = database.prepare('SELECT head, at FROM mz_head WHERE fits = 1 ORDER BY size DESC, id DESC');
  const misfits = database.prepare('SELECT count(*) AS n FROM mz_head WHERE fits = 0');
  return {
    keepHead: (head, size, fits, now) => void insert.run(head, size, fits ? 1 : 0, now.getTime()),
    findHead() {
      const row = newest.get();
      return row && { head: String(row.head), keptAt: new Date(Number(row.at)) };
    },
    countMisfits: () => Number(misfits.get()?.n ?? 0),
  };
}
