import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { CaseId, ConnectorId, DepartmentId, StaffId, StepId, TicketId } from '#domain/ids.ts';
import { cases, steps } from './schema/cases.ts';
import { exchanges, tickets } from './schema/exchanges.ts';
import { connectors } from './schema/reference.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

type Stored = typeof tickets.$inferSelect;

/** 校核单 with its sealed words. */
export type TicketRow = Omit<Stored, 'statement' | 'answer'> & {
  statement: Sealed<string>;
  answer: Sealed<string> | null;
};

function ticketRow(row: Stored): TicketRow {
  return {
    ...row,
    statement: sealed('tickets', 'statement', row.id, row.statement),
    answer: row.answer && sealed('tickets', 'answer', row.id, row.answer),
  };
}

/** Writes a ticket. Returns false where the answer has an open one. */
export async function insertTicket(tx: Tx, row: typeof tickets.$inferInsert): Promise<boolean> {
  // No conflict clause: the one that is open may be another party's, and its row is not read here.
  const [open] = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.step, row.step), eq(tickets.state, 'open')));
  if (open !== undefined) return false;
  await tx.insert(tickets).values(row);
  return true;
}

/** An answered question of a case that the actor sees, with the department that answered. */
export async function findAnsweredStep(tx: Tx, caseId: CaseId, step: StepId) {
  const [row] = await tx
    .select({
      step: steps.id,
      evidence: steps.evidence,
      fields: steps.fields,
      connector: steps.connector,
      department: connectors.departmentId,
    })
    .from(steps)
    .innerJoin(cases, eq(cases.id, steps.caseId))
    .innerJoin(connectors, eq(connectors.id, steps.connector))
    .where(and(eq(steps.id, step), eq(steps.caseId, caseId), eq(steps.status, 'done')));
  return row;
}

/** The tickets of a case that the actor sees, oldest first. */
export async function listCaseTickets(tx: Tx, caseId: CaseId): Promise<TicketRow[]> {
  const rows = await tx
    .select()
    .from(tickets)
    .where(eq(tickets.caseId, caseId))
    .orderBy(asc(tickets.raisedAt), asc(tickets.id));
  return rows.map(ticketRow);
}

/** A department's tickets: open ones by due day, then the newest settled. */
export async function listDepartmentTickets(
  tx: Tx,
  department: DepartmentId,
  limit: number,
): Promise<TicketRow[]> {
  const rows = await tx
    .select()
    .from(tickets)
    .where(eq(tickets.department, department))
    .orderBy(
      sql`${tickets.state} <> 'open'`,
      sql`case when ${tickets.state} = 'open' then ${tickets.due} end nulls last`,
      desc(tickets.raisedAt),
      desc(tickets.id),
    )
    .limit(limit);
  return rows.map(ticketRow);
}

/** One ticket of the department. */
export async function findTicket(
  tx: Tx,
  department: DepartmentId,
  id: TicketId,
): Promise<TicketRow | undefined> {
  const [row] = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, id), eq(tickets.department, department)));
  return row && ticketRow(row);
}

/** Settles an open ticket of the department. Returns the step that it is about, or undefined if it was not open. */
export async function settleTicketRow(
  tx: Tx,
  department: DepartmentId,
  id: TicketId,
  settled: { state: 'corrected' | 'upheld'; settledBy: StaffId; settledAt: Date; answer: Buffer },
): Promise<StepId | undefined> {
  const [row] = await tx
    .update(tickets)
    .set(settled)
    .where(and(eq(tickets.id, id), eq(tickets.department, department), eq(tickets.state, 'open')))
    .returning({ step: tickets.step });
  return row?.step;
}

/** Marks the newest answer of a question, and wherever it was used again, as overturned. */
export async function markOverturned(tx: Tx, department: DepartmentId, step: StepId): Promise<void> {
  await tx
    .update(exchanges)
    .set({ overturned: true })
    .where(
      and(
        eq(exchanges.department, department),
        sql`(${exchanges.reusedFrom} = ${step} or (${exchanges.step} = ${step} and ${exchanges.attempt} = (
          select max(newest.attempt) from exchanges newest where newest.step = ${step} and newest.answer is not null)))`,
      ),
    );
}

/** A corrected ticket whose question has not been put again. */
export async function findCorrected(
  tx: Tx,
): Promise<{ id: TicketId; step: StepId; connector: ConnectorId } | undefined> {
  const [row] = await tx
    .select({ id: tickets.id, step: tickets.step, connector: tickets.connector })
    .from(tickets)
    .where(and(eq(tickets.state, 'corrected'), isNull(tickets.reopenedAt)))
    .orderBy(asc(tickets.settledAt))
    .limit(1);
  return row;
}

/** Marks that it has. Returns false if another broker was first. */
export async function markReopened(tx: Tx, id: TicketId, now: Date): Promise<boolean> {
  const marked = await tx
    .update(tickets)
    .set({ reopenedAt: now })
    .where(and(eq(tickets.id, id), isNull(tickets.reopenedAt)))
    .returning({ id: tickets.id });
  return marked.length === 1;
}

/** The step itself and the steps of other cases that had its answer, with their cases. */
export async function listStepsAnsweredBy(tx: Tx, step: StepId): Promise<{ id: StepId; caseId: CaseId }[]> {
  return tx
    .select({ id: steps.id, caseId: steps.caseId })
    .from(steps)
    .where(sql`${steps.id} = ${step} or ${steps.leader} = ${step}
      or ${steps.id} in (select ${exchanges.step} from ${exchanges} where ${exchanges.reusedFrom} = ${step})`)
    .orderBy(sql`${steps.id} <> ${step}`, asc(steps.id));
}

/** The calls under which departments were asked these questions, as far as the actor sees the exchanges. */
export async function listCallsOf(tx: Tx, ids: readonly StepId[]): Promise<ReadonlyMap<StepId, string[]>> {
  const rows = await tx
    .selectDistinct({ step: exchanges.step, call: exchanges.call })
    .from(exchanges)
    .where(inArray(exchanges.step, [...ids]));
  const calls = new Map<StepId, string[]>();
  for (const { step, call } of rows) calls.set(step, [...(calls.get(step) ?? []), call]);
  return calls;
}
