import { sql } from 'drizzle-orm';
import type { ConnectorId, StepId } from '#domain/ids.ts';
import { steps } from './schema/cases.ts';
import type { StepRow } from './steps.ts';
import type { Tx } from './with-tx.ts';

/** How many more questions each connector takes; one that is not named takes none. */
export type Room = ReadonlyMap<ConnectorId, number>;

/**
 * Claims steps that are due at `now` and unleased, for each connector as many as it has room for: urgent ones first, then
 * those that have waited longest, then those that ask for most, whose answers serve the others. They are leased for `leaseSeconds` on the database's clock. Each claim raises the fence: a
 * holder that slept through its lease can no longer write.
 * @returns in the order in which they are to be asked
 */
export async function claimSteps(tx: Tx, now: Date, room: Room, leaseSeconds: number): Promise<StepRow[]> {
  const open = [...room].filter(([, count]) => count > 0);
  if (open.length === 0) return [];
  const due = sql`
    select due.id from unnest(
      ${sql.param(open.map(([connector]) => connector))}::text[], ${sql.param(open.map(([, count]) => count))}::int[]
    ) as room (connector, count)
    cross join lateral (
      select s.id from steps s
      where s.connector = room.connector and s.status = 'open' and s.leader is null
        and s.due_at <= ${now.toISOString()}::timestamptz and (s.lease_until is null or s.lease_until < now())
      order by s.priority, s.due_at, jsonb_array_length(s.fields) desc, s.id
      limit room.count for update skip locked
    ) due`;
  const claimed = await tx
    .update(steps)
    .set({
      leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
      fence: sql`${steps.fence} + 1`,
      attempts: sql`${steps.attempts} + 1`,
    })
    .where(sql`${steps.id} = any(array(${due}))`)
    .returning();
  return claimed.toSorted(inOrder);
}

function inOrder(one: StepRow, other: StepRow): number {
  return (
    one.priority - other.priority ||
    one.dueAt.getTime() - other.dueAt.getTime() ||
    other.fields.length - one.fields.length ||
    (one.id < other.id ? -1 : 1)
  );
}

/** A claimed step that goes back without having been an attempt: to wait until `dueAt`, or for the answer of its leader. */
export interface PutBack {
  id: StepId;
  fence: number;
  dueAt: Date;
  leader: StepId | null;
}

/** Puts claimed steps back into the queue, where their fences still hold. */
export async function putBack(tx: Tx, back: readonly PutBack[]): Promise<void> {
  if (back.length === 0) return;
  const column = <T>(pick: (each: PutBack) => T) => sql.param(back.map(pick));
  await tx.execute(sql`
    update steps s set lease_until = null, attempts = s.attempts - 1, due_at = b.due_at, leader = b.leader
    from unnest(
      ${column(({ id }) => id)}::text[], ${column(({ fence }) => fence)}::bigint[],
      ${column(({ dueAt }) => dueAt.toISOString())}::timestamptz[], ${column(({ leader }) => leader)}::text[]
    ) as b (id, fence, due_at, leader)
    where s.id = b.id and s.fence = b.fence and s.status = 'open'`);
}
