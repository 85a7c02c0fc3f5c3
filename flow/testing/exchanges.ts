import type { AnswerKind } from '#domain/answer.ts';
import { type CaseId, type ConnectorId, ExchangeId, type StaffId, type StepId } from '#domain/ids.ts';
import { newId } from '../new-id.ts';
import { NOW, type TestCity } from './city.ts';

export interface PastExchange {
  connector: ConnectorId;
  sentAt?: Date;
  answer?: AnswerKind | null;
  cause?: string | null;
  ms?: number | null;
  officer?: StaffId | null;
  subjectKey?: string;
  service?: string;
  requirement?: string;
  reusedFrom?: StepId | null;
  overturned?: boolean;
  step?: string;
}

/** Puts exchanges of a case where the broker would have put them, as of any day. */
export async function addExchanges(
  city: TestCity,
  caseId: CaseId,
  past: readonly PastExchange[],
): Promise<ExchangeId[]> {
  const ids: ExchangeId[] = [];
  for (const each of past) {
    const { connector, sentAt = NOW, answer = 'confirmed', cause = null, ms = 100 } = each;
    const {
      service = 'survivor-benefit',
      requirement = 'death',
      subjectKey = 'person',
      officer = null,
    } = each;
    const id = newId(ExchangeId, 'exch', sentAt);
    await city.superuser.query(
      `insert into exchanges (id, step, attempt, call, case_id, case_number, connector, department, grant_id, service, requirement,
         evidence, fields, purpose, legal_basis, actor, officer, subject_key, reused_from, sent_at, answered_at, answer, cause, ms,
         sent_leaf, overturned)
       select $1, coalesce($2, 'step_of_' || $1), 1, $1, c.id, c.number, k.id, k.department_id, 'grant', $3, $4,
         'E-DTH-MED', '["deathDate"]', '待遇核定', '社会保险法第十七条', case when $5::text is null then 'system' else '77' end, $5, $6, $7, $8, $8, $9, $10, $11,
         'leaf', $12
       from cases c, connectors k where c.id = $13 and k.id = $14`,
      [
        id,
        each.step ?? null,
        service,
        requirement,
        officer,
        subjectKey,
        each.reusedFrom ?? null,
        sentAt,
        answer,
        cause,
        ms,
        each.overturned ?? false,
        caseId,
        connector,
      ],
    );
    ids.push(id);
  }
  return ids;
}
