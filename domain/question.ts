import { z } from 'zod';
import { EvidenceCode } from './evidence.ts';
import { ConnectorId, GrantId, StepId } from './ids.ts';
import { PartyRole } from './service.ts';

/** A person as a department is asked about: never more than name and identity number. */
export const PersonRef = z.object({ name: z.string().min(1), idNumber: z.string().min(1) });
export type PersonRef = z.infer<typeof PersonRef>;

/** A planned question, without personal values: what a wave holds and what the events keep. */
export const PlannedQuestion = z.object({
  step: StepId,
  requirement: z.string(),
  rung: z.number().int().min(0),
  evidence: EvidenceCode,
  connector: ConnectorId,
  grant: GrantId,
  fields: z.array(z.string()),
  subjects: z.array(PartyRole),
  /** The step of another case of the same application whose answer is used for this one, as the grant allows. */
  leader: StepId.nullable().default(null),
});
export type PlannedQuestion = z.infer<typeof PlannedQuestion>;

/** 核验 question as it goes to a department: one evidence type, its fields, one or two persons, values to verify. */
export const Question = z.object({
  evidence: EvidenceCode,
  fields: z.array(z.string()).min(1),
  subjects: z.array(PersonRef).min(1).max(2),
  given: z.record(z.string(), z.string()),
});
export type Question = z.infer<typeof Question>;

/** What stands in place of a case's number in test calls and in the conformance suite: a test says of itself that it is one. */
export const TEST_CASE = 'TEST';

/** What a question carries besides itself: for which live case, on what ground, and where a late answer may go. */
export interface CallContext {
  /** UUID, the department's idempotency key: the same through all attempts until an answer could not be used. */
  call: string;
  caseNumber: string;
  requirement: string;
  purpose: string;
  legalBasis: string;
  actor: string;
  callback: string;
}
