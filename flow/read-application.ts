import { findApplication } from '#db/applications.ts';
import { listCasesOf } from '#db/cases.ts';
import type { Tx } from '#db/with-tx.ts';
import { type Bundle, inBundleOrder } from '#domain/bundle.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { ApplicationId } from '#domain/ids.ts';
import { type Actor, isPermitted } from '#domain/permission.ts';
import { VerbError } from './problems.ts';
import { type CaseView, readCase } from './read-case.ts';
import { findBundle } from './services.ts';

/** An application as a party of it sees it: what was filed once, and each of its cases. */
export interface ApplicationView {
  id: ApplicationId;
  bundle: Bundle;
  filedAt: Date;
  cases: readonly CaseView[];
}

/** @throws VerbError not_found for an application that is not there for this actor, or that is still a draft */
export async function readApplication(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: ApplicationId,
): Promise<ApplicationView> {
  const row = isPermitted(actor, 'read') ? await findApplication(tx, id) : undefined;
  if (row === undefined || row.filedAt === null) throw new VerbError('not_found');
  const found = await findBundle(tx, row.bundle, civilDateAt(now));
  if (found === undefined) throw new VerbError('not_found');
  const cases: CaseView[] = [];
  for (const { id: caseId } of await listCasesOf(tx, id)) cases.push(await readCase(tx, actor, now, caseId));
  const { bundle } = found;
  const ordered = inBundleOrder(bundle, cases, ({ service }) => service.id);
  return { id, bundle, filedAt: row.filedAt, cases: ordered };
}

/** What a waiting page polls: a number that changes with every event of every case. @throws VerbError not_found */
export async function readApplicationVersion(
  tx: Tx,
  actor: Actor,
  id: ApplicationId,
): Promise<{ version: number; isMoving: boolean; filedAt: Date }> {
  const rows = isPermitted(actor, 'read') ? await listCasesOf(tx, id) : [];
  const [first] = rows;
  if (first === undefined) throw new VerbError('not_found');
  const version = rows.reduce((sum, { seq }) => sum + seq, 0);
  const isMoving = rows.some(({ status }) => status === 'submitted' || status === 'verifying');
  return { version, isMoving, filedAt: first.submittedAt };
}
