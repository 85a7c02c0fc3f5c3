import { findCase, listEvents } from '#db/cases.ts';
import { type CaseState, replay } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import type { TestCity } from './city.ts';
import { asBroker } from './outcome.ts';

type Fold = Pick<CaseState, 'status' | 'due' | 'seq' | 'needs' | 'payment'> & { owner: string | null };

/** The stored fold of a case, and the replay of its stored history, whose positions have no gap. */
export function rowAndReplay(city: TestCity, id: CaseId): Promise<readonly [Fold, Fold]> {
  return asBroker(city, async (tx) => {
    const row = await findCase(tx, id);
    const events = await listEvents(tx, id);
    const state = replay(events.map(({ event }) => event));
    if (row === undefined || events.some((event, index) => event.seq !== index + 1))
      throw new Error(`the history of ${id} has a gap, or no row`);
    return [foldOf(row, row.owner), foldOf(state, state.owner?.id ?? null)];
  });
}

function foldOf({ status, due, seq, needs, payment }: Omit<Fold, 'owner'>, owner: string | null): Fold {
  return { status, due, seq, needs, payment, owner };
}
