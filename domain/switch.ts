import type { EvidenceCode } from './evidence.ts';
import type { ConnectorId, StaffId } from './ids.ts';

/** What a kill switch stops; null is "all of it". */
export interface SwitchScope {
  connector: ConnectorId;
  evidence: EvidenceCode | null;
  field: string | null;
  service: string | null;
  officer: StaffId | null;
}

/** A question as far as switches can stop it. */
export interface Stoppable {
  connector: ConnectorId;
  evidence: EvidenceCode;
  fields: readonly string[];
  service: string;
  officer: StaffId | null;
}

/** Whether a switch stops a question: everything that it names is the question's. */
export function stops(scope: SwitchScope, question: Stoppable): boolean {
  return (
    scope.connector === question.connector &&
    (scope.evidence === null || scope.evidence === question.evidence) &&
    (scope.field === null || question.fields.includes(scope.field)) &&
    (scope.service === null || scope.service === question.service) &&
    (scope.officer === null || scope.officer === question.officer)
  );
}
