import { findOwnApplication } from '#db/applications.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Bundle } from '#domain/bundle.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { PageFaults, RawForm } from '#domain/form.ts';
import { parsePage } from '#domain/form.ts';
import type { ApplicationId } from '#domain/ids.ts';
import type { Claim } from '#domain/ladder.ts';
import type { Actor } from '#domain/permission.ts';
import type { FormPage, ServiceDefinition } from '#domain/service.ts';
import { openAnswers } from './draft.ts';
import { idContext } from './id-context.ts';
import { VerbError } from './problems.ts';
import { findBundle } from './services.ts';

/** A draft as its applicant sees it. */
export interface DraftView {
  id: ApplicationId;
  status: 'draft' | 'filed';
  savedAt: Date;
  bundle: Bundle;
  services: readonly ServiceDefinition[];
  pages: readonly FormPage[];
  claim: Claim;
  /** By page: what was typed and not accepted, with the reason for each field. */
  rejected: Readonly<Record<string, { raw: RawForm; faults: PageFaults }>>;
}

/** @throws VerbError not_found for an application that is not this resident's own */
export async function readDraft(tx: Tx, actor: Actor, now: Date, id: ApplicationId): Promise<DraftView> {
  if (actor.kind !== 'resident') throw new VerbError('not_found');
  const row = await findOwnApplication(tx, id, actor.id);
  const found = row && (await findBundle(tx, row.bundle, civilDateAt(now)));
  if (row === undefined || found === undefined) throw new VerbError('not_found');
  const answers = await openAnswers(tx, actor, 'own_form', now, row);
  const context = await idContext(tx, now);
  const rejected = found.pages.flatMap((page) => {
    const raw = answers.rejected[page.id];
    const parsed = raw && parsePage(page, raw, context);
    return raw === undefined || parsed === undefined || parsed.ok
      ? []
      : [[page.id, { raw, faults: parsed.faults }] as const];
  });
  return {
    id: row.id,
    status: row.status,
    savedAt: row.savedAt,
    bundle: found.bundle,
    services: found.services.map(({ definition }) => definition),
    pages: found.pages,
    claim: answers.claim,
    rejected: Object.fromEntries(rejected),
  };
}
