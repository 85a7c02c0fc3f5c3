import { askStepAgain } from '#db/ask-again.ts';
import type { Tx } from '#db/with-tx.ts';
import type { AskedQuestion, CaseState } from '#domain/case.ts';
import type { StaffId, StepId } from '#domain/ids.ts';
import type { ServiceDefinition } from '#domain/service.ts';

/**
 * The question of a requirement that can be put once more: the last one asked, if it has its answer and if the requirement
 * does not rest on a person's own finding. Earlier rungs have been left for good; what is under way needs no asking.
 */
export function findAskable(state: CaseState, requirement: string): AskedQuestion | undefined {
  const standing = state.standings[requirement];
  if (standing === undefined || standing.kind === 'waiting' || standing.kind === 'open') return undefined;
  if (standing.kind === 'established' && standing.rung === null) return undefined;
  const asked = state.questions.filter((question) => question.requirement === requirement);
  const last = asked.toSorted((one, other) => other.rung - one.rung)[0];
  return last?.note?.nextAt === null ? last : undefined;
}

/** Puts the question's step back into the queue. Returns false if it is out already. */
export async function requeue(
  tx: Tx,
  now: Date,
  service: ServiceDefinition,
  question: AskedQuestion,
  officer: StaffId | null,
  leader: StepId | null,
): Promise<boolean> {
  const rung = service.requirements.find(({ id }) => id === question.requirement)?.ladder[question.rung];
  const patienceMs = rung?.means === 'data_share' ? rung.patienceMinutes * 60_000 : 0;
  const patienceUntil = new Date(now.getTime() + patienceMs);
  return askStepAgain(tx, question.step, now, { officer, leader, patienceUntil });
}
