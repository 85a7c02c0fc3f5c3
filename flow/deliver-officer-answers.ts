import { listUndelivered, markDelivered, withdrawUnwanted } from '#db/desk-questions.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import { TEST_CASE } from '#domain/question.ts';
import { reportOfAnswer } from './connectors/connector-task.ts';
import { taskOfCall } from './connectors/desk-test.ts';
import { completeTask } from './connectors/run-task.ts';
import { takeAwaitedStep } from './late-answer.ts';
import { OfficerNote } from './officer-question.ts';
import { open, toOpen } from './open.ts';
import { recordAnswers } from './record-answers.ts';
import { SYSTEM } from './system.ts';

const BATCH = 20;
/** A question is put on the desk a moment before its case knows that it waits. */
const SETTLED_MS = 60_000;

/**
 * Delivers what officers have answered to the cases and the tests that wait for it, and takes off the desks what none waits
 * for any more.
 * @returns whether anything was delivered
 */
export async function deliverOfficerAnswers(pool: Pool, now: Date): Promise<boolean> {
  const answers = await withTx(pool, SYSTEM.broker, async (tx) => {
    await withdrawUnwanted(tx, new Date(now.getTime() - SETTLED_MS));
    const rows = await listUndelivered(tx, BATCH);
    const { notes } = await open(tx, SYSTEM.broker, 'officer_question', now, {
      notes: rows.flatMap(({ answer }) => (answer === null ? [] : [toOpen(answer, OfficerNote)])),
    });
    return rows.map((row, index) => ({ row, note: notes[index] }));
  });
  for (const { row, note } of answers) {
    if (note === undefined) continue;
    const awaited = await takeAwaitedStep(pool, now, row.connector, row.id);
    // A case that does not wait under this ticket yet is asked about again; it gets the answer from the desk itself.
    if (awaited !== undefined)
      await recordAnswers(pool, now, awaited.caseId, [{ step: awaited.step, answer: note.answer }]);
    await withTx(pool, SYSTEM.broker, async (tx) => {
      const task = row.caseNumber === TEST_CASE ? taskOfCall(row.call) : undefined;
      // Whoever holds the task's lease only waits for this.
      if (task !== undefined)
        await completeTask(
          tx,
          now,
          { id: task, leaseUntil: null },
          reportOfAnswer(row.evidence, note.answer),
        );
      await markDelivered(tx, row.id, now);
    });
  }
  return answers.length > 0;
}
