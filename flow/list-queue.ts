import { listTails } from '#db/accounts.ts';
import { listPartiesOf } from '#db/applications.ts';
import { type CaseRow, listDeskCases } from '#db/cases.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CaseId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { PersonRef } from '#domain/question.ts';
import type { PartyRole, ServiceDefinition } from '#domain/service.ts';
import { open, toOpen } from './open.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

const SHOWN = 200;

/** Whose a case on the desk is: one's own, free, to be confirmed by a second person, or a colleague's. */
export type QueuePlace = 'mine' | 'to_confirm' | 'free' | 'others';

/** A case that waits for a person. */
export interface QueuedCase {
  id: CaseId;
  place: QueuePlace;
  row: CaseRow;
  /** The tail of the staff number of who has claimed it. */
  ownerTail: string | null;
  service: ServiceDefinition;
  applicant: string;
  deceased: string;
}

/**
 * What the staff member's role and area can act on, the one with the least time left first. The names of all of them are
 * opened together: one ledger row that lists the cases.
 * @throws VerbError not_found for anybody whose role does not read cases of an area
 */
export async function listQueue(tx: Tx, actor: Actor, now: Date): Promise<QueuedCase[]> {
  if (actor.kind !== 'staff' || !holds(actor, 'read:case:area')) throw new VerbError('not_found');
  const rows = await listDeskCases(tx, SHOWN);
  const parties = await listPartiesOf(tx, [...new Set(rows.map(({ applicationId }) => applicationId))]);
  const { persons } = await open(tx, actor, 'queue', now, {
    persons: parties.map(({ person }) => toOpen(person, PersonRef)),
  });
  const named = parties.map((party, index) => ({ ...party, name: persons[index]?.name ?? '' }));
  const tails = await listTails(tx, [...new Set(rows.flatMap(({ owner }) => owner ?? []))]);
  const queued: QueuedCase[] = [];
  for (const row of rows) {
    const nameOf = (role: PartyRole) =>
      named.find((party) => party.applicationId === row.applicationId && party.role === role)?.name ?? '';
    const { definition } = await getService(tx, row.service, row.serviceVersion);
    const who = { applicant: nameOf('applicant'), deceased: nameOf('deceased') };
    const ownerTail = row.owner && (tails.get(row.owner) ?? null);
    queued.push({ id: row.id, place: placeOf(actor, row), row, ownerTail, service: definition, ...who });
  }
  return queued;
}

function placeOf(actor: Extract<Actor, { kind: 'staff' }>, row: CaseRow): QueuePlace {
  if (row.status === 'proposed' && row.owner !== actor.id && holds(actor, 'approve:case:area'))
    return 'to_confirm';
  if (row.owner === actor.id) return 'mine';
  return row.owner === null ? 'free' : 'others';
}
