import { findResident } from '#db/accounts.ts';
import { findOpenDraft, insertApplication } from '#db/applications.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import { ApplicationId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { createDataKey } from './data-key.ts';
import type { Answers } from './draft.ts';
import { newId } from './new-id.ts';
import { VerbError } from './problems.ts';
import { seal } from './seal.ts';
import { findBundle } from './services.ts';

/**
 * Begins an application for a bundle, or gives back the draft that the resident has already begun.
 * @throws VerbError not_permitted for anybody but a resident, not_found for a bundle that does not exist today
 */
export async function beginApplication(
  tx: Tx,
  actor: Actor,
  now: Date,
  bundle: string,
): Promise<ApplicationId> {
  if (actor.kind !== 'resident') throw new VerbError('not_permitted');
  if ((await findBundle(tx, bundle, civilDateAt(now))) === undefined) throw new VerbError('not_found');
  const resident = await findResident(tx, actor.id);
  if (resident === undefined) throw new VerbError('not_found');
  const begun = await findOpenDraft(tx, bundle, actor.id);
  if (begun !== undefined) return begun;

  const id = newId(ApplicationId, 'appl', now);
  const key = await createDataKey(tx, id, now);
  const empty: Answers = { claim: {}, rejected: {} };
  await insertApplication(tx, {
    id,
    bundle,
    filedBy: actor.id,
    area: resident.area,
    keyId: key.id,
    status: 'draft',
    answers: seal(key, 'applications', 'answers', id, empty),
    createdAt: now,
    savedAt: now,
  });
  return id;
}
