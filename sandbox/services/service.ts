import type { IncomingHttpHeaders } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { Register } from '../departments/department.ts';
import type { LoggedQuestion } from '../departments/ledger.ts';

/** A message as it reaches an old service. */
export type Message = { path: string; headers: IncomingHttpHeaders; body: string };

export type OldReply = { status: number; type: string; body: string };

/** A record as the service shows it: its own column names, everything a text. */
export type Row = Readonly<Record<string, string>>;

/** What a department writes down about a question, from what the message itself says. */
export type Asked = Omit<LoggedQuestion, 'at' | 'outcome'> & { given: Readonly<Record<string, string>> };

/** A question, or what the service says at once: a token, or why not. `outcome` is for the department's own log. */
export type Heard = { kind: 'question'; asked: Asked } | { kind: 'reply'; reply: OldReply };

/** Why a question gets no answer; `waitSeconds` until it makes sense again. */
export type Refusal = { why: 'down' } | { why: 'quota'; waitSeconds: number };

/** What a service knows of the place where it runs. */
export type Place = { secret: string; now: Date };

/** An old service: its own protocol, its own credentials, its own words for success. It knows nothing of ours. */
export type OldService = {
  hear(message: Message, place: Place): Heard;
  find(database: DatabaseSync, asked: Asked, now: Date): Row[];
  tell(rows: readonly Row[], asked: Asked, now: Date): OldReply;
  refuse(refusal: Refusal, asked: Asked, now: Date): OldReply;
  /** Bodies with which it has failed in earnest, for the mode wrong. */
  wrong: readonly OldReply[];
};

/** A department that is reached through the service that it has had for years. */
export type ServiceDepartment = Register & { service: OldService };

const UTF8 = '; charset=utf-8';

export function json(body: unknown, status = 200): OldReply {
  return { status, type: `application/json${UTF8}`, body: JSON.stringify(body) };
}

export function xml(body: string, status = 200): OldReply {
  return { status, type: `text/xml${UTF8}`, body };
}

export function html(title: string, status: number): OldReply {
  return { status, type: `text/html${UTF8}`, body: `<html><body>${title}</body></html>` };
}
