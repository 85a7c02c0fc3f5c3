import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { City } from '../city/city.ts';
import { type Judge, judgeOf } from './accounts.ts';
import {
  type Batch,
  type BatchLine,
  BOUNCE_REASONS,
  type BounceReason,
  type LineResult,
  type Statement,
} from './protocol.ts';

/** One line of the bank's own statement. */
export type LedgerLine = BatchLine & LineResult & { batch: string; acceptedAt: string };

/** A batch that is new, that is the same as before, or that has another content than before. */
export type Taken = 'taken' | 'known' | 'conflict';

/** The bank's memory: batches, lines, closed accounts. Lines become settled when somebody looks after they are due. */
export type BankLedger = {
  /** Takes a batch, or knows it again. */
  take(id: string, batch: Batch, now: Date, settleMs: number): Taken;
  findStatement(id: string): Statement | undefined;
  /** Every line, the newest first, at most 1,000. */
  list(): LedgerLine[];
  /** Settles what is due by the sandbox's clock, or has been waiting for as long by the machine's. */
  settle(now: Date): void;
  setClosed(account: string, closed: boolean): void;
  listClosed(): string[];
  close(): void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS BATCH (id TEXT PRIMARY KEY, content TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS LINE (
    id INTEGER PRIMARY KEY, batch TEXT NOT NULL, order_id TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL,
    amount_fen INTEGER NOT NULL, memo TEXT NOT NULL, accepted_at TEXT NOT NULL, due INTEGER NOT NULL,
    due_by_machine INTEGER NOT NULL, result TEXT NOT NULL, reason TEXT, reference TEXT, at TEXT);
  CREATE INDEX IF NOT EXISTS LINE_BATCH ON LINE (batch);
  CREATE INDEX IF NOT EXISTS LINE_ORDER ON LINE (order_id);
  CREATE INDEX IF NOT EXISTS LINE_PENDING ON LINE (id) WHERE result = 'pending';
  CREATE TABLE IF NOT EXISTS CLOSED_ACCOUNT (account TEXT PRIMARY KEY);
`;
const MOST_LISTED = 1_000;

const RowResult = z.object({
  result: z.enum(['pending', 'paid', 'bounced']),
  reason: z.enum(BOUNCE_REASONS).nullable(),
  reference: z.string().nullable(),
  at: z.string().nullable(),
});

/** @param folder where `bank.sqlite` lies; null keeps it in memory */
export function openBankLedger(folder: string | null, city: City): BankLedger {
  if (folder !== null) mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(folder === null ? ':memory:' : join(folder, 'bank.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${SCHEMA}`);
  const selectClosed = database.prepare('SELECT 1 FROM CLOSED_ACCOUNT WHERE account = ?');
  const judge = judgeOf(city, (account) => selectClosed.get(account) !== undefined);
  return {
    take: (id, batch, now, settleMs) =>
      inTransaction(database, () => take(database, id, batch, now, settleMs)),
    findStatement: (id) => findStatement(database, id),
    list: () =>
      database.prepare('SELECT * FROM LINE ORDER BY id DESC LIMIT ?').all(MOST_LISTED).map(toLedgerLine),
    settle: (now) => inTransaction(database, () => settle(database, judge, now)),
    setClosed(account, closed) {
      const change = closed
        ? 'INSERT OR IGNORE INTO CLOSED_ACCOUNT VALUES (?)'
        : 'DELETE FROM CLOSED_ACCOUNT WHERE account = ?';
      database.prepare(change).run(account);
    },
    listClosed: () =>
      database
        .prepare('SELECT account FROM CLOSED_ACCOUNT ORDER BY account')
        .all()
        .map((row) => String(row.account)),
    close: () => database.close(),
  };
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (cause) {
    database.exec('ROLLBACK');
    throw cause;
  }
}

function take(database: DatabaseSync, id: string, { lines }: Batch, now: Date, settleMs: number): Taken {
  const content = JSON.stringify(lines);
  const known = database.prepare('SELECT content FROM BATCH WHERE id = ?').get(id);
  if (known) return known.content === content ? 'known' : 'conflict';
  database.prepare('INSERT INTO BATCH VALUES (?, ?)').run(id, content);
  const findOrder = database.prepare('SELECT 1 FROM LINE WHERE order_id = ?');
  const insert = database.prepare(
    `INSERT INTO LINE (batch, order_id, account, name, amount_fen, memo, accepted_at, due, due_by_machine, result)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')`,
  );
  const at = now.toISOString();
  for (const { order, account, name, amountFen, memo } of lines) {
    const isDuplicate = findOrder.get(order) !== undefined;
    const due = now.getTime() + settleMs;
    const { lastInsertRowid } = insert.run(
      id,
      order,
      account,
      name,
      amountFen,
      memo,
      at,
      due,
      Date.now() + settleMs,
    );
    if (isDuplicate) book(database, Number(lastInsertRowid), 'duplicate_order', now);
  }
  return 'taken';
}

function settle(database: DatabaseSync, judge: Judge, now: Date): void {
  const due = database
    .prepare(
      "SELECT id, account, name FROM LINE WHERE result = 'pending' AND (due <= ? OR due_by_machine <= ?)",
    )
    .all(now.getTime(), Date.now());
  for (const row of due) {
    book(database, Number(row.id), judge({ account: String(row.account), name: String(row.name) }), now);
  }
}

/** Writes down that a line was paid, or why it goes back, under a reference of the bank's own. */
function book(database: DatabaseSync, id: number, reason: BounceReason | null, now: Date): void {
  const reference = `AL${now.toISOString().slice(0, 10).replaceAll('-', '')}${String(id).padStart(8, '0')}`;
  database
    .prepare('UPDATE LINE SET result = ?, reason = ?, reference = ?, at = ? WHERE id = ?')
    .run(reason === null ? 'paid' : 'bounced', reason, reference, now.toISOString(), id);
}

function findStatement(database: DatabaseSync, id: string): Statement | undefined {
  const rows = database.prepare('SELECT * FROM LINE WHERE batch = ? ORDER BY id').all(id);
  if (rows.length === 0) return undefined;
  const lines = rows.map(toLedgerLine).map(({ order, result, reason, reference, at }) => ({
    order,
    result,
    reason,
    reference,
    at,
  }));
  return { id, status: lines.some(({ result }) => result === 'pending') ? 'accepted' : 'settled', lines };
}

function toLedgerLine(row: Record<string, unknown>): LedgerLine {
  return {
    batch: String(row.batch),
    order: String(row.order_id),
    account: String(row.account),
    name: String(row.name),
    amountFen: Number(row.amount_fen),
    memo: String(row.memo),
    acceptedAt: String(row.accepted_at),
    ...RowResult.parse(row),
  };
}
