import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type ReceivedMail = {
  /** With its angle brackets; a message without one gets one made of its content. */
  messageId: string;
  from: string;
  /** Addresses of the envelope, in lower case. */
  to: readonly string[];
  subject: string;
  /** The plain text; empty where a message has none. */
  text: string;
  headers: readonly { name: string; value: string }[];
};

/** `at`: when it first came, by the sandbox's clock; `times`: how often the same Message-ID was delivered. */
export type StoredMail = ReceivedMail & { id: number; at: string; times: number };

export type MailStore = {
  /** Keeps a message; a Message-ID that is known already is only counted. */
  keep(mail: ReceivedMail, at: string): void;
  /** The newest first, at most 500. @param to one recipient's address, in any case */
  list(to?: string): StoredMail[];
  find(id: number): StoredMail | undefined;
  count(): number;
  close(): void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS MAIL (
    id INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, recipients TEXT NOT NULL,
    subject TEXT NOT NULL, text TEXT NOT NULL, headers TEXT NOT NULL, at TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1);
`;
const MOST_LISTED = 500;

/** @param folder where `mail.sqlite` lies; null keeps it in memory */
export function openMailStore(folder: string | null): MailStore {
  if (folder !== null) mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(folder === null ? ':memory:' : join(folder, 'mail.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${SCHEMA}`);
  const insert = database.prepare(
    `INSERT INTO MAIL (message_id, sender, recipients, subject, text, headers, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (message_id) DO UPDATE SET times = times + 1`,
  );
  const all = database.prepare('SELECT * FROM MAIL ORDER BY id DESC LIMIT ?');
  const ofOne = database.prepare(
    `SELECT * FROM MAIL WHERE EXISTS (SELECT 1 FROM json_each(recipients) WHERE value = ?)
     ORDER BY id DESC LIMIT ?`,
  );
  return {
    keep({ messageId, from, to, subject, text, headers }, at) {
      insert.run(messageId, from, JSON.stringify(to), subject, text, JSON.stringify(headers), at);
    },
    list: (to) =>
      (to === undefined ? all.all(MOST_LISTED) : ofOne.all(to.toLowerCase(), MOST_LISTED)).map(toMail),
    find(id) {
      const row = database.prepare('SELECT * FROM MAIL WHERE id = ?').get(id);
      return row && toMail(row);
    },
    count: () => Number(database.prepare('SELECT count(*) AS n FROM MAIL').get()?.n ?? 0),
    close: () => database.close(),
  };
}

function toMail(row: Record<string, unknown>): StoredMail {
  return {
    id: Number(row.id),
    messageId: String(row.message_id),
    from: String(row.sender),
    to: JSON.parse(String(row.recipients)),
    subject: String(row.subject),
    text: String(row.text),
    headers: JSON.parse(String(row.headers)),
    at: String(row.at),
    times: Number(row.times),
  };
}
