import { type Tx, withTx } from '#db/with-tx.ts';
import type { Actor } from '#domain/permission.ts';
import { VerbError } from '../problems.ts';
import { SYSTEM } from '../system.ts';
import type { Resident, TestCity } from './city.ts';

/** How a verb ended: `none`, or the problem that it refused with. Any other error is thrown. */
export async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof VerbError) return error.problem;
    throw error;
  }
}

/** Runs a verb as the broker does. */
export function asBroker<T>(city: TestCity, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withTx(city.broker, SYSTEM.broker, work);
}

/** Runs a verb as the portal does for whoever has signed in. */
export function asPortal<T>(city: TestCity, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withTx(city.portal, actor, work);
}

/** Runs a verb as the portal does for a resident. */
export function asResident<T>(city: TestCity, actor: Resident, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withTx(city.portal, actor, work);
}
