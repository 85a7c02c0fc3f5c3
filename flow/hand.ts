import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { CaseState } from '#domain/case.ts';
import type { CaseId, StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import type { CompiledService } from '#domain/rules.ts';
import {
  draftEvents,
  type EventRow,
  type LoadedCase,
  loadForWriting,
  type NewEvent,
  writeEvents,
} from './append.ts';
import { type LeafNote, record } from './ledger.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/** One case in the hands of the system: everything that moving it forward needs, read once. */
export interface Hand {
  tx: Tx;
  actor: Extract<Actor, { kind: 'system' }>;
  now: Date;
  service: CompiledService;
  loaded: LoadedCase;
  /** The member of staff on whose finding the case goes on; questions that follow from it are theirs. */
  officer?: StaffId | null;
  /** Events and ledger leaves of this transaction; written together at its end by `closeHand`. */
  events: EventRow[];
  leaves: LeafNote[];
}

/** Appends events as the system that holds the case. */
export function appendInHand(hand: Hand, state: CaseState, events: readonly NewEvent[]): CaseState {
  const { actor, now, loaded } = hand;
  const drafted = draftEvents(actor, now, loaded.key, loaded.row.id, state, events);
  hand.events.push(...drafted.rows);
  return drafted.state;
}

/** Writes what was done with a case in hand. `state` is the one after the last event. */
export async function closeHand({ tx, now, loaded, events, leaves }: Hand, state: CaseState): Promise<void> {
  await writeEvents(tx, now, loaded.row.id, loaded.state.seq, { state, rows: events });
  await record(tx, now, leaves);
}

/**
 * Runs `work` with a case in the system's hands, locked and loaded, inside a running transaction; its events and ledger
 * leaves are written together at the end.
 * @param work gives the state after the last event that it appended
 * @throws VerbError not_found
 */
export async function withHand(
  tx: Tx,
  actor: Hand['actor'],
  now: Date,
  caseId: CaseId,
  work: (hand: Hand) => Promise<CaseState>,
): Promise<CaseState> {
  const loaded = await loadForWriting(tx, caseId);
  const service = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  const hand: Hand = { tx, actor, now, service, loaded, events: [], leaves: [] };
  const state = await work(hand);
  await closeHand(hand, state);
  return state;
}

/** The same in a transaction of the broker's own. @throws VerbError not_found */
export async function inHand(
  pool: Pool,
  now: Date,
  caseId: CaseId,
  work: (hand: Hand) => Promise<CaseState>,
): Promise<CaseState> {
  return withTx(pool, SYSTEM.broker, (tx) => withHand(tx, SYSTEM.broker, now, caseId, work));
}
