import { evidenceTypes } from '#catalogue/index.ts';
import { findCase } from '#db/cases.ts';
import { listAskedOfCase, type TrafficRow } from '#db/exchange-queries.ts';
import type { Tx } from '#db/with-tx.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { CaseId } from '#domain/ids.ts';
import { type Actor, isPermitted } from '#domain/permission.ts';
import { VerbError } from '../problems.ts';

/** Everything that was asked about the persons of a case, for a party of it, oldest first. @throws VerbError not_found */
export async function readAskedOfCase(
  tx: Tx,
  actor: Actor,
  id: CaseId,
): Promise<{ rows: TrafficRow[]; evidenceTypes: readonly EvidenceType[] }> {
  const row = isPermitted(actor, 'read') ? await findCase(tx, id) : undefined;
  if (row === undefined) throw new VerbError('not_found');
  return { rows: await listAskedOfCase(tx, id), evidenceTypes };
}
