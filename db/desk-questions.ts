import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { DeskQuestionId } from '#domain/ids.ts';
import { deskQuestions } from './schema/exchanges.ts';
import { sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

type Row = typeof deskQuestions.$inferSelect;
export type DeskQuestionRow = ReturnType<typeof toRow>;

function toRow({ question, answer, ...row }: Row) {
  return {
    ...row,
    question: sealed<unknown>('desk_questions', 'question', row.id, question),
    answer: answer && sealed<unknown>('desk_questions', 'answer', row.id, answer),
  };
}

/** Puts a question on the desk; the same call again changes nothing. */
export async function insertDeskQuestion(tx: Tx, row: typeof deskQuestions.$inferInsert): Promise<boolean> {
  const added = await tx
    .insert(deskQuestions)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: deskQuestions.id });
  return added.length === 1;
}

/** The question of a call. */
export async function findDeskQuestionOfCall(tx: Tx, call: string): Promise<DeskQuestionRow | undefined> {
  const [row] = await tx.select().from(deskQuestions).where(eq(deskQuestions.call, call));
  return row && toRow(row);
}

/** The questions of these calls that are or were on a desk. */
export async function listDeskQuestionsOfCalls(tx: Tx, calls: readonly string[]): Promise<DeskQuestionRow[]> {
  if (calls.length === 0) return [];
  const rows = await tx
    .select()
    .from(deskQuestions)
    .where(inArray(deskQuestions.call, [...calls]));
  return rows.map(toRow);
}

/** One question of the actor's department, locked. */
export async function lockDeskQuestion(tx: Tx, id: DeskQuestionId): Promise<DeskQuestionRow | undefined> {
  const [row] = await tx.select().from(deskQuestions).where(eq(deskQuestions.id, id)).for('update');
  return row && toRow(row);
}

/** One question of the actor's department. */
export async function findDeskQuestion(tx: Tx, id: DeskQuestionId): Promise<DeskQuestionRow | undefined> {
  const [row] = await tx.select().from(deskQuestions).where(eq(deskQuestions.id, id));
  return row && toRow(row);
}

/** What waits for an officer of the actor's department, the one that is due first at the top. */
export async function listDeskQuestions(tx: Tx, limit: number): Promise<DeskQuestionRow[]> {
  const rows = await tx
    .select()
    .from(deskQuestions)
    .where(inArray(deskQuestions.state, ['open', 'answered']))
    .orderBy(asc(deskQuestions.dueAt))
    .limit(limit);
  return rows.map(toRow);
}

/** Writes what an officer has done with a question. */
export async function updateDeskQuestion(
  tx: Tx,
  id: DeskQuestionId,
  change: Partial<
    Pick<Row, 'state' | 'answer' | 'answeredBy' | 'answeredAt' | 'confirmedBy' | 'confirmedAt'>
  >,
): Promise<void> {
  await tx.update(deskQuestions).set(change).where(eq(deskQuestions.id, id));
}

/** Answers that are final and have not been delivered to their cases. */
export async function listUndelivered(tx: Tx, limit: number): Promise<DeskQuestionRow[]> {
  const rows = await tx
    .select()
    .from(deskQuestions)
    .where(and(eq(deskQuestions.state, 'done'), isNull(deskQuestions.deliveredAt)))
    .orderBy(asc(deskQuestions.confirmedAt))
    .limit(limit);
  return rows.map(toRow);
}

/** Marks an answer as delivered. */
export async function markDelivered(tx: Tx, id: DeskQuestionId, now: Date): Promise<void> {
  await tx.update(deskQuestions).set({ deliveredAt: now }).where(eq(deskQuestions.id, id));
}

/** Takes off the desk what no case and no test waits for any more: officers look nothing up in vain. */
export async function withdrawUnwanted(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`
    update desk_questions q set state = 'withdrawn'
    where q.state in ('open', 'answered') and q.asked_at < ${before.toISOString()}::timestamptz
      and not exists (select from steps s where s.call = q.call and s.status = 'open')
      and not exists (select from connector_tasks t where t.id = 'task_' || q.call and t.finished_at is null)`);
}
