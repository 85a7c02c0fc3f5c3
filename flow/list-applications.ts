import { listOwnApplications, type OwnApplicationRow } from '#db/applications.ts';
import type { Tx } from '#db/with-tx.ts';
import { inBundleOrder } from '#domain/bundle.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { Texts } from '#domain/evidence.ts';
import type { Actor } from '#domain/permission.ts';
import { findBundle, getService } from './services.ts';

/** One case of an application in a list. */
export interface OwnCase extends Omit<OwnApplicationRow['cases'][number], 'service' | 'serviceVersion'> {
  title: Texts;
}

/** One row of 我的办件: a draft, or an application with its cases. No personal value is opened for it. */
export interface OwnApplication extends Omit<OwnApplicationRow, 'cases'> {
  /** The bundle's name in words. */
  title: Texts;
  cases: readonly OwnCase[];
}

/** Everything that a resident has begun or filed, newest first; nobody else has any. */
export async function listApplications(tx: Tx, actor: Actor, now: Date): Promise<OwnApplication[]> {
  if (actor.kind !== 'resident') return [];
  const own: OwnApplication[] = [];
  // One after the other: they share one connection.
  for (const { cases, ...application } of await listOwnApplications(tx, actor.id)) {
    const found = await findBundle(tx, application.bundle, civilDateAt(now));
    if (found === undefined)
      throw new Error(`application ${application.id} is for a bundle that was never published`);
    const titled: OwnCase[] = [];
    const ordered = inBundleOrder(found.bundle, cases, ({ service }) => service);
    for (const { service, serviceVersion, ...row } of ordered) {
      titled.push({ ...row, title: (await getService(tx, service, serviceVersion)).definition.shortTitle });
    }
    own.push({ ...application, title: found.bundle.shortTitle, cases: titled });
  }
  return own;
}
