import { lockOwnApplication } from '#db/applications.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import { type PageFaults, parsePage, type RawForm } from '#domain/form.ts';
import type { ApplicationId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { openAnswers, saveAnswers } from './draft.ts';
import { idContext } from './id-context.ts';
import { VerbError } from './problems.ts';
import { findBundle } from './services.ts';

/** How a page's answers were taken. A rejected form is kept as it was typed and shown again from the draft. */
export type SavedPage =
  | { kind: 'accepted' }
  | { kind: 'rejected'; faults: PageFaults }
  | { kind: 'filed_already' };

/**
 * Saves one page of a draft. Accepted answers replace the earlier ones; a rejected form never touches them.
 * @throws VerbError not_found for an application or page that is not there for this resident
 */
export async function savePage(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: ApplicationId,
  pageId: string,
  raw: RawForm,
): Promise<SavedPage> {
  if (actor.kind !== 'resident') throw new VerbError('not_found');
  const row = await lockOwnApplication(tx, id, actor.id);
  const open = row && (await findBundle(tx, row.bundle, civilDateAt(now)));
  const page = open?.pages.find((candidate) => candidate.id === pageId);
  if (row === undefined || page === undefined) throw new VerbError('not_found');
  if (row.status === 'filed') return { kind: 'filed_already' };

  const answers = await openAnswers(tx, actor, 'own_form', now, row);
  const typed = Object.fromEntries(page.fields.map((field) => [field.id, raw[field.id] ?? '']));
  const parsed = parsePage(page, typed, await idContext(tx, now));
  const { [pageId]: _replaced, ...rejected } = answers.rejected;
  if (parsed.ok) {
    await saveAnswers(tx, row, { claim: { ...answers.claim, ...parsed.values }, rejected }, now);
    return { kind: 'accepted' };
  }
  await saveAnswers(tx, row, { claim: answers.claim, rejected: { ...rejected, [pageId]: typed } }, now);
  return { kind: 'rejected', faults: parsed.faults };
}
