import { sql } from 'drizzle-orm';
import type { AnswerKind } from '#domain/answer.ts';
import type { CaseId, ConnectorId, StepId } from '#domain/ids.ts';
import type { Tx } from './with-tx.ts';

/** An answer that came when its case had moved on. */
export interface LateAnswer {
  step: StepId;
  caseId: CaseId;
  connector: ConnectorId;
  kind: AnswerKind;
  receivedAt: Date;
  sealed: Buffer;
}

/** Keeps a late answer. @returns false if the question has one already: the first is kept */
export async function insertLateAnswer(tx: Tx, late: LateAnswer): Promise<boolean> {
  const { step, caseId, connector, kind, receivedAt, sealed } = late;
  const inserted = await tx.execute(sql`
    insert into late_answers (step, case_id, connector, department, kind, received_at, sealed)
    select ${step}, ${caseId}, id, department_id, ${kind}, ${receivedAt.toISOString()}::timestamptz, ${sealed}
    from connectors where id = ${connector}
    on conflict (step) do nothing`);
  return inserted.rowCount === 1;
}
