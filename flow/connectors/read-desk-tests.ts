import { type DeskQuestionRow, listDeskQuestionsOfCalls } from '#db/desk-questions.ts';
import type { Tx } from '#db/with-tx.ts';
import type { TaskId } from '#domain/ids.ts';
import { callOfTask } from './desk-test.ts';

/** A test as it stands on the officers' desk, without what is asked and answered. */
export type DeskTest = Omit<DeskQuestionRow, 'question' | 'answer'>;

/** Those of these tasks that are or were on a desk of the actor's department. */
export async function readDeskTests(
  tx: Tx,
  tasks: readonly { id: TaskId }[],
): Promise<ReadonlyMap<TaskId, DeskTest>> {
  const byCall = new Map(tasks.map(({ id }) => [callOfTask(id), id]));
  const rows = await listDeskQuestionsOfCalls(tx, [...byCall.keys()]);
  const found = rows.flatMap(({ question: _question, answer: _answer, ...row }) => {
    const task = byCall.get(row.call);
    return task === undefined ? [] : [[task, row] as const];
  });
  return new Map(found);
}
