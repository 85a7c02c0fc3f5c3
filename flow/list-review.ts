import { listCasesForReview, listEvents } from '#db/cases.ts';
import type { Tx } from '#db/with-tx.ts';
import { type CaseState, replay } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

const PAGE_SIZE = 50;

/** A case that waits for a person, as far as its events say: no personal value is opened for a list. */
export interface ReviewCase {
  id: CaseId;
  submittedAt: Date;
  state: CaseState;
  service: ServiceDefinition;
}

/**
 * The cases of the staff member's area that wait for a person, longest waiting first.
 * @throws VerbError not_found for anybody whose role does not read cases of an area
 */
export async function listReviewCases(tx: Tx, actor: Actor): Promise<ReviewCase[]> {
  if (actor.kind !== 'staff' || !holds(actor, 'read:case:area')) throw new VerbError('not_found');
  const found: ReviewCase[] = [];
  for (const { id, submittedAt, service, serviceVersion } of await listCasesForReview(tx, PAGE_SIZE)) {
    const { definition } = await getService(tx, service, serviceVersion);
    const state = replay((await listEvents(tx, id)).map(({ event }) => event));
    found.push({ id, submittedAt, state, service: definition });
  }
  return found;
}
