import { findOpenableCase } from '#db/cases.ts';
import type { StepRow } from '#db/steps.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CaseId } from '#domain/ids.ts';
import { PersonRef, type Question } from '#domain/question.ts';
import { unwrapKey } from './data-key.ts';
import { Answers } from './draft.ts';
import type { LeafNote } from './ledger.ts';
import { openInto, toOpen } from './open.ts';
import { getRequirement, givenOf } from './plan-steps.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/** A case opened to be asked about. */
export type Ask = Awaited<ReturnType<typeof openForAsking>>;

/** Opens persons and claim of one case for all of its questions: one ledger leaf, added to `leaves`. */
export async function openForAsking(tx: Tx, leaves: LeafNote[], caseId: CaseId) {
  const found = await findOpenableCase(tx, caseId);
  if (found === undefined) throw new Error('a step has a case whose values can be opened');
  const { row, application, key, parties } = found;
  unwrapKey(tx, key);
  const { answers, persons } = await openInto(leaves, tx, SYSTEM.broker, 'ask_department', {
    answers: toOpen(application.answers, Answers),
    persons: parties.map(({ person }) => toOpen(person, PersonRef)),
  });
  const byRole = new Map(parties.map(({ role }, index) => [role, persons[index]]));
  const service = await getService(tx, row.service, row.serviceVersion);
  return { row, service, byRole, claim: answers.claim };
}

/** The question of a step, with its persons. */
export function questionOf(step: StepRow, { service, byRole, claim }: Ask): Question {
  return {
    evidence: step.evidence,
    fields: step.fields,
    subjects: step.subjects.map((role) => PersonRef.parse(byRole.get(role))),
    given: givenOf(getRequirement(service, step.requirement), claim),
  };
}
