import { z } from 'zod';
import { listTails } from '#db/accounts.ts';
import { findCase } from '#db/cases.ts';
import {
  findAnsweredStep,
  findTicket,
  insertTicket,
  listCallsOf,
  listCaseTickets,
  listDepartmentTickets,
  markOverturned,
  settleTicketRow,
  type TicketRow,
} from '#db/tickets.ts';
import type { Tx } from '#db/with-tx.ts';
import { type CaseId, StaffId, type StepId, TicketId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { dueAfter } from '../calendar.ts';
import { requireOfficer } from '../connectors/officer.ts';
import { createDataKey, getKey } from '../data-key.ts';
import { record } from '../ledger.ts';
import { newId } from '../new-id.ts';
import { open, toOpen } from '../open.ts';
import { VerbError } from '../problems.ts';
import { seal } from '../seal.ts';
import { MAX_WORDS } from './limits.ts';

/** 政务数据共享条例: a department answers a request to check its data within ten working days of taking it. */
const WORKING_DAYS = 10;
const SHOWN = 200;

/** What somebody says is wrong, or what the department has found. */
export const TicketWords = z.string().trim().min(1).max(MAX_WORDS);

/** A ticket as both sides see it, with its words. */
export interface TicketView {
  row: TicketRow;
  raisedBy: 'resident' | 'staff';
  /** Tail of the staff number, where a clerk has raised it. */
  raisedTail: string | null;
  statement: string;
  answer: string | null;
  /** The calls under which the department was asked: by them it finds the person in its own log. */
  calls: readonly string[];
}

/** What somebody says is wrong about one answer. `field` null: the answer as a whole. */
export interface Objection {
  step: StepId;
  field: string | null;
  statement: string;
}

/**
 * 这一项有误: a party, or a clerk of the area, says what is wrong about one answer of a case. The words are sealed under a key of
 * the ticket's own, which the department can use and with it nothing else of the application.
 * @throws VerbError not_found for a case, question or field that is not there for this actor, or stale where the answer has an
 * open ticket already
 */
export async function openTicket(
  tx: Tx,
  actor: Actor,
  now: Date,
  caseId: CaseId,
  { step, field, statement }: Objection,
): Promise<TicketId> {
  if (actor.kind === 'system' || !mayOpen(actor)) throw new VerbError('not_found');
  const found = await findAnsweredStep(tx, caseId, step);
  if (found === undefined || (field !== null && !found.fields.includes(field)))
    throw new VerbError('not_found');
  const { evidence, connector, department } = found;
  const due = await dueAfter(tx, now, WORKING_DAYS);
  const id = newId(TicketId, 'tckt', now);
  const key = await createDataKey(tx, id, now);
  const sealedStatement = seal(key, 'tickets', 'statement', id, TicketWords.parse(statement));
  const row = { id, connector, department, evidence, field, caseId, step, keyId: key.id };
  const raised = { raisedBy: actor.id, raisedAt: now, due: 'date' in due ? due.date : null };
  const isNew = await insertTicket(tx, { ...row, ...raised, statement: sealedStatement, state: 'open' });
  if (!isNew) throw new VerbError('stale');
  await record(tx, now, [
    { kind: 'ticket.opened', actor: actor.id, refs: { ticket: id, case: caseId, step, connector, evidence } },
  ]);
  return id;
}

function mayOpen(actor: Actor): boolean {
  return holds(actor, actor.kind === 'resident' ? 'open:ticket:own' : 'open:ticket:area');
}

/** The tickets of a case, for whoever may open one. @throws VerbError not_found */
export async function listTicketsOfCase(
  tx: Tx,
  actor: Actor,
  now: Date,
  caseId: CaseId,
): Promise<TicketView[]> {
  if (!mayOpen(actor) || (await findCase(tx, caseId)) === undefined) throw new VerbError('not_found');
  return viewsOf(tx, actor, now, await listCaseTickets(tx, caseId));
}

/** A department's tickets, open ones first by their day; their words stay shut. @throws VerbError not_found, not_permitted */
export async function listTickets(tx: Tx, actor: Actor): Promise<TicketRow[]> {
  const { department } = requireOfficer(actor, 'settle:ticket:department');
  return listDepartmentTickets(tx, department, SHOWN);
}

/** One ticket with its words, for the department. @throws VerbError not_found, not_permitted */
export async function readTicket(tx: Tx, actor: Actor, now: Date, id: TicketId): Promise<TicketView> {
  const { department } = requireOfficer(actor, 'settle:ticket:department');
  const row = await findTicket(tx, department, id);
  const [view] = row === undefined ? [] : await viewsOf(tx, actor, now, [row]);
  if (view === undefined) throw new VerbError('not_found');
  return view;
}

/**
 * The department's answer. `corrected`: the record was wrong and is right now; the answer counts as overturned, and open cases
 * that stand on it are asked again. `upheld`: the record stands, and why.
 * @throws VerbError not_found, not_permitted, or stale if a colleague was first
 */
export async function settleTicket(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: TicketId,
  state: 'corrected' | 'upheld',
  answer: string,
): Promise<void> {
  const officer = requireOfficer(actor, 'settle:ticket:department');
  const { department } = officer;
  const row = await findTicket(tx, department, id);
  if (row === undefined) throw new VerbError('not_found');
  const key = await getKey(tx, row.keyId);
  const words = seal(key, 'tickets', 'answer', id, TicketWords.parse(answer));
  const settled = { state, settledBy: officer.id, settledAt: now, answer: words };
  const step = await settleTicketRow(tx, department, id, settled);
  if (step === undefined) throw new VerbError('stale');
  if (state === 'corrected') await markOverturned(tx, department, step);
  const refs = { ticket: id, state, case: row.caseId, connector: row.connector };
  await record(tx, now, [{ kind: 'ticket.settled', actor: officer.id, refs }]);
}

function staffOf({ raisedBy }: TicketRow): StaffId | null {
  const staff = StaffId.safeParse(raisedBy);
  return staff.success ? staff.data : null;
}

async function viewsOf(tx: Tx, actor: Actor, now: Date, rows: readonly TicketRow[]): Promise<TicketView[]> {
  const answered = rows.flatMap(({ id, answer }) => (answer === null ? [] : [{ id, answer }]));
  const { statements, answers } = await open(tx, actor, 'check_record', now, {
    statements: rows.map(({ statement }) => toOpen(statement, z.string())),
    answers: answered.map(({ answer }) => toOpen(answer, z.string())),
  });
  const tails = await listTails(tx, [...new Set(rows.flatMap((row) => staffOf(row) ?? []))]);
  const calls = await listCallsOf(
    tx,
    rows.map(({ step }) => step),
  );
  return rows.map((row, index) => {
    const staff = staffOf(row);
    return {
      row,
      raisedBy: staff === null ? 'resident' : 'staff',
      raisedTail: staff && (tails.get(staff) ?? null),
      statement: statements[index] ?? '',
      calls: calls.get(row.step) ?? [],
      answer: answers[answered.findIndex(({ id }) => id === row.id)] ?? null,
    };
  });
}
