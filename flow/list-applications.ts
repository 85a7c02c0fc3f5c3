import { findOwnApplication, listCasesOf, listOwnApplications } from '#db/applications.ts';
import type { Tx } from '#db/with-tx.ts';
import { CaseStatus } from '#domain/case-event.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { Texts } from '#domain/evidence.ts';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { VerbError } from './problems.ts';
import { findService } from './services.ts';

/** One row of 我的办件: a draft, or an application with its case. No personal value is opened for it. */
export interface OwnApplication {
  id: ApplicationId;
  /** Id of the service, and its name in words. */
  service: string;
  title: Texts;
  savedAt: Date;
  /** Null while it is a draft. */
  filed: { case: CaseId; number: string; status: CaseStatus } | null;
}

/** Everything that a resident has begun or filed, newest first; nobody else has any. */
export async function listApplications(tx: Tx, actor: Actor, now: Date): Promise<OwnApplication[]> {
  if (actor.kind !== 'resident') return [];
  const rows = await listOwnApplications(tx, actor.id);
  const own: OwnApplication[] = [];
  // One after the other: they share one connection.
  for (const { id, service, savedAt, caseId, caseNumber, caseStatus } of rows) {
    const found = await findService(tx, service, civilDateAt(now));
    if (found === undefined) throw new Error(`application ${id} is for a service that was never published`);
    const filed =
      caseId === null || caseNumber === null
        ? null
        : { case: caseId, number: caseNumber, status: CaseStatus.parse(caseStatus) };
    own.push({ id, service, title: found.definition.shortTitle, savedAt, filed });
  }
  return own;
}

/** The case that a resident's own filed application came to. @throws VerbError not_found where there is none */
export async function getCaseOf(tx: Tx, actor: Actor, id: ApplicationId): Promise<CaseId> {
  const own = actor.kind === 'resident' && (await findOwnApplication(tx, id, actor.id)) !== undefined;
  const [first] = own ? await listCasesOf(tx, id) : [];
  if (first === undefined) throw new VerbError('not_found');
  return first;
}
